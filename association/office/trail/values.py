"""Which entries of the audit log tell of data seen, and which the office reads."""

# What shows personal data in full, or hands it out.
SEEING = ("view NIK", "export NIK", "seal roster", "send registrations")
# What the office reads of a paguyuban: who works there and what they took out, never on whom.
TOLD_OFFICE = (
    *SEEING,
    "accept duty",
    "change rights",
    "confine duty",
    "end duty",
    "invite ketua",
    "invite pengurus",
    "remove second factor",
    "renew recovery codes",
    "set contact",
    "send number link",
    "sign in",
    "sign in by link",
    "sign handover in",
    "sign handover out",
    "turn off second factor",
    "turn on second factor",
    "void invitation",
)

"""Recognises the columns beside name, NIK, birth, phone and stall by their headings."""

from association.roster.lists.columns import FURTHER
from association.roster.lists.heading_words import words_of
from association.roster.members.values import STALL_HEADINGS

PERMIT, WALK = "permit", "walk"  # of the row's stall
LABELS = {
    **{name: field.column_heading for name, field in FURTHER.items()},
    "income": "Penghasilan",
    **{name: STALL_HEADINGS[name] for name in (PERMIT, WALK)},
}
PERMITS, NUMBERS = {"shp", "ktpp", "sip"}, {"no", "nomor", "nomer"}
# The headings of our own files, and of all fields the wordings that ask for most words first.
OWN = {tuple(words_of(label)): name for name, label in LABELS.items()}
ALSO = sorted(
    ((wording, name) for name, field in FURTHER.items() for wording in field.also),
    key=lambda one: -len(one[0].every),
)


def further_of(words: list[str]) -> str | None:
    """Return which of these columns a heading with these words names."""
    if own := OWN.get(tuple(words)):
        return own
    held = set(words)
    if named := next((name for wording, name in ALSO if wording.fits(held)), None):
        return named
    if held & PERMITS and held & NUMBERS and held <= PERMITS | NUMBERS:
        return PERMIT
    return WALK if held & {"urutan", "urut"} and "jalan" in held else None

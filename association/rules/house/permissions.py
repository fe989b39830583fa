"""Who may do what: the whole policy, Role x May x Right, on one screen. Which rows they reach is
association.access."""

from enum import StrEnum


class Role(StrEnum):
    """What an account is; a visitor has none. A leader's account acts as a coordinator where their
    duty is confined to blocks: no account is one for good."""

    VISITOR = "visitor"
    LEADER = "leader"
    COORDINATOR = "of_blocks"
    OFFICER = "officer"
    ADMIN = "admin"


class Position(StrEnum):
    """What somebody is in a paguyuban."""

    KETUA = "ketua"
    SEKRETARIS = "sekretaris"
    BENDAHARA = "bendahara"
    COORDINATOR = "koordinator blok"  # the members of some blocks and nobody else


class Right(StrEnum):
    """What a duty in a paguyuban gives beyond seeing the roster (the ketua gives and takes back all
    but LEAD), or an office beyond seeing the city."""

    EDIT = "edit"
    MONEY = "money"
    NIK = "nik"
    LEAD = "lead"  # goes with the position of ketua, handed on by serah terima
    EVENTS = "events"  # an officer's: hold events of the city
    ADMINISTER = "administer"  # an officer's: paguyuban, markets and accounts of the city


class May(StrEnum):
    """What a page lets one do; every route names one."""

    ADMINISTER = "administer"
    CHOOSE_CITY = "choose_city"
    EXPORT_NIK = "export_nik"
    IMPORT_ROSTER = "import_roster"
    MANAGE_TEAM = "manage_team"
    MARK_ATTENDANCE = "mark_attendance"
    OWN_ACCOUNT = "own_account"
    OVERSEE_CITY = "oversee_city"
    RECORD_CONTRIBUTION = "record_contribution"
    RUN_CITY_EVENT = "run_city_event"
    RUN_EVENT = "run_event"
    SECURE_ACCOUNT = "secure_account"
    SEE_EVENTS = "see_events"
    SEND_REMINDER = "send_reminder"
    SEE_AUDIT = "see_audit"
    SEE_HOME = "see_home"
    SEE_NIK = "see_nik"
    SEE_PUBLIC = "see_public"
    SEE_ROSTER = "see_roster"
    SET_UP = "set_up"
    SEE_WHOLE = "see_whole"  # what is about the paguyuban as a whole: lists, batches, papers
    EDIT_ROSTER = "edit_roster"


COORDINATING = frozenset(
    {
        May.MARK_ATTENDANCE,
        May.RECORD_CONTRIBUTION,
        May.SEE_EVENTS,
        May.SEE_NIK,
        May.SEE_ROSTER,
        May.SEND_REMINDER,
    }
)

LEADING = COORDINATING | {
    May.EDIT_ROSTER,
    May.EXPORT_NIK,
    May.IMPORT_ROSTER,
    May.MANAGE_TEAM,
    May.RUN_EVENT,
    May.SEE_AUDIT,
    May.SEE_WHOLE,
}

# What an account may do that has to have a second factor and has none yet.
BEFORE_CODE = frozenset({May.SEE_PUBLIC, May.SECURE_ACCOUNT, May.SET_UP})
ANYBODY = frozenset({May.SEE_PUBLIC, May.SECURE_ACCOUNT, May.SEE_HOME, May.OWN_ACCOUNT})
OFFICE = frozenset({May.ADMINISTER, May.CHOOSE_CITY, May.SEE_AUDIT})
POLICY: dict[Role, frozenset[May]] = {
    Role.VISITOR: frozenset({May.SEE_PUBLIC}),
    Role.LEADER: ANYBODY | LEADING,
    Role.COORDINATOR: ANYBODY | COORDINATING,
    Role.OFFICER: ANYBODY | OFFICE | {May.OVERSEE_CITY, May.RUN_CITY_EVENT},
    Role.ADMIN: ANYBODY | OFFICE | {May.SET_UP},
}


NEEDS: dict[Role, dict[May, Right]] = {
    Role.VISITOR: {},
    Role.LEADER: {
        May.EDIT_ROSTER: Right.EDIT,
        May.EXPORT_NIK: Right.NIK,
        May.IMPORT_ROSTER: Right.EDIT,
        May.MANAGE_TEAM: Right.LEAD,
        May.RECORD_CONTRIBUTION: Right.MONEY,
        May.SEE_AUDIT: Right.LEAD,
        May.SEE_NIK: Right.NIK,
    },
    Role.COORDINATOR: {May.RECORD_CONTRIBUTION: Right.MONEY, May.SEE_NIK: Right.NIK},
    Role.OFFICER: {
        May.ADMINISTER: Right.ADMINISTER,
        May.RUN_CITY_EVENT: Right.EVENTS,
        May.SEE_AUDIT: Right.ADMINISTER,
    },
    Role.ADMIN: {},
}


def allows(role: Role, may: May) -> bool:
    """Tell whether the policy gives this role this permission."""
    return may in POLICY[role]


def lacking(role: Role, may: May, rights: frozenset[Right]) -> Right | None:
    """Name the right of a duty or an office that a permission needs and that is not among these;
    None when nothing lacks."""
    needed = NEEDS[role].get(may)
    return None if needed in rights else needed

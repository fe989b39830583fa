"""Who may do what: the whole policy, Role x May x Right, on one screen. Which rows they reach is
association.access."""

from enum import StrEnum


class Role(StrEnum):
    """What an account is; a visitor has none."""

    VISITOR = "visitor"
    LEADER = "leader"
    OFFICER = "officer"
    ADMIN = "admin"


class Position(StrEnum):
    """What somebody is in a paguyuban."""

    KETUA = "ketua"
    SEKRETARIS = "sekretaris"
    BENDAHARA = "bendahara"


class Right(StrEnum):
    """What a duty in a paguyuban gives beyond seeing the roster; the ketua gives and takes back all
    but LEAD."""

    EDIT = "edit"
    MONEY = "money"
    NIK = "nik"
    LEAD = "lead"  # goes with the position of ketua, handed on by serah terima


class May(StrEnum):
    """What a page lets one do; every route names one."""

    IMPORT_ROSTER = "import_roster"
    MANAGE_TEAM = "manage_team"
    OVERSEE_CITY = "oversee_city"
    RECORD_CONTRIBUTION = "record_contribution"
    RUN_CITY_EVENT = "run_city_event"
    RUN_EVENT = "run_event"
    SEE_EVENTS = "see_events"
    SEND_REMINDER = "send_reminder"
    SEE_HOME = "see_home"
    SEE_NIK = "see_nik"
    SEE_PUBLIC = "see_public"
    SEE_ROSTER = "see_roster"
    EDIT_ROSTER = "edit_roster"


LEADING = frozenset(
    {
        May.EDIT_ROSTER,
        May.IMPORT_ROSTER,
        May.MANAGE_TEAM,
        May.RECORD_CONTRIBUTION,
        May.RUN_EVENT,
        May.SEE_EVENTS,
        May.SEE_NIK,
        May.SEE_ROSTER,
        May.SEND_REMINDER,
    }
)

POLICY: dict[Role, frozenset[May]] = {
    Role.VISITOR: frozenset({May.SEE_PUBLIC}),
    Role.LEADER: frozenset({May.SEE_PUBLIC, May.SEE_HOME}) | LEADING,
    Role.OFFICER: frozenset({May.SEE_PUBLIC, May.SEE_HOME, May.OVERSEE_CITY, May.RUN_CITY_EVENT}),
    Role.ADMIN: frozenset({May.SEE_PUBLIC, May.SEE_HOME}),
}


NEEDS: dict[May, Right] = {
    May.EDIT_ROSTER: Right.EDIT,
    May.IMPORT_ROSTER: Right.EDIT,
    May.MANAGE_TEAM: Right.LEAD,
    May.RECORD_CONTRIBUTION: Right.MONEY,
    May.SEE_NIK: Right.NIK,
}


def allows(role: Role, may: May) -> bool:
    """Tell whether the policy gives this role this permission."""
    return may in POLICY[role]


def lacking(may: May, rights: frozenset[Right]) -> Right | None:
    """Name the right of a duty that a permission needs and that is not among these; None when
    nothing lacks."""
    needed = NEEDS.get(may)
    return None if needed in rights else needed

"""Why somebody is reminded, what came of it, and how people write to whom."""

from datetime import date
from enum import StrEnum

from association.rules.law.coverage import Coverage, Status
from association.rules.law.enrolment import JOINING_AGE


class Cause(StrEnum):
    """Why somebody is reminded, in the words of the URLs."""

    LAPSING = "habis"  # cover ends with this month, or this month is unpaid and still in time
    ARREARS = "menunggak"
    READY = "siap"  # data complete, not registered


class Outcome(StrEnum):
    """What came of a reminder."""

    OPENED = "opened"  # on a leader's screen: whether it was sent is not known yet
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"


class Standing(StrEnum):
    """Where somebody with a cause stands who had no turn yet in this month."""

    WAITING = "waiting"
    STOPPED = "stopped"  # asked not to be reminded
    UNREACHABLE = "unreachable"  # no phone, and no neighbour who carries messages


def cause_of(cover: Coverage, *, may_join: bool) -> Cause | None:
    """Tell why somebody is to be reminded; None when there is no reason (the SQL twin is
    reads.standings)."""
    match cover.status:
        case Status.DUE:
            return Cause.LAPSING
        case Status.ACTIVE if cover.lapsing and not cover.in_hand:
            return Cause.LAPSING
        case Status.ARREARS:
            return Cause.ARREARS
        case Status.READY if may_join:
            return Cause.READY
    return None


def oldest_to_join(today: date) -> date:
    """Give the birth date from which on one is too old to join on a day; who is born later may
    (rules.law.enrolment)."""
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return date(today.year - JOINING_AGE, today.month, day)

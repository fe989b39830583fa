"""Why somebody is reminded, what came of it, and how people write to whom."""

from enum import StrEnum

from association.rules.law.coverage import Coverage, Status


class Cause(StrEnum):
    """Why somebody is reminded, in the words of the URLs."""

    LAPSING = "habis"  # cover ends with this month, or this month is unpaid and still in time
    ARREARS = "menunggak"
    READY = "siap"  # can be sent, not registered


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


def cause_of(cover: Coverage) -> Cause | None:
    """Tell why somebody is to be reminded; None when there is no reason (the SQL twin is
    reads.standings)."""
    match cover.status:
        case Status.DUE:
            return Cause.LAPSING
        case Status.ACTIVE if cover.lapsing and not cover.in_hand:
            return Cause.LAPSING
        case Status.ARREARS:
            return Cause.ARREARS
        case Status.READY:
            return Cause.READY
    return None

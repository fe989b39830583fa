"""What can come of a visit."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from association.rules.house.errors import RuleError

USUAL_PROMISE, LONGEST_PROMISE = timedelta(days=1), timedelta(days=31)


class Outcome(StrEnum):
    """One tap each."""

    PAID = "paid"
    PROMISED = "promised"
    ABSENT = "absent"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What came of asking a member: for PAID so many `months`, and the cash `taken` when it differs
    from the estimate (whole rupiah); for PROMISED the day agreed, else tomorrow."""

    outcome: Outcome
    months: int = 1
    taken: int | None = None
    promised_for: date | None = None


def promised_day(asked: date | None, *, today: date) -> date:
    """Give the day from which a member who promised is asked again: as agreed, else tomorrow;
    RuleError out of bounds."""
    day = asked or today + USUAL_PROMISE
    if not today <= day <= today + LONGEST_PROMISE:
        raise RuleError(
            "Tanggal janji harus hari ini sampai %(n)s hari lagi.", n=LONGEST_PROMISE.days
        )
    return day

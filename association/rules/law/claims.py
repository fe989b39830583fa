"""A case from opened to paid: its kinds and states, what may follow what, and its clocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from association.rules.law.workdays import is_working_day


class ClaimKind(StrEnum):
    """What happened."""

    DEATH = "death"  # JKM, or JKK when it came from work; JHT with it
    ACCIDENT = "accident"  # JKK: hurt at work or on the way
    OLD_AGE = "old_age"  # JHT


class ClaimState(StrEnum):
    """How far a case is."""

    OPENED = "opened"  # papers are collected
    SUBMITTED = "submitted"  # BPJS Ketenagakerjaan has them
    ASKED = "asked"  # it asks for more
    PAID = "paid"
    REFUSED = "refused"
    UNDONE = "undone"  # was recorded by mistake


# What may be said next of a case, its way back included; UNDONE is for good.
MOVES: Final[Mapping[ClaimState, tuple[ClaimState, ...]]] = {
    ClaimState.OPENED: (ClaimState.SUBMITTED,),
    ClaimState.SUBMITTED: (
        ClaimState.PAID,
        ClaimState.ASKED,
        ClaimState.REFUSED,
        ClaimState.OPENED,
    ),
    ClaimState.ASKED: (ClaimState.SUBMITTED, ClaimState.REFUSED),
    ClaimState.PAID: (ClaimState.SUBMITTED,),
    ClaimState.REFUSED: (ClaimState.SUBMITTED, ClaimState.OPENED),
    ClaimState.UNDONE: (),
}
GOING_ON: Final = (ClaimState.OPENED, ClaimState.SUBMITTED, ClaimState.ASKED)
LONGEST_WAIT: Final = 120  # days; a wait has an end, and comes back by itself
REPORT_WITHIN: Final = timedelta(hours=48)  # an accident: 2 x 24 hours [tribun_jkk]
RIGHT_LAPSES_YEARS: Final = 5  # of JKK, after the accident [pp82_hj]; JKM has none [jkm_nolimit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Within how many working days a complete claim is paid; 1 % a day is owed after that."""

    source: str
    working_days: int


# PP 44/2015 art. 40 (JKM) and 37 (JKK); of JHT alone no source says a number of days.
PROMISES: Final[Mapping[ClaimKind, Promise]] = {
    ClaimKind.DEATH: Promise(source="pp44_p40", working_days=3),
    ClaimKind.ACCIDENT: Promise(source="pp44_p37", working_days=7),
}


def promise_of(kind: ClaimKind, *, from_work: bool) -> Promise | None:
    """Return what is promised for a case; a death from work is paid by JKK."""
    of_jkk = kind is ClaimKind.DEATH and from_work
    return PROMISES.get(ClaimKind.ACCIDENT if of_jkk else kind)


def right_ends(day: date, *, of_jkk: bool) -> date | None:
    """Return the last day to ask for what an accident of a day gives: five years after it; None
    when there is no end (JKM, JHT)."""
    if not of_jkk:
        return None
    year = day.year + RIGHT_LAPSES_YEARS
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February: the day before, so that nobody is told a day too many
        return date(year, 2, 28)


def working_days(after: date, until: date) -> int:
    """Count the working days after a day, up to and with another; 0 when that is not later."""
    days = (after + timedelta(n) for n in range(1, (until - after).days + 1))
    return sum(is_working_day(day, joint_leave=True) for day in days)


def pay_by(complete_on: date, promise: Promise) -> date:
    """Return the last day on which a claim that was complete on a day is paid as promised."""
    day = complete_on
    for _ in range(promise.working_days):
        day += timedelta(1)
        while not is_working_day(day, joint_leave=True):
            day += timedelta(1)
    return day


def report_by(happened_at: datetime) -> datetime:
    """Return until when an accident is to be reported (Tahap I): 2 x 24 hours."""
    return happened_at + REPORT_WITHIN

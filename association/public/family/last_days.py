"""Which last days matter to a family, by what happened and how far the case is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from association.rules.law.claims import (
    REPORT_WITHIN,
    RIGHT_LAPSES_YEARS,
    ClaimKind,
    ClaimState,
    pay_by,
    promise_of,
    report_by,
)


class Matter(StrEnum):
    """What a last day is of."""

    REPORT = "report"  # the accident is told to BPJS Ketenagakerjaan: 2 x 24 hours [tribun_jkk]
    LAPSE = "lapse"  # the right of JKK ends after five years [pp82_hj]
    IN_FORCE = "in_force"  # of JKM there is none, where cover was in force at death [jkm_nolimit]
    NONE = "none"  # of JHT no source names one
    ASKED = "asked"  # what BPJS Ketenagakerjaan asks for has no day of its own
    PAY = "pay"  # it promised to pay by then [pp44_p37] [pp44_p40]
    UNPROMISED = "unpromised"  # of JHT no number of days is promised
    PAID = "paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDay:
    """A last day: the day, or the moment where the hour counts, or neither where there is none; and
    whether it has passed."""

    matter: Matter
    day: date | None = None
    at: datetime | None = None
    passed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A case as far as its days go: plain values of a claim."""

    kind: ClaimKind
    state: ClaimState
    from_work: bool
    day: date
    happened_at: datetime | None
    is_reported: bool  # to BPJS Ketenagakerjaan (Tahap I)
    submitted_on: date | None

    @property
    def is_jkk(self) -> bool:
        """Tell whether JKK pays: an accident, or a death from work."""
        return self.kind is ClaimKind.ACCIDENT or (self.kind is ClaimKind.DEATH and self.from_work)


def last_days(course: Course, *, now: datetime, today: date) -> tuple[LastDay, ...]:
    """List the last days of a case, the one that matters most first; never none."""
    match course.state:
        case ClaimState.OPENED:
            return _to_report(course, now=now, today=today) + _of_right(course, today=today)
        case ClaimState.SUBMITTED:
            return _to_pay(course, today=today)
        case ClaimState.ASKED:
            return LastDay(matter=Matter.ASKED), *_of_right(course, today=today)
        case ClaimState.PAID:
            return (LastDay(matter=Matter.PAID),)
        case _:
            return _of_right(course, today=today)


def _to_report(course: Course, *, now: datetime, today: date) -> tuple[LastDay, ...]:
    """Give until when an accident is reported; without its hour, the day on which the time is
    over."""
    if not course.is_jkk or course.is_reported:
        return ()
    if course.happened_at is None:
        day = course.day + REPORT_WITHIN
        return (LastDay(matter=Matter.REPORT, day=day, passed=today > day),)
    until = report_by(course.happened_at)
    return (LastDay(matter=Matter.REPORT, at=until, passed=now > until),)


def _of_right(course: Course, *, today: date) -> tuple[LastDay, ...]:
    if course.is_jkk:
        day = lapses_on(course.day) - timedelta(1)
        return (LastDay(matter=Matter.LAPSE, day=day, passed=today > day),)
    in_force = course.kind is ClaimKind.DEATH
    return (LastDay(matter=Matter.IN_FORCE if in_force else Matter.NONE),)


def _to_pay(course: Course, *, today: date) -> tuple[LastDay, ...]:
    promise = promise_of(course.kind, from_work=course.from_work)
    if promise is None or course.submitted_on is None:
        return (LastDay(matter=Matter.UNPROMISED),)
    day = pay_by(course.submitted_on, promise)
    return (LastDay(matter=Matter.PAY, day=day, passed=today > day),)


def lapses_on(day: date) -> date:
    """Return the day on which five years since a day are over: after a 29 February a 1 March."""
    year = day.year + RIGHT_LAPSES_YEARS
    leap = (day.month, day.day) == (2, 29)
    return date(year, 3, 1) if leap else day.replace(year=year)

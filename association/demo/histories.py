"""Invented histories: who enrolled and paid which months, so that every status is met on any
business date."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random
from typing import Protocol

from association.config import WIB
from association.demo.values import Entry, Roster, Row
from association.rules.house.months import add_months, last_day, month_of, months_between
from association.rules.law.coverage import Run
from association.rules.law.enrolment import End
from association.rules.law.payments import CHANNELS, COLLECTED, Payment
from association.rules.law.tariff import MINIMUM, Programme

MONTHS = 18


class Course(StrEnum):
    """How far somebody came; the status follows from it and from the date."""

    AHEAD = "ahead"  # paid beyond this month
    LAPSING = "lapsing"  # paid this month, not the next
    LATE_ONE = (
        "late one"  # last paid month: the one before; due up to the 15th, then one month in arrears
    )
    LATE_TWO = "late two"
    LATE_THREE = "late three"
    ENTRUSTED = "entrusted"  # as LATE_ONE; a collector takes this month's cash (demo.lately)
    STOPPED = "stopped"  # last paid four months ago or earlier
    ENDED = "ended"
    REGISTERED = "registered"
    SENT = "sent"
    READY = "ready"
    CANDIDATE = "candidate"
    TOO_OLD = "too old"  # 65 or older, and never registered


ENROLLED = frozenset(Course) - {Course.SENT, Course.READY, Course.CANDIDATE, Course.TOO_OLD}
PAID = ENROLLED - {Course.REGISTERED}
BACK = {
    Course.LAPSING: 0,
    Course.LATE_ONE: 1,
    Course.LATE_TWO: 2,
    Course.LATE_THREE: 3,
    Course.ENTRUSTED: 1,
}
DIRECT = tuple(channel for channel in CHANNELS if channel != COLLECTED)
UNCOUNTED = timedelta(8)  # cash taken since is not of these histories: the last deposit is older
INCOMES = (1_000_000, 1_000_000, 1_500_000, 1_500_000, 2_000_000, 2_500_000, 3_000_000, 4_000_000)
PERIODS = (1, 1, 1, 3, 3, 3, 6, 12)


def runs(course: Course, month: date, rng: Random) -> list[Run]:
    """Invent the paid months of a course, the last 18 at most, oldest first; most are unbroken."""
    if course not in PAID:
        return []
    start = add_months(month, 1 - rng.randint(1, MONTHS))
    last = _last_month(course, month, rng)
    start = min(start, last)
    found: list[Run] = []
    while start <= last:
        length = min(rng.choice(PERIODS), months_between(start, last) + 1)
        found.append(Run(start, add_months(start, length - 1)))
        start = add_months(start, length)
        if start < last and rng.random() < 0.04:
            start = add_months(start, 1)  # a month that nobody paid
    return _begun(found, month)


def _last_month(course: Course, month: date, rng: Random) -> date:
    if course is Course.AHEAD:
        return add_months(month, rng.randint(1, 5))
    if course in BACK:
        return add_months(month, -BACK[course])
    return add_months(month, -rng.randint(4 if course is Course.STOPPED else 2, 14))


def _begun(found: list[Run], month: date) -> list[Run]:
    """Join runs that begin after this month to the one before: contributions end with what was paid
    by now."""
    while len(found) > 1 and found[-1].first_month > month:
        *found, one, other = found
        found.append(Run(one.first_month, other.last_month))
    return found


class Writes(Protocol):
    """What contributions are written into."""

    def contribution(self, entry: Entry, payment: Payment, roster: Roster, *, at: datetime) -> None:
        """Add a run of paid months of who has a participant's row."""


class Histories:
    """Writes enrolments and contributions into rows, as of one moment."""

    def __init__(self, rows: Writes, rng: Random, *, now: datetime) -> None:
        self._rows, self._rng, self._now = rows, rng, now
        self._today = now.astimezone(WIB).date()
        self._receipts = 0

    def add(
        self, course: Course, entry: Entry, person: Row, roster: Roster, *, employs_helpers: bool
    ) -> None:
        """Give a participant the history of a course."""
        paid = runs(course, month_of(self._today), self._rng)
        self.enrol(course, person, paid)
        jht = employs_helpers or self._rng.random() < 0.15
        income = self._rng.choice(INCOMES)
        for run in paid:
            self.pay(
                entry,
                run,
                roster,
                programmes=MINIMUM | {Programme.JHT} if jht else MINIMUM,
                income=income,
            )

    def enrol(self, course: Course, person: Row, paid: list[Run]) -> None:
        """Set when the data were sent, the registration came, and the membership ended."""
        before = min(paid[0].first_month, self._today) if paid else self._today
        if course is Course.SENT or course in ENROLLED:
            person["sent_on"] = before - timedelta(self._rng.randint(9, 40))
        if course in ENROLLED:
            person["registered_on"] = before - timedelta(self._rng.randint(1, 8))
        if course is Course.ENDED and paid:
            person["ended_on"] = last_day(paid[-1].last_month) - timedelta(self._rng.randint(0, 20))
            person["ended_reason"] = End.EMPLOYED.value  # who died or stopped is off the roster

    def pay(
        self,
        entry: Entry,
        run: Run,
        roster: Roster,
        *,
        programmes: frozenset[Programme],
        income: int,
    ) -> None:
        """Write one receipt: paid in the first half of its first month, recorded the same day or
        soon after; by a collector only where the paguyuban has an account."""
        rng = self._rng
        paid_on = min(run.first_month + timedelta(rng.randint(0, 14)), self._today)
        moment = datetime.combine(paid_on, time(8 + rng.randint(0, 9), rng.randint(0, 59)), WIB)
        self._receipts += 1
        collected = roster.account_id is not None and paid_on <= self._today - UNCOUNTED
        by_hand = rng.random() < 0.5 and collected
        payment = Payment(
            first_month=run.first_month,
            months=months_between(run.first_month, run.last_month) + 1,
            programmes=programmes,
            income=income,
            amount=None,
            paid_on=paid_on,
            channel=COLLECTED if by_hand else rng.choice(DIRECT),
            receipt="" if by_hand else f"{paid_on:%y%m%d}-{self._receipts:05}",
        )
        late = 0 if by_hand else rng.choice((0, 0, 0, 1, 3))
        self._rows.contribution(entry, payment, roster, at=min(moment + timedelta(late), self._now))

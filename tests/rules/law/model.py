"""The law told a second time, day by day and month by month, slowly and without anything of
rules.law but due dates: DOMAIN.md sections 1, 2.1, 2.5 and 12.

Months are whole numbers, twelve a year, so that the next one is one more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from association.rules.law.workdays import last_day_in_time

A_DAY = timedelta(days=1)
TEN, FORTY_TWO = 10_000_000, 42_000_000
PP_82 = date(2019, 12, 2)  # Rp42 juta from here on
PERMENAKER_1 = date(2025, 2, 24)  # and from here on only after three months


@dataclass(frozen=True, kw_only=True)
class Paid:
    """Months that somebody paid, the day, and the day BPJS had the money (None: not yet)."""

    first: int
    last: int
    paid_on: date
    received_on: date | None


@dataclass(frozen=True, kw_only=True)
class Person:
    """All that is ever known of somebody."""

    payments: tuple[Paid, ...] = ()
    ready: bool = False
    birth_date: date | None = None
    sent_on: date | None = None
    registered_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Told:
    """Where somebody stands on a day; the words are those of rules.law.coverage.Coverage."""

    status: str
    protected_until: date | None
    ended_protection: date | None
    arrears: int
    next_month: int
    collect_from: int
    in_hand: bool
    lapsing: bool
    member_since: int | None
    death_benefit: int
    full_benefit_from: date | None


def number(day: date) -> int:
    """Give the month of a day."""
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def is_by(event: date | None, day: date) -> bool:
    return event is not None and event <= day


def months(payments: Iterable[Paid]) -> set[int]:
    found: set[int] = set()
    for one in payments:
        found.update(range(one.first, one.last + 1))
    return found


class Standing:
    """A person on a day, asked one question after the other."""

    def __init__(self, person: Person, day: date) -> None:
        self.person, self.day, self.now = person, day, number(day)
        self.received = [one for one in person.payments if is_by(one.received_on, day)]
        waiting = [one for one in person.payments if one not in self.received]
        self.paid = months(self.received)
        self.held = months(one for one in waiting if one.paid_on <= day)
        self.registered = is_by(person.registered_on, day)
        self.ended = is_by(person.ended_on, day)
        self.protected = self.registered and not self.ended and self.now in self.paid

    def is_cover(self, month: int) -> bool:
        """A paid month counts from the registered month on."""
        begun = self.person.registered_on
        return (
            self.registered and month in self.paid and begun is not None and month >= number(begun)
        )

    def unpaid(self) -> list[int] | None:
        """The months in a row without cover up to this one; None when there never was any."""
        row, month = [], self.now
        while not self.is_cover(month):
            row.insert(0, month)
            month -= 1
            if month < self.now - 200:
                return None
        return row

    def membership(self) -> str:
        """The status, cash in hands left aside."""
        if self.ended:
            return "ended"
        if not self.registered:
            return self.candidacy()
        row = self.unpaid()
        if row is None:
            return "registered"
        if not row:
            return "active"
        if len(row) > 3:  # "after 3 consecutive unpaid months"
            return "inactive"
        return "arrears" if any(map(self.is_overdue, row)) else "due"

    def candidacy(self) -> str:
        if is_by(self.person.sent_on, self.day):
            return "sent"
        if self.age() >= 65:
            return "ineligible"
        return "ready" if self.person.ready else "candidate"

    def age(self) -> int:
        born = self.person.birth_date
        if born is None:
            return 0
        birthday_passed = (self.day.month, self.day.day) >= (born.month, born.day)
        return self.day.year - born.year - (0 if birthday_passed else 1)

    def is_overdue(self, month: int) -> bool:
        return self.day > last_day_in_time(first_day(month))

    def arrears(self) -> int:
        if self.membership() != "arrears":
            return 0
        return sum(map(self.is_overdue, self.unpaid() or []))

    def protected_until(self) -> date | None:
        if not self.protected:
            return None
        day = self.day
        while number(day + A_DAY) in self.paid:
            day += A_DAY
        return day

    def ended_protection(self) -> date | None:
        """The last day that a paid month covered, up to the end if there was one."""
        begun, ended_on = self.person.registered_on, self.person.ended_on
        if self.protected or not self.registered or begun is None:
            return None
        day = ended_on if self.ended and ended_on else self.day
        while not self.is_cover(number(day)):
            day -= A_DAY
            if number(day) < number(begun):
                return None
        return day

    def next_month(self) -> int:
        if self.membership() not in ("active", "due", "arrears"):
            return self.now  # old arrears are not counted; nobody owes for the time before
        row = self.unpaid()
        month = row[0] if row else self.now
        while month in self.paid:
            month += 1
        return month

    def collect_from(self) -> int:
        month = self.next_month()
        while month in self.paid or month in self.held:
            month += 1
        return month

    def in_hand(self) -> bool:
        return max(self.next_month(), self.now) in self.held

    def run(self) -> list[int]:
        """The paid months in a row that hold this one, or lead up to it while it is still due."""
        if self.membership() not in ("active", "due"):
            return []
        month = (self.unpaid() or [self.now + 1])[0] - 1
        row = []
        while month in self.paid:
            row.insert(0, month)
            month -= 1
        return row

    def member_since(self) -> int | None:
        return next((month for month in self.run() if self.is_cover(month)), None)

    def full_from(self) -> date | None:
        """Three months after the latest of: first day of the first paid month of the run, the day
        its money was received, the registered day."""
        run, begun = self.run(), self.person.registered_on
        if not run or begun is None or self.day < PP_82:
            return None
        its_money = [
            one.received_on
            for one in self.received
            if one.first <= run[0] <= one.last and one.received_on
        ]
        since = max(first_day(run[0]), min(its_money), begun)
        return since if self.day < PERMENAKER_1 else three_months_after(since)

    def death_benefit(self) -> int:
        if not self.protected or self.day < PP_82:
            return 0
        full_from = self.full_from()
        in_full = self.day < PERMENAKER_1 or (full_from is not None and self.day >= full_from)
        return FORTY_TWO if in_full else TEN

    def told(self) -> Told:
        status, in_hand = self.membership(), self.in_hand()
        if in_hand and status in ("registered", "due", "arrears", "inactive"):
            status = "entrusted"
        return Told(
            status=status,
            protected_until=self.protected_until(),
            ended_protection=self.ended_protection(),
            arrears=self.arrears(),
            next_month=self.next_month(),
            collect_from=self.collect_from(),
            in_hand=in_hand,
            lapsing=self.protected and self.now + 1 not in self.paid,
            member_since=self.member_since(),
            death_benefit=self.death_benefit(),
            full_benefit_from=self.full_from(),
        )


def three_months_after(day: date) -> date:
    """The same day three months later, or the last one that month has."""
    month, number_of_day = first_day(number(day) + 3), day.day
    while number(month + A_DAY * (number_of_day - 1)) != number(month):
        number_of_day -= 1
    return month + A_DAY * (number_of_day - 1)


def is_payable(person: Person, month: int, on: date) -> bool:
    """Tell whether an unpaid month can be paid on a day: from the registered month on, and of
    arrears at most three months since protection ended."""
    now = number(on)
    if person.registered_on is None:
        return month >= now
    begun = number(person.registered_on)
    known = months(one for one in person.payments if one.paid_on <= on)
    if month < begun:
        return False
    if month >= now:
        return True
    before = month - 1
    while before not in known and before >= begun:
        before -= 1  # down to the month in which protection ended, or the one before registration
    return now - before <= 3

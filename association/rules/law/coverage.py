"""What follows from paid months, enrolment dates and a day: status, protection, next month to pay,
death benefit.

Nothing here is stored. "Terlindungi" is only ever said of who is registered, for a month that BPJS
Ketenagakerjaan has received: cash in a collector's hand protects nobody ([flip154], [jakrev]), and
on cover during arrears sources conflict ([probis59], [perisai_faq]).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from association.rules.house.months import (
    add_months,
    last_day,
    month_of,
    months_between,
    months_in,
    require_month,
)
from association.rules.law.death_benefit import death_benefit_on
from association.rules.law.workdays import day_to_pay, last_day_in_time


class Status(StrEnum):
    """Where a person stands, from a name on the roster to cover that has ended."""

    INELIGIBLE = "ineligible"  # too old to join, and never registered
    CANDIDATE = "candidate"
    READY = "ready"
    SENT = "sent"
    REGISTERED = "registered"
    ENTRUSTED = "entrusted"  # this month's money is in a collector's hand, not paid in yet
    ACTIVE = "active"
    DUE = "due"
    ARREARS = "arrears"
    INACTIVE = "inactive"
    ENDED = "ended"


UNPAID: Final = (Status.REGISTERED, Status.DUE, Status.ARREARS, Status.INACTIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grace:
    """How many months may stay unpaid before the membership is inactive."""

    source: str
    months: int


# Perdir 22/PERDIR.02/072022: up to 3 contribution months of arrears may be paid; after that the
# membership has ended.
GRACE: Final = Grace(source="probis59", months=3)


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """Months in a row, both ends included, and the day on which BPJS Ketenagakerjaan received the
    money for them; ValueError when reversed or not first-of-month dates."""

    first_month: date
    last_month: date
    received_on: date | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if require_month(self.first_month) > require_month(self.last_month):
            raise ValueError(
                f"a run cannot end before it starts: {self.first_month} to {self.last_month}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The months against which the latest paid month is held; read here in Python and elsewhere as
    an SQL CASE."""

    month: date
    active_from: date
    due_from: date
    arrears_from: date

    @property
    def steps(self) -> tuple[tuple[date, Status], ...]:
        """Return (month, status) pairs, first match wins: the status of a latest paid month at or
        after it."""
        return (
            (self.active_from, Status.ACTIVE),
            (self.due_from, Status.DUE),
            (self.arrears_from, Status.ARREARS),
        )

    def status_of(self, last: date) -> Status:
        """Return the status that follows from the latest paid month; INACTIVE before every step."""
        return next((status for month, status in self.steps if last >= month), Status.INACTIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """How far the enrolment of a person came; `ready` is whether the data BPJS Ketenagakerjaan asks
    for is complete, `too_old` whether they are 65 or older on the day that is asked."""

    ready: bool = False
    too_old: bool = False
    sent_on: date | None = None
    registered_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Where a person stands on one day.

    protected_until    last day of the unbroken paid months that contain the day; None when its
    month is unpaid
    ended_protection   when not protected but once so: last day of the latest paid month, or day of
    ending if earlier
    arrears            unpaid months whose due date has passed: 1 to 3, otherwise 0
    next_month         first month still to be paid; the current one when inactive, since old
    arrears are not counted
    next_due           last day to pay `next_month` in time
    collect_from       first month from `next_month` on that no cash was taken for yet
    in_hand            a collector holds cash for this month or, when that is paid, for the next
    lapsing            active, but no later month is paid yet
    member_since       first month of cover in the unbroken paid months that contain the current
    one, or when DUE run up to it
    death_benefit      what JKM would pay today, 0 unless protected
    full_benefit_from  first day of the full death benefit if every month until then is paid; None
    without member_since
    """

    status: Status
    protected_until: date | None
    ended_protection: date | None
    arrears: int
    next_month: date
    next_due: date
    collect_from: date
    in_hand: bool
    lapsing: bool
    member_since: date | None
    death_benefit: int
    full_benefit_from: date | None

    @property
    def protected(self) -> bool:
        """Tell whether the month of the day is paid and the membership has not ended."""
        return self.protected_until is not None


def thresholds(today: date) -> Thresholds:
    """Return the months that part the statuses on a day.

    The month before counts as DUE as long as the current one is in time (PP 44/2015), afterwards
    `due_from` equals `active_from` and never matches. Inactive on the first day of the fourth
    unpaid month (Perdir 22/PERDIR.02/072022).
    """
    month = month_of(today)
    return Thresholds(
        month=month,
        active_from=month,
        due_from=add_months(month, -1) if today <= last_day_in_time(month) else month,
        arrears_from=add_months(month, -GRACE.months),
    )


def merge(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Join overlapping and adjacent runs; the result is sorted and has at least one unpaid month in
    between."""
    chains: list[Run] = []
    for run in sorted(runs):
        if chains and run.first_month <= add_months(chains[-1].last_month, 1):
            chains[-1] = Run(chains[-1].first_month, max(chains[-1].last_month, run.last_month))
        else:
            chains.append(run)
    return tuple(chains)


def overlapping(runs: Iterable[Run], new: Run) -> tuple[date, ...]:
    """Return the months of a new run that are already paid, in order."""
    chains = merge(runs)
    return tuple(
        month
        for month in months_in(new.first_month, new.last_month)
        if any(chain.first_month <= month <= chain.last_month for chain in chains)
    )


def coverage(
    runs: Iterable[Run], enrolment: Enrolment, *, held: Iterable[Run] = (), today: date
) -> Coverage:
    """Tell where a person stands on a day, from the paid months, the months whose cash is `held` by
    a collector, and the enrolment, all as known on that day.

    Runs may come unsorted, overlapping or adjacent. Enrolment dates after `today` do not count, nor
    do months of who is not registered, nor runs that end before the registered month. Sources: PP
    44/2015 (due date), Perdir 22/PERDIR.02/072022 (arrears), rules.law.death_benefit.
    """
    limits, runs, held = thresholds(today), tuple(runs), tuple(held)
    chain = _chain(runs, enrolment, today=today)
    status = _status(chain, enrolment, limits=limits, today=today)
    protected_until = last_day(chain.last_month) if chain and status is Status.ACTIVE else None
    next_month = _next_month(chain, status, limits.month)
    wanted = max(next_month, limits.month)
    in_hand = any(run.first_month <= wanted <= run.last_month for run in held)
    since = _since(chain, runs, enrolment) if status in (Status.ACTIVE, Status.DUE) else None
    benefit = death_benefit_on(today)
    full_from = benefit.full_from(since) if since and benefit else None
    reached = benefit.full if benefit and full_from and full_from <= today else 0
    return Coverage(
        status=Status.ENTRUSTED if in_hand and status in UNPAID else status,
        protected_until=protected_until,
        ended_protection=_ended_protection(chain, enrolment, status=status),
        arrears=_arrears(chain, limits) if chain and status is Status.ARREARS else 0,
        next_month=next_month,
        next_due=day_to_pay(next_month, today),
        in_hand=in_hand,
        collect_from=_behind(next_month, merge([*runs, *held])),
        lapsing=protected_until == last_day(limits.month),
        member_since=month_of(max(chain.first_month, enrolment.registered_on or date.min))
        if chain and since
        else None,
        death_benefit=(reached or benefit.reduced) if benefit and protected_until else 0,
        full_benefit_from=full_from,
    )


def _next_month(chain: Run | None, status: Status, month: date) -> date:
    """Return the month after the paid ones, as long as the membership goes on; else this one."""
    goes_on = status in (Status.ACTIVE, Status.DUE, Status.ARREARS)
    return add_months(chain.last_month, 1) if chain and goes_on else month


def _chain(runs: tuple[Run, ...], enrolment: Enrolment, *, today: date) -> Run | None:
    """Return the unbroken paid months that hold the latest one up to the month of the day, or of
    the end if earlier; none that end before the registered month."""
    if enrolment.registered_on is None or enrolment.registered_on > today:
        return None
    registered = month_of(enrolment.registered_on)
    month = month_of(min(today, enrolment.ended_on or today))
    counted = [one for one in merge(runs) if registered <= one.last_month]
    return next((one for one in reversed(counted) if one.first_month <= month), None)


def _since(chain: Run | None, runs: tuple[Run, ...], enrolment: Enrolment) -> date | None:
    """Return the latest of: the first day of the unbroken months, the day the first of them was
    paid, the registered day (DOMAIN 12, the stricter reading)."""
    if chain is None:
        return None
    first = chain.first_month
    paid = [
        run.received_on
        for run in runs
        if run.received_on and run.first_month <= first <= run.last_month
    ]
    return max(first, min(paid, default=first), enrolment.registered_on or first)


def _status(chain: Run | None, enrolment: Enrolment, *, limits: Thresholds, today: date) -> Status:
    """Return the first status that applies; `chain` holds the latest paid month up to the current
    one."""
    if _reached(enrolment.ended_on, today):
        return Status.ENDED
    if chain:
        return limits.status_of(chain.last_month)
    if _reached(enrolment.registered_on, today):
        return Status.REGISTERED
    if _reached(enrolment.sent_on, today):
        return Status.SENT
    if enrolment.too_old:
        return Status.INELIGIBLE
    return Status.READY if enrolment.ready else Status.CANDIDATE


def _behind(month: date, chains: tuple[Run, ...]) -> date:
    """Return the first month from `month` on that no chain holds."""
    for chain in chains:
        if chain.first_month <= month <= chain.last_month:
            month = add_months(chain.last_month, 1)
    return month


def _reached(day: date | None, today: date) -> bool:
    return day is not None and day <= today


def _ended_protection(chain: Run | None, enrolment: Enrolment, *, status: Status) -> date | None:
    if chain is None or status is Status.ACTIVE:
        return None
    end = last_day(chain.last_month)
    return min(end, enrolment.ended_on) if status is Status.ENDED and enrolment.ended_on else end


def _arrears(chain: Run, limits: Thresholds) -> int:
    """Count the unpaid months whose due date has passed; the current one only once `due_from` has
    moved up to it."""
    current_overdue = limits.due_from == limits.month
    return months_between(chain.last_month, limits.month) - (0 if current_overdue else 1)

"""The twelve months of a year as a member's page shows them: which are paid, which are missing,
which lie ahead."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from association.rules.house.months import add_months, month_of, months_in
from association.rules.law.coverage import Coverage, Run, Status, merge


class Paid(StrEnum):
    """What a month is to a member on a day."""

    PAID = "paid"
    DUE = "due"  # still to be paid in time: this month, or last month before the due day
    ARREARS = "arrears"
    NEVER = "never"  # passed unpaid, and not counted as arrears
    AHEAD = "ahead"


def years_of(runs: Iterable[Run], *, today: date) -> range:
    """Return the years to choose from: from the first paid month to the last one, this year among
    them."""
    chains = merge(runs)
    first = min(chains[0].first_month.year, today.year) if chains else today.year
    last = max(chains[-1].last_month.year, today.year) if chains else today.year
    return range(first, last + 1)


def year_of(
    runs: Iterable[Run], cover: Coverage, *, year: int, today: date
) -> tuple[tuple[date, Paid], ...]:
    """Return the twelve months of a calendar year, each with what it is on the day that `cover` was
    asked for."""
    chains = merge(runs)
    return tuple(
        (month, _paid(month, chains, cover, today))
        for month in months_in(date(year, 1, 1), date(year, 12, 1))
    )


def _paid(month: date, chains: tuple[Run, ...], cover: Coverage, today: date) -> Paid:
    if any(one.first_month <= month <= one.last_month for one in chains):
        return Paid.PAID
    if month > month_of(today):
        return Paid.AHEAD
    if cover.next_month <= month < add_months(cover.next_month, cover.arrears):
        return Paid.ARREARS
    waiting = cover.status in (Status.DUE, Status.ARREARS, Status.INACTIVE, Status.REGISTERED)
    return Paid.DUE if waiting and month >= cover.next_month else Paid.NEVER

"""The twelve months of a year as a member's page shows them: which are paid, which are missing,
which lie ahead."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from association.rules.house.months import add_months, month_of, months_in
from association.rules.law.coverage import UNPAID, Coverage, Run, Status, merge


class Paid(StrEnum):
    """What a month is to a member on a day."""

    PAID = "paid"
    HELD = "held"  # its cash is in a collector's hand
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
    runs: Iterable[Run], cover: Coverage, *, held: Iterable[Run] = (), year: int, today: date
) -> tuple[tuple[date, Paid], ...]:
    """Return the twelve months of a calendar year, each with what it is on the day that `cover` was
    asked for; `held` are months whose cash a collector holds."""
    chains, in_hand = merge(runs), merge(held)
    return tuple(
        (month, _paid(month, chains, in_hand, cover, today))
        for month in months_in(date(year, 1, 1), date(year, 12, 1))
    )


def _paid(
    month: date, chains: tuple[Run, ...], held: tuple[Run, ...], cover: Coverage, today: date
) -> Paid:
    for runs, what in ((chains, Paid.PAID), (held, Paid.HELD)):
        if any(one.first_month <= month <= one.last_month for one in runs):
            return what
    if month > month_of(today):
        return Paid.AHEAD
    if cover.next_month <= month < add_months(cover.next_month, cover.arrears):
        return Paid.ARREARS
    waiting = cover.status in (*UNPAID, Status.ENTRUSTED)
    return Paid.DUE if waiting and month >= cover.next_month else Paid.NEVER

"""The way out for who is behind: which months, how much, until when, from a coverage."""

from dataclasses import dataclass
from datetime import date

from association.rules.house.months import add_months, last_day, month_of, months_between
from association.rules.law.coverage import GRACE, UNPAID, Coverage, Status
from association.rules.law.tariff import Programme, amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What makes somebody active again: months (first-of-month, both included), their sum in whole
    rupiah by the tariff, and the last day before the membership is inactive; None when it is, or
    when nothing was paid yet."""

    first_month: date
    last_month: date
    amount: int
    last_day: date | None


def months_to_collect(cover: Coverage, *, today: date) -> int:
    """Count the months to ask for, from `collect_from` on: up to this one, so that its cover
    begins; one of who owes nothing."""
    return max(months_between(cover.collect_from, month_of(today)) + 1, 1)


def owed(
    cover: Coverage, *, income: int, programmes: frozenset[Programme], today: date
) -> Owed | None:
    """Tell what somebody registered has still to hand over; None for who owes nothing, or gave it
    to a collector.

    Up to three months of arrears are payable; who is inactive begins anew with this month (Perdir
    22/PERDIR.02/072022, [perisai_faq]).
    """
    if cover.status not in UNPAID:
        return None
    this_month = month_of(today)
    first = cover.collect_from
    months = months_to_collect(cover, today=today)
    each = amounts(first, months, income=income, programmes=programmes)
    behind = cover.status in (Status.DUE, Status.ARREARS)
    return Owed(
        first_month=first,
        last_month=this_month,
        amount=sum(month.total for month in each),
        last_day=last_day(add_months(cover.next_month, GRACE.months - 1)) if behind else None,
    )

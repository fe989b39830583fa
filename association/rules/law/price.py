"""What a month of cover costs now, and when that changes."""

from dataclasses import dataclass
from datetime import date

from association.rules.house.months import month_of
from association.rules.law.tariff import Programme, amounts


@dataclass(frozen=True, slots=True)
class Price:
    """A monthly amount in whole rupiah; within a year, if it changes: to what, after and from which
    month."""

    programmes: str
    now: int
    then: int | None
    until: date | None
    changes: date | None


def price(*, income: int, programmes: frozenset[Programme], today: date) -> Price:
    """Estimate the monthly contribution for an income in rupiah, this month and where it changes
    next."""
    each = amounts(month_of(today), 13, income=income, programmes=programmes)
    change = next((i for i, month in enumerate(each) if month.total != each[0].total), None)
    name = ", ".join(programme for programme in Programme if programme in programmes)
    if change is None:
        return Price(name, each[0].total, None, None, None)
    return Price(
        name, each[0].total, each[change].total, each[change - 1].month, each[change].month
    )

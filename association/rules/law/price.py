"""What cover costs: of what it is reckoned, what it costs now, and when that changes."""

from dataclasses import dataclass
from datetime import date

from association.rules.house.months import month_of
from association.rules.law.tariff import (
    Programme,
    amounts,
    parse_programmes,
    usual_programmes,
)


@dataclass(frozen=True, slots=True)
class Terms:
    """Of what a member's contribution is reckoned: programmes, and a month's income in rupiah."""

    programmes: frozenset[Programme]
    income: int

    def total(self, first_month: date, months: int) -> int:
        """Estimate what so many months cost from the first one on, in whole rupiah."""
        each = amounts(first_month, months, income=self.income, programmes=self.programmes)
        return sum(month.total for month in each)


def terms(*, last: str | None, income: int | None, employs_helpers: bool) -> Terms:
    """Give what a member goes on with: the programmes of their `last` contribution, never fewer
    than the law asks of them (PP 49/2023 art. 5); no known income counts as the lowest."""
    usual = usual_programmes(employs_helpers=employs_helpers)
    return Terms(usual | parse_programmes(last) if last else usual, income or 0)


@dataclass(frozen=True, slots=True)
class Price:
    """A monthly amount in whole rupiah; within a year, if it changes: to what, after and from which
    month."""

    programmes: str
    now: int
    then: int | None
    until: date | None
    changes: date | None


def price(of: Terms, *, today: date) -> Price:
    """Estimate the monthly contribution this month and where it changes next."""
    each = amounts(month_of(today), 13, income=of.income, programmes=of.programmes)
    change = next((i for i, month in enumerate(each) if month.total != each[0].total), None)
    name = ", ".join(programme for programme in Programme if programme in of.programmes)
    if change is None:
        return Price(name, each[0].total, None, None, None)
    return Price(
        name, each[0].total, each[change].total, each[change - 1].month, each[change].month
    )

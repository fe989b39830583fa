"""What cover costs: of what it is reckoned, what it costs now, and when that changes."""

from dataclasses import dataclass
from datetime import date

from association.rules.house.months import month_of
from association.rules.law.enrolment import Funding, Sector
from association.rules.law.tariff import (
    MonthlyAmount,
    Programme,
    amounts,
    parse_programmes,
    usual_programmes,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Of what a member's contribution is reckoned, all of it: programmes, a month's income in
    rupiah, trade, who pays, whether they employ people, and the first month of their membership
    (None: not known, or not a member yet)."""

    programmes: frozenset[Programme]
    income: int
    sector: Sector
    funding: Funding
    employs_helpers: bool
    since: date | None

    @property
    def is_asked(self) -> bool:
        """Tell whether money is asked of them: not of who is paid for by the state (the SQL twin is
        people.participants.statuses.pays_self)."""
        return self.funding is Funding.SELF

    def amounts(self, first_month: date, months: int) -> tuple[MonthlyAmount, ...]:
        """Estimate each month of a prepayment; errors as in tariff.amounts."""
        return amounts(
            first_month,
            months,
            income=self.income,
            programmes=self.programmes,
            sector=self.sector,
            funding=self.funding,
            since=self.since,
        )

    def total(self, first_month: date, months: int) -> int:
        """Estimate what so many months cost from the first one on, in whole rupiah."""
        return sum(month.total for month in self.amounts(first_month, months))

    def is_open(self, first_month: date, months: int) -> bool:
        """Tell whether no text settles what so many months cost: a discount that does not name
        traders who employ people [cnbc_pp50]."""
        each = self.amounts(first_month, months)
        return self.employs_helpers and any(month.leaves_out_employers for month in each)


def going_on(last: str | None, *, employs_helpers: bool) -> frozenset[Programme]:
    """Give the programmes a member goes on with: those of their `last` contribution, never fewer
    than the law asks of them (PP 49/2023 art. 5)."""
    usual = usual_programmes(employs_helpers=employs_helpers)
    return usual | parse_programmes(last) if last else usual


@dataclass(frozen=True, slots=True)
class Price:
    """A monthly amount in whole rupiah; within a year, if it changes: to what, after and from which
    month. `is_open`: no text settles whether it is so of who employs people."""

    programmes: str
    now: int
    then: int | None
    until: date | None
    changes: date | None
    is_open: bool


def price(of: Terms, *, today: date) -> Price:
    """Estimate the monthly contribution this month and where it changes next."""
    this = month_of(today)
    each, is_open = of.amounts(this, 13), of.is_open(this, 1)
    change = next((i for i, month in enumerate(each) if month.total != each[0].total), None)
    name = ", ".join(programme for programme in Programme if programme in of.programmes)
    if change is None:
        return Price(name, each[0].total, None, None, None, is_open)
    until, then = each[change - 1], each[change]
    return Price(name, each[0].total, then.total, until.month, then.month, is_open)

"""What holds for every month, income and set of programmes."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from association.rules.house.months import add_months
from association.rules.law.enrolment import Funding, Sector
from association.rules.law.tariff import MINIMUM, Programme, amounts, monthly_amount

ALL = frozenset(Programme)
FULL_PRICE = date(2027, 1, 1)
MONTHS = st.dates(min_value=date(2015, 7, 1), max_value=date(2040, 12, 31)).map(
    lambda day: day.replace(day=1)
)
INCOMES = st.integers(0, 60_000_000)
PACKAGES = st.sampled_from([MINIMUM, ALL])
SECTORS = st.sampled_from(Sector)
FUNDINGS = st.sampled_from(Funding)


@given(MONTHS, st.integers(1, 24), INCOMES, PACKAGES, SECTORS, FUNDINGS)
def test_a_prepayment_is_the_sum_of_its_months(
    first: date,
    count: int,
    income: int,
    programmes: frozenset[Programme],
    sector: Sector,
    funding: Funding,
) -> None:
    paid = amounts(
        first, count, income=income, programmes=programmes, sector=sector, funding=funding
    )
    assert paid == tuple(
        monthly_amount(
            add_months(first, n),
            income=income,
            programmes=programmes,
            sector=sector,
            funding=funding,
        )
        for n in range(count)
    )
    assert all(amount.total == sum(amount.by_programme.values()) for amount in paid)


@given(MONTHS, INCOMES, PACKAGES, SECTORS)
def test_a_discount_is_exact_and_leaves_jht_alone(
    month: date, income: int, programmes: frozenset[Programme], sector: Sector
) -> None:
    bill = monthly_amount(month, income=income, programmes=programmes, sector=sector)
    full = monthly_amount(
        month, income=income, programmes=programmes, sector=sector, funding=Funding.STATE
    )
    paid = bill.discount.percent(Programme.JKK) if bill.discount else 100
    assert paid in (1, 50, 100)
    assert (bill.jkk * 100, bill.jkm * 100) == (full.jkk * paid, full.jkm * paid)
    assert bill.jht == full.jht


@given(INCOMES, INCOMES)
def test_more_income_never_costs_less(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert (
        monthly_amount(FULL_PRICE, income=low).total
        <= monthly_amount(FULL_PRICE, income=high).total
    )

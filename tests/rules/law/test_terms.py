"""What a member's months cost by their terms, and that nobody reckons them otherwise."""

import ast
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.house.months import add_months
from association.rules.law.enrolment import Funding, Sector
from association.rules.law.price import Terms, going_on, price
from association.rules.law.tariff import MINIMUM, Programme, monthly_amount
from tests.infra.terms import terms

ALL = frozenset(Programme)
HOUSE = Path(__file__).parents[3] / "association"
MAY_RECKON = ("rules/law/", "cover/calculator/")

# sector | payer | employs | day | now, then, from which month, is it open
PRICES = """
trade     | self  | no  | 2026-11-22 | 8400 16800 2027-01 settled
trade     | self  | yes | 2026-11-22 | 8400 16800 2027-01 open
trade     | state | no  | 2026-11-22 | 16800 - - settled
trade     | state | yes | 2026-11-22 | 16800 - - settled
trade     | self  | yes | 2027-01-01 | 16800 - - settled
trade     | self  | no  | 2026-01-15 | 16800 8400 2026-04 settled
transport | self  | no  | 2026-11-22 | 8400 16800 2027-04 settled
transport | self  | no  | 2026-01-15 | 8400 - - settled
transport | self  | yes | 2027-03-31 | 8400 16800 2027-04 open
transport | self  | yes | 2027-04-01 | 16800 - - settled
transport | state | no  | 2027-03-31 | 16800 - - settled
"""


@pytest.mark.parametrize("line", PRICES.strip().splitlines())
def test_the_price_follows_who_pays_and_the_trade(line: str) -> None:
    sector, payer, employs, today, expected = (part.strip() for part in line.split("|"))
    who = terms(sector=Sector(sector), funding=Funding(payer), employs_helpers=employs == "yes")
    cost = price(who, today=date.fromisoformat(today))
    changes = f"{cost.changes:%Y-%m}" if cost.changes else "-"
    told = f"{cost.now} {cost.then or '-'} {changes} {'open' if cost.is_open else 'settled'}"
    assert told == expected


@given(
    st.dates(date(2015, 7, 1), date(2030, 12, 1)).map(lambda day: day.replace(day=1)),
    st.integers(1, 24),
    st.builds(
        Terms,
        programmes=st.sampled_from([MINIMUM, ALL]),
        income=st.integers(0, 30_000_000),
        sector=st.sampled_from(Sector),
        funding=st.sampled_from(Funding),
        employs_helpers=st.booleans(),
        since=st.none(),
    ),
)
def test_a_run_costs_the_sum_of_its_months(first: date, months: int, who: Terms) -> None:
    each = [
        monthly_amount(
            add_months(first, n),
            income=who.income,
            programmes=who.programmes,
            sector=who.sector,
            funding=who.funding,
        )
        for n in range(months)
    ]
    assert who.total(first, months) == sum(one.total for one in each)
    assert who.amounts(first, months) == tuple(each)
    halved = any(one.discount is not None and one.month.year > 2025 for one in each)
    assert who.is_open(first, months) is (who.employs_helpers and halved)
    if who.funding is Funding.STATE:
        assert all(one.discount is None for one in each)
        assert not who.is_asked


def test_what_a_member_goes_on_with() -> None:
    assert going_on(None, employs_helpers=False) == MINIMUM
    assert going_on("JKK,JKM,JHT", employs_helpers=False) == ALL
    assert going_on("JKK,JKM", employs_helpers=True) == ALL


def test_terms_must_say_everything() -> None:
    """None of it has a default that a caller could forget to fill."""
    said = {one.name: getattr(terms(), one.name) for one in fields(Terms)}
    assert Terms(**said) == terms()
    for name in said:
        with pytest.raises(TypeError, match=name):
            Terms(**{one: value for one, value in said.items() if one != name})


def test_nobody_but_the_calculator_reckons_without_terms() -> None:
    taken = [
        (str(file.relative_to(HOUSE)), name.name)
        for file in HOUSE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "association.rules.law.tariff"
        for name in node.names
        if name.name in ("amounts", "monthly_amount")
    ]
    assert {file for file, _name in taken} >= {"rules/law/price.py"}
    assert [one for one in taken if not one[0].startswith(MAY_RECKON)] == []

"""Months as first-of-month dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.house import months
from association.rules.house.errors import RuleError

SOME_MONTHS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31)).map(
    months.month_of
)


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2026, 11, 1), date(2026, 11, 1)),
        (date(2026, 11, 22), date(2026, 11, 1)),
        (date(2028, 2, 29), date(2028, 2, 1)),
        (date(2026, 12, 31), date(2026, 12, 1)),
    ],
)
def test_month_of_a_day(day: date, month: date) -> None:
    assert months.month_of(day) == month


@pytest.mark.parametrize(
    ("month", "n", "expected"),
    [
        (date(2026, 11, 1), 0, date(2026, 11, 1)),
        (date(2026, 11, 1), 1, date(2026, 12, 1)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 1), 11, date(2026, 12, 1)),
        (date(2026, 1, 1), 12, date(2027, 1, 1)),
        (date(2027, 1, 1), -1, date(2026, 12, 1)),
        (date(2026, 12, 1), -12, date(2025, 12, 1)),
        (date(2026, 3, 1), -15, date(2024, 12, 1)),
    ],
)
def test_add_months(month: date, n: int, expected: date) -> None:
    assert months.add_months(month, n) == expected


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 11, 1), date(2026, 11, 1), 0),
        (date(2026, 11, 1), date(2026, 12, 1), 1),
        (date(2026, 11, 1), date(2027, 2, 1), 3),
        (date(2027, 2, 1), date(2026, 11, 1), -3),
    ],
)
def test_months_between(first: date, last: date, count: int) -> None:
    assert months.months_between(first, last) == count


@pytest.mark.parametrize(
    ("month", "day"),
    [
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2028, 2, 1), date(2028, 2, 29)),
        (date(2100, 2, 1), date(2100, 2, 28)),
        (date(2026, 4, 1), date(2026, 4, 30)),
        (date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_last_day(month: date, day: date) -> None:
    assert months.last_day(month) == day


def test_months_in_counts_both_ends() -> None:
    assert list(months.months_in(date(2026, 11, 1), date(2027, 1, 1))) == [
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]
    assert list(months.months_in(date(2026, 11, 1), date(2026, 11, 1))) == [date(2026, 11, 1)]
    assert list(months.months_in(date(2026, 12, 1), date(2026, 11, 1))) == []


def test_require_month() -> None:
    assert months.require_month(date(2026, 11, 1)) == date(2026, 11, 1)
    with pytest.raises(ValueError, match="2026-11-02"):
        months.require_month(date(2026, 11, 2))


@pytest.mark.parametrize(
    ("text", "month"),
    [("2026-11", date(2026, 11, 1)), ("0001-01", date(1, 1, 1)), ("2027-01", date(2027, 1, 1))],
)
def test_parse_month(text: str, month: date) -> None:
    assert months.parse_month(text) == month
    assert months.month_code(month) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-1",
        "2026-13",
        "2026-00",
        "0000-01",
        "26-11",
        "2026-11-01",
        " 2026-11",
        "2026-11\n",
        "11-2026",
        "2026/11",
        "November 2026",
        "-2026-11",
        "٢٠٢٦-١١",
    ],
)
def test_parse_month_refuses_anything_else(text: str) -> None:
    with pytest.raises(RuleError, match="2026-11"):
        months.parse_month(text)


@given(SOME_MONTHS, st.integers(-600, 600))
def test_adding_and_counting_are_inverse(month: date, n: int) -> None:
    later = months.add_months(month, n)
    assert later.day == 1
    assert months.months_between(month, later) == n
    assert months.add_months(later, -n) == month


@given(SOME_MONTHS)
def test_code_round_trip_and_the_day_after_the_last(month: date) -> None:
    assert months.parse_month(months.month_code(month)) == month
    assert months.last_day(month).toordinal() + 1 == months.add_months(month, 1).toordinal()

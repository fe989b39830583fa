"""Again and again: weekly, monthly, and the next such weekday."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.house.repeats import Every, next_like, repeated

WIB = timezone(timedelta(hours=7))


def at(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 13, 30, tzinfo=WIB)


@pytest.mark.parametrize(
    ("start", "every", "times", "found"),
    [
        (at(11, 24), Every.WEEK, 0, []),
        (at(11, 24), Every.WEEK, 2, [at(12, 1), at(12, 8)]),
        (at(11, 24), Every.MONTH, 2, [at(12, 24), at(1, 24, 2027)]),
        (at(12, 31), Every.MONTH, 3, [at(1, 31, 2027), at(2, 28, 2027), at(3, 31, 2027)]),
        (at(1, 31, 2028), Every.MONTH, 1, [at(2, 29, 2028)]),
    ],
)
def test_further_moments(start: datetime, every: Every, times: int, found: list[datetime]) -> None:
    assert repeated(start, every, times) == found


@pytest.mark.parametrize(
    ("start", "after", "found"),
    [
        (at(11, 3), at(11, 22), at(11, 24)),
        (at(11, 22), at(11, 22), at(11, 29)),
        (at(12, 8), at(11, 22), at(12, 8)),
    ],
)
def test_the_next_such_weekday(start: datetime, after: datetime, found: datetime) -> None:
    assert next_like(start, after=after) == found


@given(st.integers(-5000, 5000), st.integers(-5000, 5000))
def test_the_next_one_is_ahead_and_the_same_weekday(start_hours: int, after_hours: int) -> None:
    start, after = at(6, 1) + timedelta(hours=start_hours), at(6, 1) + timedelta(hours=after_hours)
    found = next_like(start, after=after)
    assert found > after or found == start
    assert (found - start) % timedelta(weeks=1) == timedelta(0)
    assert found <= max(start, after + timedelta(weeks=1))

"""Working days, and the 15th of the contribution month itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.law.sources import SOURCES
from association.rules.law.workdays import (
    DUE_DAY,
    due_date,
    is_working_day,
    last_day_in_time,
    next_working_day,
)

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "working", "why"),
    [
        (date(2026, 11, 20), True, "Friday"),
        (date(2026, 11, 21), False, "Saturday"),
        (date(2026, 11, 22), False, "Sunday"),
        (date(2026, 11, 23), True, "Monday"),
        (date(2026, 1, 1), False, "New Year, Thursday"),
        (date(2026, 5, 1), False, "Labour Day, Friday"),
        (date(2026, 6, 1), False, "Pancasila Day, Monday"),
        (date(2026, 8, 17), False, "Independence Day, Monday"),
        (date(2026, 8, 25), False, "the Prophet's Birthday, Tuesday"),
        (date(2026, 12, 25), False, "Christmas, Friday"),
        (date(2026, 5, 14), False, "Ascension Day, Thursday"),
        (date(2026, 5, 15), True, "Friday, joint leave (cuti bersama) only"),
        (date(2026, 12, 24), True, "Thursday, joint leave only"),
        (date(2024, 2, 14), False, "general election, Wednesday"),
        (date(2028, 2, 29), True, "leap day, Tuesday"),
    ],
)
def test_working_days(day: date, working: bool, why: str) -> None:
    assert is_working_day(day) is working, why


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 20), date(2026, 11, 20)),  # a working day is its own answer
        (date(2026, 11, 21), date(2026, 11, 23)),  # over the weekend
        (date(2026, 1, 1), date(2026, 1, 2)),
        (date(2026, 12, 25), date(2026, 12, 28)),  # Christmas on Friday, then the weekend
        (date(2022, 12, 31), date(2023, 1, 2)),  # Saturday 31 December, New Year on Sunday
        (date(2026, 12, 31), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 1, 4)),  # New Year on Friday
        (date(2026, 2, 28), date(2026, 3, 2)),  # month end
        (date(2026, 5, 30), date(2026, 6, 2)),  # Saturday, Vesak on Sunday, Pancasila on Monday
    ],
)
def test_next_working_day(day: date, expected: date) -> None:
    assert next_working_day(day) == expected


@pytest.mark.parametrize(
    ("month", "due"),
    [
        (date(2026, 1, 1), date(2026, 1, 15)),  # Thursday
        (
            date(2026, 2, 1),
            date(2026, 2, 16),
        ),  # Sunday; Monday is joint leave only, Lunar New Year is the 17th
        (date(2026, 3, 1), date(2026, 3, 16)),  # Sunday
        (date(2026, 5, 1), date(2026, 5, 15)),  # Friday, joint leave after Ascension
        (date(2026, 8, 1), date(2026, 8, 18)),  # Saturday, Sunday, Independence Day
        (date(2026, 11, 1), date(2026, 11, 16)),  # Sunday
        (date(2026, 12, 1), date(2026, 12, 15)),  # Tuesday: the last month at half price
        (date(2027, 1, 1), date(2027, 1, 15)),  # Friday
        (date(2027, 5, 1), date(2027, 5, 18)),  # Saturday, Sunday, Eid al-Adha (estimated)
        (date(2027, 8, 1), date(2027, 8, 16)),  # Sunday and the Prophet's Birthday at once
        (date(2028, 2, 1), date(2028, 2, 15)),  # leap year
    ],
)
def test_due_on_the_15th_of_the_month_itself(month: date, due: date) -> None:
    """PP 44/2015: on the next working day when the 15th is a holiday."""
    assert due_date(month) == due


def test_due_date_wants_a_month() -> None:
    with pytest.raises(ValueError, match="2026-11-15"):
        due_date(date(2026, 11, 15))


def test_the_due_day_names_its_source() -> None:
    assert DUE_DAY.source in SOURCES


@given(DAYS)
def test_next_working_day_skips_only_days_off(day: date) -> None:
    found = next_working_day(day)
    assert is_working_day(found)
    skipped = [day + timedelta(days=n) for n in range((found - day).days)]
    assert not any(is_working_day(one) for one in skipped)


@given(DAYS.map(lambda day: day.replace(day=1)))
def test_due_date_stays_in_the_second_half_of_its_month(month: date) -> None:
    assert month.replace(day=15) <= due_date(month) <= month.replace(day=25)


@pytest.mark.parametrize(
    ("month", "shown", "in_time"),
    [
        (date(2026, 2, 1), date(2026, 2, 16), date(2026, 2, 18)),  # Imlek and its joint leave
        (date(2026, 5, 1), date(2026, 5, 15), date(2026, 5, 18)),  # after Ascension Day
        (date(2026, 11, 1), date(2026, 11, 16), date(2026, 11, 16)),
    ],
)
def test_joint_leave_moves_the_day_for_who_is_called_behind(
    month: date, shown: date, in_time: date
) -> None:
    """DOMAIN 12: nobody is called behind too early, nobody is told too late a day."""
    assert (due_date(month), last_day_in_time(month)) == (shown, in_time)

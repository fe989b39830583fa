"""What is at stake: sums, days left, the 3-month window, the scholarship."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from association.rules.house.months import add_months, last_day, month_of, months_in
from association.rules.law.coverage import Enrolment, Run, Status, coverage
from association.rules.law.death_benefit import DEATH_BENEFITS
from association.rules.law.stakes import Stakes, stakes
from tests.rules.law.test_coverage_properties import DAYS, ENROLMENTS, HISTORIES, month_set
from tests.rules.law.written import MEMBER, paid, words

# paid runs on a day | JKM now, days left, days in the window, full from, scholarship from ("-":
# none)
# JKM by Permenaker 1/2025 [alkhairaat], 42 million by PP 82/2019 [pp82_hj], scholarship by PP
# 82/2019 [pp82_poster]
TABLE = """
2026-11..2026-11 on 2026-11-22 | 10000000 8 71 2027-02-01 2029-11-01
2026-11..2026-11 on 2026-11-01 | 10000000 29 92 2027-02-01 2029-11-01
2026-11..2026-11 on 2026-11-30 | 10000000 0 63 2027-02-01 2029-11-01
2026-09..2026-11 on 2026-11-30 | 10000000 0 1 2026-12-01 2029-09-01
2026-09..2026-12 on 2026-12-01 | 42000000 30 0 2026-12-01 2029-09-01
2026-08..2026-11 on 2026-11-22 | 42000000 8 0 2026-11-01 2029-08-01
2026-07..2026-12 on 2026-11-22 | 42000000 39 0 2026-10-01 2029-07-01
2026-10..2027-01 on 2026-12-31 | 10000000 31 1 2027-01-01 2029-10-01
2026-10..2027-01 on 2027-01-01 | 42000000 30 0 2027-01-01 2029-10-01
2028-02..2028-02 on 2028-02-01 | 10000000 28 90 2028-05-01 2031-02-01
2026-10..2026-10 on 2026-11-10 | 0 - - 2027-01-01 2029-10-01
2026-06..2026-09 on 2026-11-22 | 0 - - - -
2026-01..2026-09,2026-11..2026-11 on 2026-11-22 | 10000000 8 71 2027-02-01 2029-11-01
2023-11..2026-11 on 2026-10-31 | 42000000 30 0 2024-02-01 2026-11-01
2023-11..2026-11 on 2026-11-01 | 42000000 29 0 2024-02-01 2026-11-01
2026-12..2027-02 on 2026-11-22 | 0 - - - -
2026-08..2026-12@2026-08-20 on 2026-11-19 | 10000000 42 1 2026-11-20 2029-08-01
2026-08..2026-12@2026-08-20 on 2026-11-20 | 42000000 41 0 2026-11-20 2029-08-01
2026-11@2026-11-30 on 2026-11-30 | 10000000 0 90 2027-02-28 2029-11-01
2025-01..2025-02 on 2025-02-23 | 42000000 5 0 2025-01-01 2028-01-01
2025-01..2025-02 on 2025-02-24 | 10000000 4 36 2025-04-01 2028-01-01
"""


def at(runs: Iterable[Run], today: date, known: Enrolment = MEMBER) -> Stakes:
    return stakes(coverage(runs, known, today=today), today=today)


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_the_table(line: str) -> None:
    given_, expected = line.split(" | ")
    codes, day = given_.split(" on ")
    found = at(paid(*words(codes)), date.fromisoformat(day))
    shown = (
        found.now,
        found.days_left,
        found.waiting_days,
        found.full_from,
        found.scholarship_from,
    )
    assert " ".join("-" if one is None else str(one) for one in shown) == expected


def test_the_scholarship_needs_three_years_and_a_paid_month() -> None:
    three_years = [Run(date(2023, 11, 1), date(2026, 11, 1))]
    assert at(three_years, date(2026, 10, 31)).scholarship == 0
    assert at(three_years, date(2026, 11, 1)).scholarship == 174_000_000
    assert at(three_years, date(2026, 12, 1)).scholarship == 0
    broken = [Run(date(2023, 11, 1), date(2026, 9, 1)), Run(date(2026, 11, 1), date(2026, 11, 1))]
    assert at(broken, date(2026, 11, 22)).scholarship == 0


def test_who_has_ended_has_nothing_at_stake() -> None:
    found = at(
        [Run(date(2026, 1, 1), date(2026, 12, 1))],
        date(2026, 11, 22),
        replace(MEMBER, ended_on=date(2026, 11, 1)),
    )
    assert (found.now, found.days_left, found.full_from, found.scholarship_from) == (
        0,
        None,
        None,
        None,
    )


@given(HISTORIES, ENROLMENTS, DAYS)
def test_it_follows_from_the_paid_months(runs: list[Run], known: Enrolment, today: date) -> None:
    cover = coverage(runs, known, today=today)
    found = stakes(cover, today=today)
    months = month_set(runs)
    assert (found.days_left is None) is (cover.status is not Status.ACTIVE)
    assert (found.now > 0) is (found.days_left is not None)
    if found.days_left is None:
        assert (found.scholarship, found.waiting_days, found.lapsing) == (0, None, False)
        return
    last = date.fromordinal(today.toordinal() + found.days_left)
    assert last == last_day(month_of(last))
    assert set(months_in(month_of(today), month_of(last))) <= months
    assert add_months(month_of(last), 1) not in months
    assert found.is_full is (found.now == found.full)
    window = months_in(add_months(month_of(today), -found.waiting_months), month_of(today))
    waited = DEATH_BENEFITS[-1].since(today)  # since when they must be registered
    assert known.registered_on is not None
    assert found.is_full is (set(window) <= months and known.registered_on <= waited)
    if found.scholarship:
        assert set(months_in(add_months(month_of(today), -36), month_of(today))) <= months

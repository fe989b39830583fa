"""The sum that a death pays (Permenaker 1/2025, DOMAIN 2.1 and 12), and the day from which it is
the full one: three months after the latest of first paid month, its money received, registered."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.law.coverage import Enrolment
from association.rules.law.death_benefit import DEATH_BENEFITS, DeathBenefit, death_benefit_on
from tests.rules.law.written import on, text, words

TEN, FORTY_TWO = 10_000_000, 42_000_000
NOW = DEATH_BENEFITS[-1]
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("today", "codes", "amount", "full_from"),
    [
        ("2026-09-01", ("2026-09..2027-08",), TEN, "2026-12-01"),  # the first day
        ("2026-11-30", ("2026-09..2027-08",), TEN, "2026-12-01"),  # the last day of the third month
        ("2026-12-01", ("2026-09..2027-08",), FORTY_TWO, "2026-12-01"),
        ("2026-11-22", ("2024-01..2026-11",), FORTY_TWO, "2024-04-01"),
        ("2026-11-22", ("2026-11",), TEN, "2027-02-01"),
        # a gap starts the wait again
        ("2026-11-22", ("2026-01..2026-09", "2026-11"), TEN, "2027-02-01"),
        # due: nothing is promised for an unpaid month
        ("2026-11-10", ("2026-01..2026-10",), 0, "2026-04-01"),
        ("2026-11-22", ("2026-01..2026-10",), 0, None),  # arrears
        ("2026-11-22", ("2026-12..2027-06",), 0, None),  # paid ahead only
        # the day before: PP 82/2019 alone, no wait
        ("2025-02-23", ("2025-02",), FORTY_TWO, "2025-02-01"),
        ("2025-02-24", ("2025-02",), TEN, "2025-05-01"),  # Permenaker 1/2025
        ("2019-12-01", ("2019-12",), 0, None),  # before the first row nothing is claimed
    ],
)
def test_death_benefit(
    today: str, codes: tuple[str, ...], amount: int, full_from: str | None
) -> None:
    found = on(date.fromisoformat(today), *codes)
    assert (found.death_benefit, text(found.full_benefit_from)) == (amount, full_from)


# paid runs, with @ the day the money was received | registered | the day asked | full from, member
# since
TABLE = """
2026-08..2026-12             | 2019-01-01 | 2026-12-20 | 2026-11-01 2026-08-01
2026-08..2026-12@2026-07-20  | 2019-01-01 | 2026-12-20 | 2026-11-01 2026-08-01
2026-08..2026-12@2026-08-01  | 2019-01-01 | 2026-12-20 | 2026-11-01 2026-08-01
2026-08..2026-12@2026-08-20  | 2019-01-01 | 2026-12-20 | 2026-11-20 2026-08-01
2026-08..2026-12@2026-11-30  | 2019-01-01 | 2026-12-20 | 2027-02-28 2026-08-01
2026-08..2026-12@2026-08-01  | 2026-08-15 | 2026-12-20 | 2026-11-15 2026-08-01
2026-08..2026-12@2026-08-20  | 2026-08-15 | 2026-12-20 | 2026-11-20 2026-08-01
2026-08..2026-12@2026-08-01  | 2026-10-15 | 2026-12-20 | 2027-01-15 2026-10-01
2026-08..2026-12@2026-08-01  | 2026-12-20 | 2026-12-20 | 2027-03-20 2026-12-01
2026-08@2026-08-05,2026-09..2026-12@2026-12-20 | 2026-08-05 | 2026-12-20 | 2026-11-05 2026-08-01
2026-08@2026-11-20,2026-09..2026-12@2026-09-01 | 2026-08-01 | 2026-12-20 | 2027-02-20 2026-08-01
2026-08@2026-09-20,2026-08..2026-12@2026-08-20 | 2026-08-01 | 2026-12-20 | 2026-11-20 2026-08-01
2026-01..2026-10@2026-01-02,2026-12@2026-12-03 | 2026-01-02 | 2026-12-20 | 2027-03-03 2026-12-01
2026-11@2026-11-30           | 2026-11-30 | 2026-11-30 | 2027-02-28 2026-11-01
2027-11@2027-11-30           | 2027-11-30 | 2027-11-30 | 2028-02-29 2027-11-01
2027-11@2027-11-29           | 2027-11-29 | 2027-11-30 | 2028-02-29 2027-11-01
2026-11@2026-11-28           | 2026-11-28 | 2026-11-30 | 2027-02-28 2026-11-01
2026-08@2026-08-31           | 2026-08-31 | 2026-08-31 | 2026-11-30 2026-08-01
2028-02@2028-02-29           | 2028-02-29 | 2028-02-29 | 2028-05-29 2028-02-01
2027-02@2027-02-28           | 2027-02-28 | 2027-02-28 | 2027-05-28 2027-02-01
2026-10@2026-10-31           | 2026-10-31 | 2026-10-31 | 2027-01-31 2026-10-01
"""


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_from_which_day_on_in_full(line: str) -> None:
    codes, registered, today, expected = (part.strip() for part in line.split(" | "))
    known = Enrolment(registered_on=date.fromisoformat(registered))
    found = on(date.fromisoformat(today), *words(codes), enrolment=known)
    assert f"{found.full_benefit_from} {found.member_since}" == expected
    in_full = str(found.full_benefit_from) <= today
    assert found.death_benefit == (FORTY_TWO if in_full else TEN)


@pytest.mark.parametrize(
    ("since", "full_from"),
    [
        ("2026-11-01", "2027-02-01"),
        ("2026-11-28", "2027-02-28"),
        ("2026-11-29", "2027-02-28"),
        ("2026-11-30", "2027-02-28"),
        ("2026-12-01", "2027-03-01"),
        ("2027-11-28", "2028-02-28"),
        ("2027-11-29", "2028-02-29"),  # leap year
        ("2027-11-30", "2028-02-29"),
        ("2027-12-31", "2028-03-31"),
        ("2028-02-29", "2028-05-29"),
        ("2026-01-31", "2026-04-30"),
        ("2026-12-31", "2027-03-31"),
    ],
)
def test_three_calendar_months_at_month_ends(since: str, full_from: str) -> None:
    begun, full = date.fromisoformat(since), date.fromisoformat(full_from)
    assert NOW.full_from(begun) == full
    assert NOW.since(full) >= begun
    assert NOW.since(date.fromordinal(full.toordinal() - 1)) < begun


@given(st.sampled_from(DEATH_BENEFITS), DAYS, DAYS)
def test_since_is_the_inverse_of_full_from(row: DeathBenefit, begun: date, today: date) -> None:
    """Whoever has been covered since the day that `since` names, or longer, is covered in full, and
    nobody else."""
    assert (row.full_from(begun) <= today) is (begun <= row.since(today))
    assert row.full_from(row.since(today)) <= today


@given(st.sampled_from(DEATH_BENEFITS), DAYS)
def test_who_begins_a_day_later_is_never_covered_in_full_earlier(
    row: DeathBenefit, begun: date
) -> None:
    next_day = date.fromordinal(begun.toordinal() + 1)
    assert row.full_from(begun) <= row.full_from(next_day)


@pytest.mark.parametrize(
    ("day", "source"),
    [
        ("2019-12-01", None),
        ("2019-12-02", "pp82_hj"),
        ("2025-02-23", "pp82_hj"),
        ("2025-02-24", "alkhairaat"),
        ("2031-01-01", "alkhairaat"),
    ],
)
def test_the_row_in_force(day: str, source: str | None) -> None:
    row = death_benefit_on(date.fromisoformat(day))
    assert (row.source if row else None) == source

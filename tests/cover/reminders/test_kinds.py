"""Who is reminded of what, and who is too old to join."""

from datetime import date

import pytest

from association.cover.reminders.kinds import Cause, cause_of, oldest_to_join
from association.rules.law.coverage import Coverage, Enrolment, Run, coverage
from tests.cover.reminders.covers import (
    ARREARS_2,
    DUE,
    LAPSING,
    LATE,
    READY,
    paid_until,
)


@pytest.mark.parametrize(
    ("cover", "may_join", "cause"),
    [
        (LAPSING, False, Cause.LAPSING),
        (DUE, False, Cause.LAPSING),
        (ARREARS_2, False, Cause.ARREARS),
        (READY, True, Cause.READY),
        (READY, False, None),
        (paid_until(date(2026, 12, 1), LATE), True, None),
        (paid_until(date(2026, 5, 1), LATE), True, None),  # inactive
        (coverage([], Enrolment(ready=True, sent_on=LATE), today=LATE), True, None),
        (
            coverage(
                [Run(date(2026, 1, 1), date(2026, 11, 1))], Enrolment(ended_on=LATE), today=LATE
            ),
            True,
            None,
        ),
    ],
)
def test_who_is_reminded(cover: Coverage, may_join: bool, cause: Cause | None) -> None:
    assert cause_of(cover, may_join=may_join) is cause


@pytest.mark.parametrize(
    ("today", "born"),
    [
        (LATE, date(1961, 11, 22)),
        (date(2028, 2, 29), date(1963, 2, 28)),
        (date(2026, 12, 31), date(1961, 12, 31)),
    ],
)
def test_who_is_too_old_to_join(today: date, born: date) -> None:
    assert oldest_to_join(today) == born

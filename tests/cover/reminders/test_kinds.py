"""Who is reminded of what."""

from datetime import date

import pytest

from association.cover.reminders.kinds import Cause, cause_of
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
    ("cover", "cause"),
    [
        (LAPSING, Cause.LAPSING),
        (DUE, Cause.LAPSING),
        (ARREARS_2, Cause.ARREARS),
        (READY, Cause.READY),
        (coverage([], Enrolment(ready=True, too_old=True), today=LATE), None),
        (paid_until(date(2026, 12, 1), LATE), None),
        (paid_until(date(2026, 5, 1), LATE), None),  # inactive
        (coverage([], Enrolment(ready=True, sent_on=LATE), today=LATE), None),
        (
            coverage(
                [Run(date(2026, 1, 1), date(2026, 11, 1))], Enrolment(ended_on=LATE), today=LATE
            ),
            None,
        ),
    ],
)
def test_who_is_reminded(cover: Coverage, cause: Cause | None) -> None:
    assert cause_of(cover) is cause

"""Coverages of each kind, on two days of November 2026."""

from datetime import date

from association.rules.law.coverage import Coverage, Enrolment, Run, coverage

EARLY, LATE = (
    date(2026, 11, 10),
    date(2026, 11, 22),
)  # before and after the due date of November, the 16th


def paid_until(last: date, today: date) -> Coverage:
    first = date(2026, 1, 1)
    return coverage([Run(first, last)], Enrolment(registered_on=first), today=today)


LAPSING = paid_until(date(2026, 11, 1), LATE)
DECEMBER = paid_until(date(2026, 12, 1), date(2026, 12, 20))
DUE = paid_until(date(2026, 10, 1), EARLY)
ARREARS_1 = paid_until(date(2026, 10, 1), LATE)
ARREARS_2 = paid_until(date(2026, 9, 1), LATE)
READY = coverage([], Enrolment(ready=True), today=LATE)

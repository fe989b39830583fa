"""Paid months and coverages, written as text."""

from datetime import date

from association.rules.house.months import parse_month
from association.rules.law.coverage import (
    Coverage,
    Enrolment,
    Run,
    coverage,
)

NOBODY = Enrolment()


def paid(*codes: str) -> tuple[Run, ...]:
    """Write runs as "2026-08..2026-11", or "2026-11" for a single month."""
    ends = [code.split("..") for code in codes]
    return tuple(Run(parse_month(end[0]), parse_month(end[-1])) for end in ends)


def on(today: date, *codes: str, enrolment: Enrolment = NOBODY) -> Coverage:
    """Ask for the coverage of runs written as text."""
    return coverage(paid(*codes), enrolment, today=today)


def text(month: date | None) -> str | None:
    return month.isoformat() if month else None

"""Paid months, enrolments and coverages, written as text."""

from datetime import date

from association.rules.house.months import parse_month
from association.rules.law.coverage import (
    Coverage,
    Enrolment,
    Run,
    coverage,
)

NOBODY = Enrolment()  # a name on the roster, nothing known
MEMBER = Enrolment(ready=True, registered_on=date(2019, 1, 1))  # registered before anything else


def day(code: str) -> date | None:
    """Read "2026-11-22" as a day, "-" as none."""
    return None if code == "-" else date.fromisoformat(code)


def paid(*codes: str) -> tuple[Run, ...]:
    """Write runs as "2026-08..2026-11", or "2026-11" for a single month; "2026-11@2026-12-03" was
    received on 3 December."""
    runs = []
    for code in codes:
        months, _, received = code.partition("@")
        first, _, last = months.partition("..")
        runs.append(Run(parse_month(first), parse_month(last or first), day(received or "-")))
    return tuple(runs)


def words(code: str) -> tuple[str, ...]:
    """Read "2026-08..2026-11,2027-01" as the codes of runs, "none" as no run."""
    return () if code in ("none", "-") else tuple(code.split(","))


def on(
    today: date, *codes: str, enrolment: Enrolment = MEMBER, held: tuple[str, ...] = ()
) -> Coverage:
    """Ask for the coverage of runs written as text; of somebody registered unless told."""
    return coverage(paid(*codes), enrolment, held=paid(*held), today=today)


def text(month: date | None) -> str | None:
    return month.isoformat() if month else None

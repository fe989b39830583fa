"""Where a person stands after several runs of paid months: gaps, and months paid ahead."""

from datetime import date

import pytest

from tests.rules.law.written import on, text


@pytest.mark.parametrize(
    ("today", "codes", "status", "protected_until", "next_month", "member_since", "lapsing"),
    [
        # one month, prepayments, and the turn of the year
        ("2026-11-22", ("2026-11",), "active", "2026-11-30", "2026-12-01", "2026-11-01", True),
        (
            "2026-11-22",
            ("2026-11..2027-10",),
            "active",
            "2027-10-31",
            "2027-11-01",
            "2026-11-01",
            False,
        ),
        (
            "2026-12-31",
            ("2026-10..2026-12",),
            "active",
            "2026-12-31",
            "2027-01-01",
            "2026-10-01",
            True,
        ),
        ("2027-01-01", ("2026-10..2026-12",), "due", None, "2027-01-01", "2026-10-01", False),
        ("2027-01-16", ("2026-10..2026-12",), "arrears", None, "2027-01-01", None, False),
        (
            "2028-02-29",
            ("2028-02",),
            "active",
            "2028-02-29",
            "2028-03-01",
            "2028-02-01",
            True,
        ),  # leap year
        # 15 August 2027 is a Sunday and the Prophet's Birthday: in time on Monday the 16th
        ("2027-08-16", ("2027-07",), "due", None, "2027-08-01", "2027-07-01", False),
        ("2027-08-17", ("2027-07",), "arrears", None, "2027-08-01", None, False),
        # adjacent, overlapping, repeated and unsorted runs are one chain
        (
            "2026-11-22",
            ("2026-11", "2026-12"),
            "active",
            "2026-12-31",
            "2027-01-01",
            "2026-11-01",
            False,
        ),
        (
            "2026-11-22",
            ("2026-12", "2026-10", "2026-11"),
            "active",
            "2026-12-31",
            "2027-01-01",
            "2026-10-01",
            False,
        ),
        (
            "2026-11-22",
            ("2026-06..2026-11", "2026-09..2027-01"),
            "active",
            "2027-01-31",
            "2027-02-01",
            "2026-06-01",
            False,
        ),
        (
            "2026-11-22",
            ("2026-08..2027-03", "2026-10"),
            "active",
            "2027-03-31",
            "2027-04-01",
            "2026-08-01",
            False,
        ),
        (
            "2026-11-22",
            ("2026-11", "2026-11"),
            "active",
            "2026-11-30",
            "2026-12-01",
            "2026-11-01",
            True,
        ),
        # a gap breaks the chain, before and after today
        (
            "2026-11-22",
            ("2026-01..2026-06", "2026-08..2026-11"),
            "active",
            "2026-11-30",
            "2026-12-01",
            "2026-08-01",
            True,
        ),
        (
            "2026-11-22",
            ("2026-11", "2027-01"),
            "active",
            "2026-11-30",
            "2026-12-01",
            "2026-11-01",
            True,
        ),
        ("2026-11-10", ("2026-08", "2026-10"), "due", None, "2026-11-01", "2026-10-01", False),
        # the current month is the gap: a later prepaid month does not fill it
        (
            "2026-11-10",
            ("2026-10", "2026-12..2027-02"),
            "due",
            None,
            "2026-11-01",
            "2026-10-01",
            False,
        ),
        ("2026-11-22", ("2026-10", "2026-12..2027-02"), "arrears", None, "2026-11-01", None, False),
        (
            "2026-11-22",
            ("2026-01", "2026-12..2027-02"),
            "inactive",
            None,
            "2026-11-01",
            None,
            False,
        ),
        ("2026-11-22", ("2026-12..2027-02",), "registered", None, "2026-11-01", None, False),
        # paying again after a lapse starts a new chain; settled arrears mend the old one
        (
            "2026-11-22",
            ("2026-01..2026-03", "2026-11"),
            "active",
            "2026-11-30",
            "2026-12-01",
            "2026-11-01",
            True,
        ),
        (
            "2026-11-22",
            ("2026-06..2026-08", "2026-09..2026-11"),
            "active",
            "2026-11-30",
            "2026-12-01",
            "2026-06-01",
            True,
        ),
    ],
)
def test_chains_of_paid_months(
    today: str,
    codes: tuple[str, ...],
    status: str,
    protected_until: str | None,
    next_month: str,
    member_since: str | None,
    lapsing: bool,
) -> None:
    found = on(date.fromisoformat(today), *codes)
    assert found.status == status
    assert text(found.protected_until) == protected_until
    assert text(found.next_month) == next_month
    assert text(found.member_since) == member_since
    assert found.lapsing is lapsing

"""Runs of paid months, and the months that part one status from the next."""

from datetime import date

import pytest

from association.rules.house.months import parse_month
from association.rules.law.coverage import Run, Status, merge, overlapping, thresholds
from tests.rules.law.written import paid

# --- Runs ---


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        (date(2026, 11, 1), date(2026, 10, 1), "cannot end before"),
        (date(2026, 11, 2), date(2026, 12, 1), "2026-11-02"),
        (date(2026, 11, 1), date(2026, 11, 30), "2026-11-30"),
    ],
)
def test_a_run_has_first_of_month_dates_in_order(first: date, last: date, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Run(first, last)


@pytest.mark.parametrize(
    ("codes", "merged"),
    [
        ((), ()),
        (("2026-11",), ("2026-11",)),
        (("2026-11", "2026-12"), ("2026-11..2026-12",)),
        (("2026-12", "2027-01"), ("2026-12..2027-01",)),
        (("2026-11", "2027-01"), ("2026-11", "2027-01")),
        (("2027-01", "2026-11"), ("2026-11", "2027-01")),
        (("2026-01..2026-12", "2026-03"), ("2026-01..2026-12",)),
        (("2026-03..2026-06", "2026-05..2026-09", "2026-11"), ("2026-03..2026-09", "2026-11")),
    ],
)
def test_merge(codes: tuple[str, ...], merged: tuple[str, ...]) -> None:
    assert merge(paid(*codes)) == paid(*merged)


@pytest.mark.parametrize(
    ("codes", "new", "months"),
    [
        ((), "2026-11..2027-01", ()),
        (("2026-10",), "2026-11..2027-01", ()),  # adjacent is not overlapping
        (("2027-02",), "2026-11..2027-01", ()),
        (("2026-11",), "2026-11..2027-01", ("2026-11",)),
        (("2026-12..2027-06",), "2026-11..2027-01", ("2026-12", "2027-01")),
        (("2027-01", "2026-11"), "2026-11..2027-01", ("2026-11", "2027-01")),
        (("2026-01..2027-12",), "2026-11", ("2026-11",)),
    ],
)
def test_overlapping(codes: tuple[str, ...], new: str, months: tuple[str, ...]) -> None:
    assert overlapping(paid(*codes), *paid(new)) == tuple(parse_month(month) for month in months)


# --- Thresholds ---


@pytest.mark.parametrize(
    ("today", "active_from", "due_from", "arrears_from"),
    [
        ("2026-11-01", "2026-11", "2026-10", "2026-08"),
        ("2026-11-16", "2026-11", "2026-10", "2026-08"),  # the due date
        ("2026-11-17", "2026-11", "2026-11", "2026-08"),
        ("2026-11-30", "2026-11", "2026-11", "2026-08"),
        ("2027-01-15", "2027-01", "2026-12", "2026-10"),
        ("2027-01-16", "2027-01", "2027-01", "2026-10"),
        ("2027-08-16", "2027-08", "2027-07", "2027-05"),
    ],
)
def test_thresholds(today: str, active_from: str, due_from: str, arrears_from: str) -> None:
    found = thresholds(date.fromisoformat(today))
    assert found.month == found.active_from == parse_month(active_from)
    assert (found.due_from, found.arrears_from) == (
        parse_month(due_from),
        parse_month(arrears_from),
    )
    assert [status for _, status in found.steps] == [Status.ACTIVE, Status.DUE, Status.ARREARS]

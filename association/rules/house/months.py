"""Calendar months, each written as the `datetime.date` of its first day."""

import calendar
import re
from collections.abc import Iterator
from datetime import date

from association.rules.house.errors import RuleError

_CODE = re.compile(r"([0-9]{4})-([0-9]{2})")


def month_of(day: date) -> date:
    """Return the month a day falls in."""
    return date(day.year, day.month, 1)


def require_month(month: date) -> date:
    """Return the month unchanged; ValueError when it is not the first day of a month."""
    if month.day != 1:
        raise ValueError(f"not the first day of a month: {month.isoformat()}")
    return month


def add_months(month: date, n: int) -> date:
    """Return the first day of the month `n` months later (earlier when `n` is negative)."""
    years, index = divmod(month.month - 1 + n, 12)
    return date(month.year + years, index + 1, 1)


def months_between(first: date, last: date) -> int:
    """Count the months from `first` to `last`: 0 when equal, negative when `last` is earlier."""
    return (last.year - first.year) * 12 + last.month - first.month


def last_day(month: date) -> date:
    """Return the last day of the month."""
    return date(month.year, month.month, calendar.monthrange(month.year, month.month)[1])


def months_in(first: date, last: date) -> Iterator[date]:
    """Yield every month from `first` to `last`, both included; nothing when `last` is earlier."""
    for n in range(months_between(first, last) + 1):
        yield add_months(first, n)


def parse_month(text: str) -> date:
    """Read "2026-11" as a month; RuleError on anything else."""
    match = _CODE.fullmatch(text)
    if match:
        year, month = int(match[1]), int(match[2])
        if year >= 1 and 1 <= month <= 12:
            return date(year, month, 1)
    raise RuleError("Tulis bulan sebagai tahun-bulan, misalnya 2026-11.")


def month_code(month: date) -> str:
    """Write a month as "2026-11"; the inverse of `parse_month`."""
    return f"{month.year:04d}-{month.month:02d}"

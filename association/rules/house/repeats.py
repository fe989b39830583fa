"""When something that is held again and again takes place."""

import calendar
from datetime import datetime, timedelta
from enum import StrEnum

MOST = 12  # further ones at once


class Every(StrEnum):
    """How long from one to the next."""

    WEEK = "minggu"
    MONTH = "bulan"


def repeated(start: datetime, every: Every, times: int) -> list[datetime]:
    """Return the moments of `times` further ones after `start`, at the same time of day in its
    zone.

    Monthly ones keep the day of the month; a month that is too short has it on its last day.
    """
    if every is Every.WEEK:
        return [start + timedelta(weeks=n) for n in range(1, times + 1)]
    return [_months_later(start, n) for n in range(1, times + 1)]


def _months_later(start: datetime, n: int) -> datetime:
    years, month = divmod(start.month - 1 + n, 12)
    year = start.year + years
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return start.replace(year=year, month=month + 1, day=day)


def next_like(start: datetime, *, after: datetime) -> datetime:
    """Return the first moment after `after` on the same weekday and time of day as `start`."""
    weeks = max(0, (after - start) // timedelta(weeks=1) + 1)
    return start + timedelta(weeks=weeks)

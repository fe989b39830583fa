"""Indonesian working days, and the day by which a contribution month must be paid.

Public holidays come from the `holidays` package, category PUBLIC: the national holidays ("hari
libur nasional"), with election days and the years' exceptions. Islamic and some other dates of
years not yet decreed are estimates. Whether joint leave ("cuti bersama", category GOVERNMENT) moves
a due date is said by no source. So the earlier day is shown to who still has to pay, and nobody is
called behind before the later one (DOMAIN 12).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

# Any import below `holidays.countries` loads every country (measured: about 60 ms more, once). It
# stays at the top, where a server pays it before the first visitor comes.
from holidays.constants import GOVERNMENT, PUBLIC
from holidays.countries.indonesia import Indonesia

from association.rules.house.months import require_month

_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    """The day of the contribution month itself by which BPU pay."""

    source: str
    day: int


# PP 44/2015 as quoted: BPU by the 15th of the contribution month itself (employers: of the month
# after).
DUE_DAY: Final = DueDay(source="kontan_due", day=15)


def is_working_day(day: date, *, joint_leave: bool = False) -> bool:
    """Tell whether a day is Monday to Friday and no national holiday, nor `joint_leave` where that
    is asked."""
    return day.weekday() < _SATURDAY and day not in _free_days(day.year, joint_leave=joint_leave)


def next_working_day(day: date, *, joint_leave: bool = False) -> date:
    """Return the day itself when it is a working day, otherwise the first one after it."""
    while not is_working_day(day, joint_leave=joint_leave):
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=512)
def due_date(month: date) -> date:
    """Return the last day to pay a contribution month; ValueError unless `month` is the first of a
    month.

    BPU pay by the 15th of the contribution month itself, on the next working day when that is a
    holiday (PP 44/2015).
    """
    return next_working_day(require_month(month).replace(day=DUE_DAY.day))


@lru_cache(maxsize=512)
def last_day_in_time(month: date) -> date:
    """Return the last day on which nobody who has not paid a month is called behind: its due date,
    or the later one when joint leave moves it, too."""
    return next_working_day(require_month(month).replace(day=DUE_DAY.day), joint_leave=True)


def day_to_pay(month: date, today: date) -> date:
    """Return the last day to pay a month that is told to somebody: the due date, or the later day
    of joint leave once that is over."""
    due = due_date(month)
    return due if today <= due else last_day_in_time(month)


@lru_cache(maxsize=128)
def _free_days(year: int, *, joint_leave: bool) -> frozenset[date]:
    categories = (PUBLIC, GOVERNMENT) if joint_leave else (PUBLIC,)
    return frozenset(Indonesia(years=year, categories=categories))

"""Indonesian working days, and the day by which a contribution month must be paid.

Public holidays come from the `holidays` package, category PUBLIC: the national holidays ("hari
libur nasional"), with election days and the years' exceptions. Islamic and some other dates of
years not yet decreed are estimates. Joint leave ("cuti bersama", category GOVERNMENT) is left out
on purpose: private banks may open, it is decreed only a year ahead, and a due date that is too
early is safer than one too late.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

# Any import below `holidays.countries` loads every country (measured: about 60 ms more, once). It
# stays at the top, where a server pays it before the first visitor comes.
from holidays.constants import PUBLIC
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


def is_working_day(day: date) -> bool:
    """Tell whether a day is Monday to Friday and no national holiday."""
    return day.weekday() < _SATURDAY and day not in _public_holidays(day.year)


def next_working_day(day: date) -> date:
    """Return the day itself when it is a working day, otherwise the first one after it."""
    while not is_working_day(day):
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


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(Indonesia(years=year, categories=PUBLIC))

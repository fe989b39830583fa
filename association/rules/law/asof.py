"""A day that people ask about, gone by or to come."""

from datetime import date

from association.rules.house.errors import RuleError
from association.rules.law.tariff import RATES
from association.rules.people.dates import format_date, parse_date

FIRST_DAY = RATES[0].first_month  # the day from which contributions of BPU are known


def parse_as_of(text: str, *, today: date) -> date:
    """Read a day as people type it, from July 2015 (PP 44/2015) to a year after today; RuleError
    for any other."""
    day = parse_date(text, today=today)
    if day < FIRST_DAY:
        raise RuleError("Keadaan hanya bisa dilihat mulai %(day)s.", day=format_date(FIRST_DAY))
    if (day.year - 1, day.month, day.day) > (today.year, today.month, today.day):
        raise RuleError("Keadaan hanya bisa dilihat sampai setahun ke depan.")
    return day

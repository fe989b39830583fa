"""What a request to join says, as plain values, and when two names mean one paguyuban."""

from dataclasses import dataclass
from datetime import date, timedelta

from association.rules.law.workdays import is_working_day
from association.rules.people.names import search_form

PHONE_PURPOSE, NETWORK_PURPOSE = "join phone", "join network"
ANSWERED_WITHIN = 3  # working days
# What most paguyuban and markets are called, whatever their own name is.
COMMON = frozenset(
    ("paguyuban", "pedagang", "pasar", "ps", "psr", "kelompok", "himpunan", "ikatan", "persatuan")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A paguyuban that asks to join; `phone` as +62812..."""

    name: str
    market: str
    ketua: str
    phone: str
    note: str


def telling_words(name: str) -> frozenset[str]:
    """Give the words that tell a name from others; all of them where there is no other."""
    words = frozenset(search_form(name).split())
    return words - COMMON or words


def answer_by(asked_on: date) -> date:
    """Give the last day on which the office answers, three working days later."""
    day = asked_on
    for _number in range(ANSWERED_WITHIN):
        day += timedelta(days=1)
        while not is_working_day(day, joint_leave=True):
            day += timedelta(days=1)
    return day

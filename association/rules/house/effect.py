"""What an event achieved: how many who came and had not joined did join, beside those who did not
come (decision 19)."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

WINDOWS = (30, 90)  # days after the event in which people join
FEWEST = 10  # people; of fewer nothing is told
REMIND_AFTER = timedelta(days=7)
REMIND_UNTIL = timedelta(days=60)
IN_A_ROW = 3  # events missed one after the other


class FollowUp(StrEnum):
    """Whom to turn to after an event."""

    UNREGISTERED = "belum"  # came, and has not joined
    ON_THE_SPOT = "di-tempat"  # joined on the day of the event
    REMIND = "ingatkan"  # came, and has not joined a week later
    MISSED = "absen"  # missed this event and the two before it


@dataclass(frozen=True, slots=True)
class Group:
    """People who had not joined before an event, and how many of them joined within its window."""

    people: int = 0
    registered: int = 0

    def __add__(self, other: "Group") -> "Group":
        """Add the people of another event, or of another paguyuban."""
        return Group(self.people + other.people, self.registered + other.registered)


@dataclass(frozen=True, slots=True)
class Effect:
    """Those who came to an event, and members of the same paguyuban who came to none in the same
    weeks."""

    came: Group = field(default_factory=Group)
    others: Group = field(default_factory=Group)

    def __add__(self, other: "Effect") -> "Effect":
        """Add another event; who came to both counts at each."""
        return Effect(self.came + other.came, self.others + other.others)

    @property
    def is_told(self) -> bool:
        """Tell whether there are enough people on both sides to say anything."""
        return min(self.came.people, self.others.people) >= FEWEST


def window_ends(day: date, window: int) -> date:
    """Give the last day that counts; the day of the event itself is day 0."""
    return day + timedelta(days=window)


def is_over(day: date, window: int, *, today: date) -> bool:
    """Tell whether a window has passed: only then are its figures told, and stay what they are."""
    return today > window_ends(day, window)


def reminds_from(day: date) -> date:
    """Give the first day on which who came and has not joined is reminded."""
    return day + REMIND_AFTER

"""Since when and why a member is no longer on a roster."""

from datetime import date
from enum import StrEnum


class Leaving(StrEnum):
    """The reason that a leader gives, or what was done: the row is kept, and can be put back."""

    STOPPED = "stopped"  # berhenti berdagang
    MOVED = "moved"  # pindah
    DIED = "died"  # meninggal
    MERGED = "merged"  # the same person as another row of this roster
    UNDONE = "undone"  # came with a batch that was undone


GIVEN = (Leaving.STOPPED, Leaving.MOVED, Leaving.DIED)  # what a leader may choose


def has_left(left_on: date | None, day: date) -> bool:
    """Tell who is off a roster on a day, by the first day they were (None: they are on it)."""
    return left_on is not None and left_on <= day

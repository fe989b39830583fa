"""What can come of a visit."""

from enum import StrEnum


class Outcome(StrEnum):
    """One tap each."""

    PAID = "paid"
    PROMISED = "promised"
    ABSENT = "absent"
    MOVED = "moved"

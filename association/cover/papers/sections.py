"""What rooms above tell for a letter."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from association.rules.house.slots import Slot

MEETINGS: Slot[Callable[[Session, int, date], list[tuple[date, str]]]] = Slot(
    "to which meetings did a member come up to a day: the days and titles, the latest first?"
)

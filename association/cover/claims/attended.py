"""What is asked of the meetings, which lie above."""

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from association.rules.house.slots import Slot

ATTENDED: Slot[Callable[[ColumnElement[int], datetime | None], sa.Select[int]]] = Slot(
    "to how many meetings did a member (an id, as SQL) come since a moment, as SQL?"
)

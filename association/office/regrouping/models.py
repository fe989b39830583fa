"""What became of paguyuban that were joined or divided: who went where, by ids only."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import WrittenInCity
from association.access.tables import columns
from association.database import Base, Id, UtcDateTime


class Kind(StrEnum):
    """What was done."""

    JOIN = "join"
    SPLIT = "split"


class State(StrEnum):
    """How far it came."""

    RUNNING = "running"
    DONE = "done"
    RETURNING = "returning"
    RETURNED = "returned"


class Fate(StrEnum):
    """What became of one member."""

    WAITING = "waiting"
    MOVED = "moved"
    TWIN = "twin"  # stood on the other roster, too: that row stays the one
    STAYED = "stayed"  # the NIK stands on the other roster with other data: somebody decides first
    GONE = "gone"  # had left the roster meanwhile
    BACK = "back"  # put back


class Regrouping(WrittenInCity, Base):
    """Members of one paguyuban moved to another by the city's officers: all of them (a join), or
    those of some markets and blocks (a split)."""

    __tablename__ = "regrouping"
    __table_args__ = (
        sa.Index("ix_regrouping_city", "city_id", "id"),
        sa.Index("ix_regrouping_from_id", "from_id"),
        sa.Index("ix_regrouping_to_id", "to_id"),
    )
    public = columns(
        "id city_id kind state from_id to_id from_batch_id to_batch_id account_id at finished_at "
        "returned_by returned_at made"
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    kind: Mapped[str] = mapped_column(sa.String(10))
    state: Mapped[str] = mapped_column(sa.String(10))
    from_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    to_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    from_batch_id: Mapped[int] = mapped_column(sa.ForeignKey("batch.id"))
    to_batch_id: Mapped[int] = mapped_column(sa.ForeignKey("batch.id"))
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))  # who did it
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    returned_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    returned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    made: Mapped[dict[str, Any]] = mapped_column(
        sa.JSON, default=dict
    )  # ids of what putting back takes away again: duties, markets, invitations to events


class Regrouped(WrittenInCity, Base):
    """One member of it: the row on the roster they left, and the one they stand on since."""

    __tablename__ = "regrouped"
    __table_args__ = (sa.Index("ix_regrouped_fate", "regrouping_id", "fate", "member_id"),)
    public = columns("regrouping_id member_id new_member_id city_id fate carrier_id")
    regrouping_id: Mapped[int] = mapped_column(
        sa.ForeignKey("regrouping.id"), primary_key=True, autoincrement=False
    )
    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("member.id"), primary_key=True, autoincrement=False, index=True
    )
    new_member_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), index=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    fate: Mapped[str] = mapped_column(sa.String(10), default=Fate.WAITING.value)
    carrier_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("member.id")
    )  # who carries their messages, on the roster they leave, until that is set on the other

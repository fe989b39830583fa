"""Members chosen for a bulk change; how far a batch came, and whom it left out."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import OfAssociation
from association.database import Base, Id, UtcDateTime


class Selection(OfAssociation, Base):
    """Members chosen by ticks or by a filter; ids only, so that no address ever carries them."""

    __tablename__ = "selection"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    member_ids: Mapped[list[int]] = mapped_column(sa.JSON)
    action: Mapped[str] = mapped_column(
        sa.String(8), default=""
    )  # what is to be done: rules.house.bulk.Action, or "move"
    values: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Work(OfAssociation, Base):
    """What a batch does to which members, and how far it came: an interrupted one goes on there."""

    __tablename__ = "batch_work"
    batch_id: Mapped[int] = mapped_column(
        sa.ForeignKey("batch.id"), primary_key=True, autoincrement=False
    )
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    root_id: Mapped[int] = mapped_column(
        sa.ForeignKey("batch.id"), index=True
    )  # the batch undone (or itself)
    action: Mapped[str] = mapped_column(sa.String(8))  # rules.house.bulk.Action
    values: Mapped[dict[str, Any]] = mapped_column(
        sa.JSON
    )  # what is set: days, a reason, a market; no person's data
    member_ids: Mapped[list[int]] = mapped_column(sa.JSON)
    total: Mapped[int]
    position: Mapped[int] = mapped_column(default=0)  # how many of member_ids are done
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LeftOut(OfAssociation, Base):
    """A member to whom a batch did nothing, and why: kept, so that the list can be seen again
    later."""

    __tablename__ = "batch_left_out"
    batch_id: Mapped[int] = mapped_column(
        sa.ForeignKey("batch.id"), primary_key=True, autoincrement=False
    )
    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("member.id"), primary_key=True, autoincrement=False
    )
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    why: Mapped[str] = mapped_column(sa.String(12))  # rules.house.bulk.Hindrance
    fields: Mapped[list[str]] = mapped_column(
        sa.JSON, default=list
    )  # what was changed since, by name

"""Offers of members from one paguyuban to another of the same city; nobody else sees them."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.elements import ColumnElement

from association.access.reach import OneAssociation, Reach
from association.access.tables import Fenced, only_checked
from association.database import Base, Id, UtcDateTime


class OfferState(StrEnum):
    """Where a whole offer stands."""

    OPEN = "open"
    WITHDRAWN = "withdrawn"
    ANSWERED = "answered"


class RowState(StrEnum):
    """Where one member of an offer stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"  # wanted, not yet carried out
    MOVED = "moved"
    DECLINED = "declined"
    TWIN = "twin"  # the NIK stands on the receiving roster already
    GONE = "gone"  # left the offering roster meanwhile


class _BothSides(Fenced):
    """Seen and written by the two paguyuban of an offer."""

    from_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    to_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to offers made or received."""
        if not isinstance(reach, OneAssociation):
            return sa.false()
        own = reach.association_id
        return sa.or_(only_checked(cls.from_id) == own, only_checked(cls.to_id) == own)

    def inside(self, reach: Reach) -> bool:
        """Only the two sides write an offer."""
        return isinstance(reach, OneAssociation) and reach.association_id in (
            self.from_id,
            self.to_id,
        )


class Transfer(_BothSides, Base):
    """An offer: from whom, to whom, and the batches that its acceptance made on either side."""

    __tablename__ = "transfer"
    __table_args__ = (
        sa.Index("ix_transfer_from_id", "from_id"),
        sa.Index("ix_transfer_to_id", "to_id"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    from_name: Mapped[str] = mapped_column(
        sa.String(80)
    )  # either side reads its own paguyuban only
    to_name: Mapped[str] = mapped_column(sa.String(80))
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))  # who offers
    state: Mapped[str] = mapped_column(sa.String(10), default=OfferState.OPEN.value)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    from_batch_id: Mapped[int | None] = mapped_column(sa.ForeignKey("batch.id"))
    to_batch_id: Mapped[int | None] = mapped_column(sa.ForeignKey("batch.id"))


class TransferRow(_BothSides, Base):
    """One member of an offer. `shown_sealed` is what the receiving side sees: name, stalls, and
    what they sell."""

    __tablename__ = "transfer_row"
    __table_args__ = (sa.Index("ix_transfer_row_state", "transfer_id", "state", "id"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    transfer_id: Mapped[int] = mapped_column(sa.ForeignKey("transfer.id"))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    new_member_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"))
    state: Mapped[str] = mapped_column(sa.String(10), default=RowState.OFFERED.value)
    shown_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)

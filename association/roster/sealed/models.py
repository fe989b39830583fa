"""Sealed stall rosters: the text and the PDF, sealed, and the hashes they are checked by."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql.elements import ColumnElement

from association.access.fence import Fenced
from association.access.reach import OneAssociation, Reach, Visitor
from association.database import Base, Id, UtcDateTime
from association.territory.models import Association, Market


class SealedRoster(Fenced, Base):
    """A stall roster as it was on one day. Never changed; whoever holds a copy finds it by the code
    on the paper."""

    __tablename__ = "sealed_roster"
    __table_args__ = (sa.Index("ix_sealed_roster_list", "association_id", "id"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(16), unique=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    market_id: Mapped[int] = mapped_column(sa.ForeignKey("market.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    rows: Mapped[int]
    text_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32))  # SHA-256 of rules.rolls.canonical
    pdf_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32))  # SHA-256 of the file
    text_sealed: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
    pdf_sealed: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)  # the file in base64
    association: Mapped[Association] = relationship(viewonly=True)
    market: Mapped[Market] = relationship(viewonly=True)

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the paguyuban's own; a visitor finds one by its code, which stands on the
        paper."""
        match reach:
            case OneAssociation(association_id=own):
                return cls.association_id == own
            case Visitor():
                return sa.true()
            case _:
                return sa.false()

    def inside(self, reach: Reach) -> bool:
        """Only the paguyuban seals its roster."""
        return isinstance(reach, OneAssociation) and self.association_id == reach.association_id

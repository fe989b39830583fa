"""Pairs that somebody told apart."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.elements import ColumnElement

from association.access.fence import Fenced
from association.access.reach import OneAssociation, Reach
from association.database import Base, UtcDateTime


class TwoPeople(Fenced, Base):
    """Two rows of a roster that are not the same person, as somebody who knows them said; `low_id`
    < `high_id`."""

    __tablename__ = "two_people"
    low_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    high_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the paguyuban's own."""
        return (
            cls.association_id == reach.association_id
            if isinstance(reach, OneAssociation)
            else sa.false()
        )

    def inside(self, reach: Reach) -> bool:
        """Only the paguyuban writes them."""
        return isinstance(reach, OneAssociation) and self.association_id == reach.association_id

"""The code that hangs at an event's door."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.elements import ColumnElement

from association.access.fence import Fenced
from association.access.reach import OneAssociation, Reach, Visitor
from association.database import Base


class Venue(Fenced, Base):
    """The code that hangs at an event's door: with it and the code of their card members check in
    alone."""

    __tablename__ = "event_venue"
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"), primary_key=True)
    association_id: Mapped[int] = mapped_column(
        sa.ForeignKey("association.id"), primary_key=True
    )  # who put it up
    code: Mapped[str] = mapped_column(sa.String(16), unique=True)

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to who put it up; a visitor knows the code, which nobody guesses."""
        match reach:
            case Visitor():
                return sa.true()
            case OneAssociation(association_id=own):
                return cls.association_id == own
            case _:
                return sa.false()

    def inside(self, reach: Reach) -> bool:
        """Only the paguyuban puts one up."""
        return isinstance(reach, OneAssociation) and self.association_id == reach.association_id

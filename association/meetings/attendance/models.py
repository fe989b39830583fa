"""What is kept of who came besides the mark itself: taken back, from which batch, walked in,
uncounted by name."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.elements import ColumnElement

from association.access.fence import Fenced
from association.access.reach import OneAssociation, OneCity, OneMember, Reach, Visitor
from association.database import Base, UtcDateTime


class Own(Fenced):
    """What one paguyuban reads and writes alone."""

    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the paguyuban."""
        return (
            cls.association_id == reach.association_id
            if isinstance(reach, OneAssociation)
            else sa.false()
        )

    def inside(self, reach: Reach) -> bool:
        """Only the paguyuban writes it."""
        return isinstance(reach, OneAssociation) and self.association_id == reach.association_id


class TakenBack(Own, Base):
    """A mark that was taken back, and when that was said: an older mark that arrives later changes
    nothing."""

    __tablename__ = "attendance_taken_back"
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True, index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the paguyuban, or to the member who checks in at the door."""
        return (
            cls.member_id == reach.member_id
            if isinstance(reach, OneMember)
            else super().within(reach)
        )

    def inside(self, reach: Reach) -> bool:
        """Only the paguyuban, or the member."""
        return (
            self.member_id == reach.member_id
            if isinstance(reach, OneMember)
            else super().inside(reach)
        )


class BatchMark(Own, Base):
    """What a batch changed: that a member came to an event, or that they did not; `made_at` is the
    mark's own moment."""

    __tablename__ = "attendance_batch_mark"
    batch_id: Mapped[int] = mapped_column(
        sa.ForeignKey("batch.id"), primary_key=True, autoincrement=False
    )
    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("member.id"), primary_key=True, autoincrement=False
    )
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"), index=True)
    present: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class WalkIn(Own, Base):
    """A member who stood on no list when they came to an event, and was put on the roster there."""

    __tablename__ = "walk_in"
    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("member.id"), primary_key=True, autoincrement=False
    )
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Headcount(Own, Base):
    """How many came to an event of whom no name was taken, as one paguyuban counted; never
    attendants."""

    __tablename__ = "event_headcount"
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"), primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), primary_key=True)
    people: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the paguyuban or city."""
        if isinstance(reach, OneCity):
            return cls.association_id.in_(
                sa.select(_association.c.id).where(_association.c.city_id == reach.city_id)
            )
        return super().within(reach)


class Venue(Own, Base):
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
        return sa.true() if isinstance(reach, Visitor) else super().within(reach)


_association = sa.table("association", sa.column("id"), sa.column("city_id")).alias(
    "fence_association"
)

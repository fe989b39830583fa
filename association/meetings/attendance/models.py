"""Who came to events: marks, marks taken back, numbered sheets, walk-ins, heads without a name."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.elements import ColumnElement

from association.access.fence import Fenced
from association.access.reach import OneAssociation, OneCity, OneMember, Reach
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


class Attendance(Fenced, Base):
    """One member came to one event; taking it back deletes the row."""

    __tablename__ = "attendance"
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True, index=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    marked_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the paguyuban or city, or to the member who checks in at the door."""
        match reach:
            case OneAssociation(association_id=own):
                return cls.association_id == own
            case OneCity(city_id=city):
                return cls.association_id.in_(
                    sa.select(_association.c.id).where(_association.c.city_id == city)
                )
            case OneMember(member_id=member):
                return cls.member_id == member
            case _:
                return sa.false()

    def inside(self, reach: Reach) -> bool:
        """Only the paguyuban writes its attendance, or a member their own."""
        if isinstance(reach, OneMember):
            return (self.member_id, self.association_id) == (reach.member_id, reach.association_id)
        return isinstance(reach, OneAssociation) and self.association_id == reach.association_id


class AttendanceSheet(Own, Base):
    """The numbers of a paguyuban's printed sheet for an event: the member at place n has number n +
    1, and keeps it."""

    __tablename__ = "attendance_sheet"
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"), primary_key=True)
    association_id: Mapped[int] = mapped_column(
        sa.ForeignKey("association.id"), primary_key=True, index=True
    )
    member_ids: Mapped[list[int]] = mapped_column(sa.JSON)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


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


_association = sa.table("association", sa.column("id"), sa.column("city_id")).alias(
    "fence_association"
)

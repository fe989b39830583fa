"""Who came to events: marks, marks taken back, numbered sheets, walk-ins, heads without a name."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import (
    CountedThroughAssociation,
    MarkedByMember,
    MarkedInBlocks,
    OfAssociation,
)
from association.access.tables import columns
from association.database import Base, UtcDateTime


class Attendance(CountedThroughAssociation, MarkedByMember, MarkedInBlocks, OfAssociation, Base):
    """One member came to one event; taking it back deletes the row."""

    __tablename__ = "attendance"
    __table_args__ = (sa.Index("ix_attendance_held", "association_id", "event_id"),)
    public = columns("event_id member_id association_id")
    personal = columns("marked_at")
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True, index=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    marked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AttendanceSheet(OfAssociation, Base):
    """The numbers of a paguyuban's printed sheet for an event: the member at place n has number n +
    1, and keeps it."""

    __tablename__ = "attendance_sheet"
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"), primary_key=True)
    association_id: Mapped[int] = mapped_column(
        sa.ForeignKey("association.id"), primary_key=True, index=True
    )
    member_ids: Mapped[list[int]] = mapped_column(sa.JSON)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TakenBack(MarkedByMember, MarkedInBlocks, OfAssociation, Base):
    """A mark that was taken back, and when that was said: an older mark that arrives later changes
    nothing."""

    __tablename__ = "attendance_taken_back"
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True, index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class BatchMark(OfAssociation, Base):
    """What a batch changed: that a member came to an event, or that they did not; `made_at` is the
    mark's own moment."""

    __tablename__ = "attendance_batch_mark"
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    batch_id: Mapped[int] = mapped_column(
        sa.ForeignKey("batch.id"), primary_key=True, autoincrement=False
    )
    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("member.id"), primary_key=True, autoincrement=False
    )
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"), index=True)
    present: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class WalkIn(OfAssociation, Base):
    """A member who stood on no list when they came to an event, and was put on the roster there."""

    __tablename__ = "walk_in"
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("member.id"), primary_key=True, autoincrement=False
    )
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Headcount(CountedThroughAssociation, OfAssociation, Base):
    """How many came to an event of whom no name was taken, as one paguyuban counted; never
    attendants."""

    __tablename__ = "event_headcount"
    public = columns("event_id association_id people")
    personal = columns("at")
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"), primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), primary_key=True)
    people: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

"""What is kept of who came besides the mark itself: taken back, from which batch, walked in,
uncounted by name."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import (
    CountedThroughAssociation,
    MarkedByMember,
    OfAssociation,
    OpenToVisitors,
)
from association.access.tables import columns
from association.database import Base, UtcDateTime


class TakenBack(MarkedByMember, OfAssociation, Base):
    """A mark that was taken back, and when that was said: an older mark that arrives later changes
    nothing."""

    __tablename__ = "attendance_taken_back"
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True, index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


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


class Venue(OpenToVisitors, OfAssociation, Base):
    """The code that hangs at an event's door: with it and the code of their card members check in
    alone."""

    __tablename__ = "event_venue"
    public = columns("event_id association_id")
    personal = columns("code")
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"), primary_key=True)
    association_id: Mapped[int] = mapped_column(
        sa.ForeignKey("association.id"), primary_key=True
    )  # who put it up
    code: Mapped[str] = mapped_column(sa.String(16), unique=True)

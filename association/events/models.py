"""Awareness events and attendance."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.elements import ColumnElement

from association.access.fence import Fenced
from association.access.reach import OneAssociation, OneCity, OneMember, Reach, Visitor
from association.database import Base, Id, UtcDateTime


class Kind(StrEnum):
    """What a meeting is for."""

    AWARENESS = "sosialisasi"
    REGISTRATION = "pendaftaran"  # on the spot
    ASSEMBLY = "rapat"


class AwarenessEvent(Fenced, Base):
    """A meeting of a paguyuban: sosialisasi, registration on the spot, or assembly."""

    __tablename__ = "awareness_event"
    __table_args__ = (sa.Index("ix_awareness_event_list", "association_id", "starts_at", "id"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"), index=True)
    code: Mapped[str] = mapped_column(sa.String(16), unique=True)  # of the public page /e/<code>
    title: Mapped[str] = mapped_column(sa.String(80))
    kind: Mapped[str] = mapped_column(sa.String(20))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    place: Mapped[str] = mapped_column(sa.String(80))
    note: Mapped[str] = mapped_column(sa.String(300), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the paguyuban or city; a visitor reads an event by its code, which is public."""
        match reach:
            case OneAssociation(association_id=own):
                return cls.association_id == own
            case OneCity(city_id=city):
                return cls.city_id == city
            case Visitor():
                return sa.true()
            case _:
                return sa.false()

    def inside(self, reach: Reach) -> bool:
        """Only the paguyuban writes its events."""
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
                return cls.association_id.in_(sa.select(_association.c.id).where(_association.c.city_id == city))
            case OneMember(member_id=member):
                return cls.member_id == member
            case _:
                return sa.false()

    def inside(self, reach: Reach) -> bool:
        """Only the paguyuban writes its attendance, or a member their own."""
        if isinstance(reach, OneMember):
            return (self.member_id, self.association_id) == (reach.member_id, reach.association_id)
        return isinstance(reach, OneAssociation) and self.association_id == reach.association_id


class AttendanceSheet(Fenced, Base):
    """The numbers of an event's printed sheet: the member at place n has number n + 1, and keeps it."""

    __tablename__ = "attendance_sheet"
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"), primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    member_ids: Mapped[list[int]] = mapped_column(sa.JSON)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the paguyuban."""
        return cls.association_id == reach.association_id if isinstance(reach, OneAssociation) else sa.false()

    def inside(self, reach: Reach) -> bool:
        """Only the paguyuban writes its sheets."""
        return isinstance(reach, OneAssociation) and self.association_id == reach.association_id


_association = sa.table("association", sa.column("id"), sa.column("city_id")).alias("fence_association")

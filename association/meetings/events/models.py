"""Awareness events, and who is invited."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql.elements import ColumnElement

from association.access.owners import (
    CountedInCity,
    OpenToVisitors,
    SeenInPaguyuban,
    WrittenInCity,
)
from association.access.reach import Leading, OneAssociation, OneCity, Reach
from association.access.tables import OPEN, columns
from association.config import WIB
from association.database import Base, Id, UtcDateTime
from association.territory.models import Association, City, Market


class Kind(StrEnum):
    """What a meeting is for."""

    AWARENESS = "sosialisasi"
    REGISTRATION = "pendaftaran"  # on the spot
    ASSEMBLY = "rapat"


class Host(StrEnum):
    """Who holds a meeting."""

    ASSOCIATION = "paguyuban"
    OFFICE = "dinas"  # the trade office of the city
    BRANCH = "bpjs"  # the branch of BPJS Ketenagakerjaan


class State(StrEnum):
    """Whether a meeting takes place."""

    PLANNED = "planned"
    POSTPONED = "postponed"  # at another time than was announced
    CANCELLED = "cancelled"


event_market = sa.Table(
    "event_market",
    Base.metadata,
    sa.Column("event_id", sa.ForeignKey("awareness_event.id"), primary_key=True),
    sa.Column("market_id", sa.ForeignKey("market.id"), primary_key=True, index=True),
)

OPEN[event_market.name] = "which markets a public event is for; no people"


class AwarenessEvent(OpenToVisitors, CountedInCity, Base):
    """A meeting: sosialisasi, registration on the spot, or assembly; of one paguyuban, or of the
    city for those invited."""

    __tablename__ = "awareness_event"
    __table_args__ = (
        sa.Index("ix_awareness_event_list", "association_id", "starts_at", "id"),
        sa.Index("ix_awareness_event_city", "city_id", "starts_at", "id"),
    )
    public = columns(
        "id association_id city_id code title kind starts_at place speaker host capacity note "
        "state reason was_at changed_at version"
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    association_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("association.id")
    )  # None: the city's officers
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    code: Mapped[str] = mapped_column(sa.String(16), unique=True)  # of the public page /e/<code>
    title: Mapped[str] = mapped_column(sa.String(80))
    kind: Mapped[str] = mapped_column(sa.String(20))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    place: Mapped[str] = mapped_column(sa.String(80))
    speaker: Mapped[str] = mapped_column(sa.String(80), default="", server_default="")
    host: Mapped[str] = mapped_column(
        sa.String(10), default=Host.ASSOCIATION, server_default=Host.ASSOCIATION.value
    )
    capacity: Mapped[int | None]  # places; None: as many as come
    note: Mapped[str] = mapped_column(sa.String(300), default="")
    state: Mapped[str] = mapped_column(
        sa.String(10), default=State.PLANNED, server_default=State.PLANNED.value
    )
    reason: Mapped[str] = mapped_column(
        sa.String(120), default="", server_default=""
    )  # of the state
    was_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # the time before it was postponed
    changed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime
    )  # last change that those who come must hear of
    version: Mapped[int] = mapped_column(default=1)
    association: Mapped[Association | None] = relationship()
    city: Mapped[City] = relationship()
    markets: Mapped[list[Market]] = relationship(secondary=event_market, order_by=Market.name)
    __mapper_args__ = {"version_id_col": version}

    @property
    def announced(self) -> dict[str, object]:
        """Give what people who come must know: day, time (WIB) and place."""
        at = self.starts_at.astimezone(WIB)
        return {"hari": at.date(), "jam": f"{at:%H.%M}", "di": self.place}

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the paguyuban's own and those it is invited to, or to the city; a visitor
        knows the public code."""
        if isinstance(reach, Leading):
            own = reach.association_id
            invited = sa.select(_invited.c.event_id).where(_invited.c.association_id == own)
            return sa.or_(cls.association_id == own, cls.id.in_(invited))
        # Lists of all within the reach begin here: no `only_checked`.
        return cls.city_id == reach.city_id if isinstance(reach, OneCity) else super().within(reach)

    def inside(self, reach: Reach) -> bool:
        """Only the paguyuban writes its events, and only the city's officers those of the city."""
        match reach:
            case OneAssociation(association_id=own):
                return self.association_id == own
            case OneCity(city_id=city):
                return self.association_id is None and self.city_id == city
            case _:
                return False


class Invited(OpenToVisitors, WrittenInCity, SeenInPaguyuban, Base):
    """One paguyuban is invited to one event of the city."""

    __tablename__ = "event_association"
    public = columns("event_id association_id city_id")
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"), primary_key=True)
    association_id: Mapped[int] = mapped_column(
        sa.ForeignKey("association.id"), primary_key=True, index=True
    )
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))


_invited = sa.table("event_association", sa.column("event_id"), sa.column("association_id")).alias(
    "fence_invited"
)

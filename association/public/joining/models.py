"""Requests of paguyuban that want to join."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import OpenToVisitors, WrittenInCity
from association.access.tables import columns
from association.database import Base, Id, UtcDateTime


class RequestState(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    KNOWN = "known"  # the paguyuban was there already; the office may still answer
    ACCEPTED = "accepted"
    DECLINED = "declined"


class JoinRequest(OpenToVisitors, WrittenInCity, Base):
    """A paguyuban that asks to join: its notice, and who would lead it. Visitors find it by its
    code only."""

    __tablename__ = "join_request"
    __table_args__ = (sa.Index("ix_join_request_list", "city_id", "state", "id"),)
    public = columns("id code city_id name market state at reason answered_at association_id")
    office = columns("ketua phone_sealed phone_index network_index note answered_by")
    personal = office
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(11), unique=True)  # rules.people.cards
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    name: Mapped[str] = mapped_column(sa.String(80))
    market: Mapped[str] = mapped_column(sa.String(80))  # as it was typed
    ketua: Mapped[str] = mapped_column(sa.String(60))
    phone_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    phone_index: Mapped[bytes] = mapped_column(sa.LargeBinary(16))
    network_index: Mapped[bytes] = mapped_column(sa.LargeBinary(16))  # a keyed digest
    note: Mapped[str] = mapped_column(sa.String(200), default="")
    state: Mapped[str] = mapped_column(sa.String(10), default=RequestState.WAITING.value)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    reason: Mapped[str] = mapped_column(sa.String(200), default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    association_id: Mapped[int | None] = mapped_column(sa.ForeignKey("association.id"))

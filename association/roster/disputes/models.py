"""What a paguyuban is asked about the NIK of a member, and whether it was held against the KTP."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.elements import ColumnElement

from association.access.owners import CountedInCity, OfAssociation
from association.access.tables import columns
from association.database import Base, UtcDateTime
from association.roster.members.models import Member

# Which rows wait for an officer, as SQL; found by a partial index.
WAITS = (Member.link_pending.is_(True), Member.left_on.is_(None))


class NikCheck(CountedInCity, OfAssociation, Base):
    """What an officer asks about the NIK of one member. It is about the NIK that the row had then:
    with another one the question is over."""

    __tablename__ = "nik_check"
    public = columns("member_id association_id city_id ask asked_at asked_by checked_at checked_by")
    personal = columns("nik_index")
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    ask: Mapped[str] = mapped_column(sa.String(8))  # disputes.values.Ask
    nik_index: Mapped[bytes] = mapped_column(sa.LargeBinary(16))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    asked_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    checked_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))


def about_row(row: type[Member]) -> ColumnElement[bool]:
    """Match, as SQL, what was asked about a row and the NIK that it has now."""
    return sa.and_(NikCheck.member_id == row.id, NikCheck.nik_index == row.nik_index)

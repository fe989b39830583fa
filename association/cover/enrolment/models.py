"""Numbered registration batches, and the members whose papers went with each."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import OfAssociation, SeenInBlocks
from association.database import Base, Id, UtcDateTime


class Registration(OfAssociation, Base):
    """Papers of many members sent together; `batch_id` is the batch in their histories, by which it
    is undone."""

    __tablename__ = "registration_batch"
    __table_args__ = (sa.UniqueConstraint("association_id", "number"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    number: Mapped[int]  # counted from 1 in each paguyuban
    day: Mapped[date]
    months: Mapped[int]  # for how many months the first contribution is to be paid
    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("batch.id"))
    made_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RegistrationLine(SeenInBlocks, OfAssociation, Base):
    """One member of a batch. Only a rejection is kept here: all else follows from the participant
    (rules.law.enrolment)."""

    __tablename__ = "registration_line"
    __table_args__ = (
        sa.Index("ix_registration_line_page", "registration_id", "place"),
        sa.Index("ix_registration_line_latest", "member_id", "id"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    registration_id: Mapped[int] = mapped_column(sa.ForeignKey("registration_batch.id"))
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    place: Mapped[int]  # the number on letter and list, counted from 1
    rejected_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(sa.String(120), default="", server_default="")

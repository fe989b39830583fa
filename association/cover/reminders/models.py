"""Who was reminded of what in which month, and who asked not to be."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import MarkedInBlocks, OfAssociation
from association.database import Base, UtcDateTime


class Reminder(MarkedInBlocks, OfAssociation, Base):
    """A member's turn in a month: the key keeps anybody from being reminded twice, by whomever, of
    whatever."""

    __tablename__ = "reminder"
    __table_args__ = (sa.Index("ix_reminder_turn", "association_id", "month", "cause", "outcome"),)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)  # the month in which people are reminded
    cause: Mapped[str] = mapped_column(sa.String(10))  # reminders.kinds.Cause
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    outcome: Mapped[str] = mapped_column(sa.String(10))  # reminders.kinds.Outcome
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))  # who reminds
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class NoReminders(MarkedInBlocks, OfAssociation, Base):
    """A member who asked this paguyuban not to be reminded any more."""

    __tablename__ = "no_reminders"
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))  # who was told
    at: Mapped[datetime] = mapped_column(UtcDateTime)

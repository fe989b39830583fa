"""What came of each visit of a round."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import MarkedInBlocks, OfAssociation
from association.database import Base, UtcDateTime


class Visit(MarkedInBlocks, OfAssociation, Base):
    """What came of asking a member for the contribution of a month: the round goes on where it
    stopped."""

    __tablename__ = "visit"
    __table_args__ = (sa.Index("ix_visit_round", "association_id", "month"),)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    month: Mapped[date] = mapped_column(
        primary_key=True
    )  # the month of the round, not of the contribution
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    outcome: Mapped[str] = mapped_column(sa.String(10))  # cash.outcomes.Outcome
    due_on: Mapped[date | None]  # of a promise: the day from which the member is asked again
    contribution_id: Mapped[int | None] = mapped_column(sa.ForeignKey("contribution.id"))
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

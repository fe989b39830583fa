"""What came of each visit of a round."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.elements import ColumnElement

from association.access.fence import Fenced
from association.access.reach import OneAssociation, Reach
from association.database import Base, UtcDateTime


class Visit(Fenced, Base):
    """What came of asking a member for the contribution of a month: the round goes on where it
    stopped."""

    __tablename__ = "visit"
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    month: Mapped[date] = mapped_column(
        primary_key=True
    )  # the month of the round, not of the contribution
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    outcome: Mapped[str] = mapped_column(sa.String(10))  # cash.outcomes.Outcome
    due_on: Mapped[date | None]  # of a promise: the day from which the member is asked again
    contribution_id: Mapped[int | None] = mapped_column(sa.ForeignKey("contribution.id"))
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the paguyuban's own."""
        return (
            cls.association_id == reach.association_id
            if isinstance(reach, OneAssociation)
            else sa.false()
        )

    def inside(self, reach: Reach) -> bool:
        """Only the paguyuban writes them."""
        return isinstance(reach, OneAssociation) and self.association_id == reach.association_id

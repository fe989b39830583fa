"""Pairs that somebody told apart."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import OfAssociation
from association.database import Base, UtcDateTime


class TwoPeople(OfAssociation, Base):
    """Two rows of a roster that are not the same person, as somebody who knows them said; `low_id`
    < `high_id`."""

    __tablename__ = "two_people"
    low_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    high_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

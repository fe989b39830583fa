"""Sealed stall rosters: the text and the PDF, sealed, and the hashes they are checked by."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from association.access.owners import OfAssociation, OpenToVisitors
from association.access.tables import columns
from association.database import Base, Id, UtcDateTime
from association.territory.models import Association, Market


class SealedRoster(OpenToVisitors, OfAssociation, Base):
    """A stall roster as it was on one day. Never changed; whoever holds a copy finds it by the code
    on the paper."""

    __tablename__ = "sealed_roster"
    __table_args__ = (sa.Index("ix_sealed_roster_list", "association_id", "id"),)
    public = columns("id code association_id market_id made_at rows text_hash pdf_hash")
    personal = columns("made_by text_sealed pdf_sealed")
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(16), unique=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    market_id: Mapped[int] = mapped_column(sa.ForeignKey("market.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    rows: Mapped[int]
    text_hash: Mapped[bytes] = mapped_column(
        sa.LargeBinary(32)
    )  # SHA-256 of rules.people.rolls.canonical
    pdf_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32))  # SHA-256 of the file
    text_sealed: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
    pdf_sealed: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)  # the file in base64
    association: Mapped[Association] = relationship(viewonly=True)
    market: Mapped[Market] = relationship(viewonly=True)

"""Serah terima: what one ketua hands over to the next, and both signatures."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import OfAssociation
from association.database import Base, Id, UtcDateTime


class Handover(OfAssociation, Base):
    """A serah terima. The text is frozen, and signed by the outgoing ketua, when the row is
    made."""

    __tablename__ = "handover"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    from_duty_id: Mapped[int] = mapped_column(sa.ForeignKey("duty.id"))
    to_duty_id: Mapped[int] = mapped_column(sa.ForeignKey("duty.id"))
    takes_effect: Mapped[date]  # the first day of the incoming ketua
    text_sealed: Mapped[bytes | None] = mapped_column(
        sa.LargeBinary
    )  # rules.house.handover.canonical
    text_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32))
    from_signed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    to_signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)

    @property
    def is_open(self) -> bool:
        """Tell whether it waits for the incoming ketua."""
        return self.to_signed_at is None and self.withdrawn_at is None

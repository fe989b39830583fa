"""The papers of a case, and photos of them."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import OfAssociation, SeenByMember
from association.database import Base, Id, UtcDateTime
from association.vault import vault


class ClaimPaper(SeenByMember, OfAssociation, Base):
    """A paper of a case: since when it is there, or who brings it."""

    __tablename__ = "claim_paper"
    claim_id: Mapped[int] = mapped_column(sa.ForeignKey("claim.id"), primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(20), primary_key=True)  # rules.law.claim_papers
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    got_on: Mapped[date | None]
    bringer_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    noted_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def bringer(self) -> str:
        """Open who brings it; "" when nobody was named."""
        sealed = self.bringer_sealed
        place = f"claim_paper|bringer|{self.claim_id} {self.code}"
        return vault.open(sealed, place) if sealed else ""


class ClaimPhoto(OfAssociation, Base):
    """A photo of a paper, sealed: made small and without its place before it came here."""

    __tablename__ = "claim_photo"
    __table_args__ = (sa.Index("ix_claim_photo_case", "claim_id", "code"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    claim_id: Mapped[int] = mapped_column(sa.ForeignKey("claim.id"))
    code: Mapped[str] = mapped_column(sa.String(20))
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    image_sealed: Mapped[bytes] = mapped_column(sa.LargeBinary)
    taken_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

"""The papers of a case, and photos of them."""

from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import OfAssociation, SeenByMember
from association.config import WIB
from association.database import Base, Id, UtcDateTime
from association.vault import vault

LONGEST = timedelta(days=180)  # a photo stays at most, after it was taken
AFTER_DECISION = timedelta(days=30)  # and no longer than this after its case was decided


def place(claim_id: int, code: str) -> str:
    """Give the place for which is sealed who brings a paper."""
    return f"claim_paper|bringer|{claim_id} {code}"


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
        return vault.open(sealed, place(self.claim_id, self.code)) if sealed else ""

    @bringer.setter
    def bringer(self, name: str) -> None:
        """Seal who brings it."""
        self.bringer_sealed = vault.seal(name, place(self.claim_id, self.code)) if name else None


class ClaimPhoto(OfAssociation, Base):
    """A photo of a paper, sealed: made small and without its place before it came here."""

    __tablename__ = "claim_photo"
    __table_args__ = (sa.Index("ix_claim_photo_case", "claim_id", "code"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    claim_id: Mapped[int] = mapped_column(sa.ForeignKey("claim.id"))
    code: Mapped[str] = mapped_column(sa.String(20))
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    image_sealed: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)  # JPEG in base64
    taken_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    @staticmethod
    def place(photo_id: int) -> str:
        """Name the place of the vault for an image."""
        return f"claim_photo|image|{photo_id}"

    def end_with(self, decided_on: date | None) -> None:
        """Set until when it stays, by the day on which its case was decided."""
        self.ends_at = self.taken_at + LONGEST
        if decided_on is not None:
            last = datetime.combine(decided_on + AFTER_DECISION + timedelta(1), time(), WIB)
            self.ends_at = min(self.ends_at, last)

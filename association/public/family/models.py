"""The links under which families see where their case stands."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.tables import open_table
from association.database import Base, UtcDateTime


@open_table("found by an unguessable token before anyone is known; only its hash, and ids")
class FamilyLink(Base):
    """The link to one case; a new one takes its place, and revoking deletes it."""

    __tablename__ = "family_link"
    token_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), primary_key=True)
    claim_id: Mapped[int] = mapped_column(sa.ForeignKey("claim.id"), unique=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    made_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

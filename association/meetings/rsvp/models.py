"""Who said they would come, and the secret addresses of calendars."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import CountedInCity, OfAssociation, OpenToVisitors, SeenInBlocks
from association.access.tables import columns
from association.database import Base, Id, UtcDateTime
from association.vault import vault


class Rsvp(CountedInCity, SeenInBlocks, OfAssociation, Base):
    """Somebody said they would come; taking it back deletes the row. It never counts as having
    come."""

    __tablename__ = "rsvp"
    __table_args__ = (sa.UniqueConstraint("event_id", "person_index"),)
    public = columns("id event_id association_id city_id")
    personal = columns("member_id person_index name phone_sealed said_at told_at")
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"))
    association_id: Mapped[int] = mapped_column(
        sa.ForeignKey("association.id"), index=True
    )  # whose guest it is
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    member_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), index=True)
    person_index: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16)
    )  # blind index of the member, or of the phone
    name: Mapped[str] = mapped_column(sa.String(60))  # as typed; empty when it came by card
    phone_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
    told_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime
    )  # when somebody last told them of a change

    @property
    def phone(self) -> str | None:
        """Open the phone number (+62812...)."""
        return vault.open(self.phone_sealed, f"rsvp|phone|{self.id}") if self.phone_sealed else None


class CalendarFeed(OpenToVisitors, OfAssociation, Base):
    """The secret address under which calendars fetch a paguyuban's events; a new one voids the
    old."""

    __tablename__ = "calendar_feed"
    public = columns("association_id city_id")
    personal = columns("token_index token_sealed made_at")
    association_id: Mapped[int] = mapped_column(
        sa.ForeignKey("association.id"), primary_key=True, autoincrement=False
    )
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    token_index: Mapped[bytes] = mapped_column(sa.LargeBinary(16), unique=True)
    token_sealed: Mapped[bytes] = mapped_column(sa.LargeBinary)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def token(self) -> str:
        """Open the token."""
        return vault.open(self.token_sealed, f"calendar_feed|token|{self.association_id}")

"""The code that hangs at an event's door."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import OfAssociation, OpenToVisitors
from association.access.tables import columns
from association.database import Base


class Venue(OpenToVisitors, OfAssociation, Base):
    """The code that hangs at an event's door: with it and the code of their card members check in
    alone."""

    __tablename__ = "event_venue"
    public = columns("event_id association_id")
    personal = columns("code")
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("awareness_event.id"), primary_key=True)
    association_id: Mapped[int] = mapped_column(
        sa.ForeignKey("association.id"), primary_key=True
    )  # who put it up
    code: Mapped[str] = mapped_column(sa.String(16), unique=True)

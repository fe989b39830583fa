"""Filters over the roster that a paguyuban keeps."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import OfAssociation
from association.access.tables import columns
from association.database import Base, Id, UtcDateTime

LONGEST_NAME = 40


class SavedFilter(OfAssociation, Base):
    """What a paguyuban asks its roster again and again; holds nobody's name or number."""

    __tablename__ = "saved_filter"
    __table_args__ = (sa.UniqueConstraint("association_id", "name"),)
    personal = columns("id association_id name fields made_at")
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    name: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    fields: Mapped[dict[str, str]] = mapped_column(sa.JSON)  # of its address (Wanted.address)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

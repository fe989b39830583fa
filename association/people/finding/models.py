"""Queries with digits in them, which may be a phone or a NIK: they stand in no address."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.tables import open_table
from association.database import Base, UtcDateTime


@open_table("sealed for the session that asked: nobody else's cookie opens a row")
class KeptQuery(Base):
    """What one session looked for, under the id that its address has instead."""

    __tablename__ = "kept_query"
    id: Mapped[bytes] = mapped_column(sa.LargeBinary(16), primary_key=True)
    text_sealed: Mapped[bytes] = mapped_column(sa.LargeBinary)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

"""Buckets of failed tries."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.tables import open_table
from association.database import Base, UtcDateTime


@open_table("asked before anyone is known; holds hashes and counts")
class Bucket(Base):
    """Failed tries of one kind from one source. `name` is hashed: it may stand for a phone number
    or an address."""

    __tablename__ = "throttle_bucket"
    name: Mapped[bytes] = mapped_column(sa.LargeBinary(16), primary_key=True)
    failures: Mapped[int]
    last_failure: Mapped[datetime] = mapped_column(UtcDateTime)
    free_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

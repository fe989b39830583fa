"""The audit log: one chained entry per change; triggers refuse UPDATE and DELETE."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.tables import open_table
from association.database import Base, Id, UtcDateTime


@open_table("append-only; row ids and field names, no values; read by office.trail")
class AuditEntry(Base):
    """Who did what to which row, when; `mac` chains it to the entry before."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        sa.Index("ix_audit_entry_association", "association_id", "id"),
        sa.Index("ix_audit_entry_account", "account_id", "id"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    account_id: Mapped[int | None] = mapped_column(Id)
    association_id: Mapped[int | None] = mapped_column(Id)
    city_id: Mapped[int | None] = mapped_column(Id)  # where an officer or an admin acted
    what: Mapped[str] = mapped_column(sa.String(40))
    subject: Mapped[str] = mapped_column(sa.String(60))
    details: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    mac: Mapped[bytes] = mapped_column(sa.LargeBinary(16))


_of_a_city = AuditEntry.city_id.is_not(None)
sa.Index(
    "ix_audit_entry_city",
    AuditEntry.city_id,
    AuditEntry.id,
    sqlite_where=_of_a_city,
    postgresql_where=_of_a_city,
)

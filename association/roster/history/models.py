"""Batches and the changes of members, with the values before and after, sealed."""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import NotedInBlocks, OfAssociation
from association.database import Base, Id, UtcDateTime
from association.vault import vault


class Batch(OfAssociation, Base):
    """Changes made together: an import, a merge, a bulk change, or the undoing of one of these."""

    __tablename__ = "batch"
    __table_args__ = (sa.Index("ix_batch_recent", "association_id", "id"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    kind: Mapped[str] = mapped_column(sa.String(12))  # history.kinds.BatchKind
    rows: Mapped[int] = mapped_column(default=0)  # members changed so far
    source: Mapped[str] = mapped_column(
        sa.String(60), default="", server_default=""
    )  # the file that it came from
    undoes_id: Mapped[int | None] = mapped_column(sa.ForeignKey("batch.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Change(NotedInBlocks, OfAssociation, Base):
    """One change of one member. `values_sealed` holds {field: [before, after]} as JSON (see
    members.state)."""

    __tablename__ = "change"
    __table_args__ = (
        sa.Index("ix_change_history", "member_id", "id"),
        sa.Index("ix_change_batch", "batch_id", "id"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    batch_id: Mapped[int | None] = mapped_column(sa.ForeignKey("batch.id"))
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    kind: Mapped[str] = mapped_column(sa.String(12))  # history.kinds.ChangeKind
    version: Mapped[
        int
    ]  # the member's, after the change: a later one means that somebody changed it since
    values_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def values(self) -> dict[str, tuple[Any, Any]]:
        """Open the values: {field: (before, after)}."""
        if self.values_sealed is None:
            return {}
        kept = json.loads(vault.open(self.values_sealed, f"change|values|{self.id}"))
        return {field: (before, after) for field, (before, after) in kept.items()}

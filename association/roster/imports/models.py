"""An upload, read once and kept sealed until it is saved or a day has passed."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import OfAssociation
from association.database import Base, Id, UtcDateTime


class Upload(OfAssociation, Base):
    """What was understood of a list. All but its counts is sealed: `head_sealed` columns and notes,
    its parts the rows, `sheets_sealed` the cells as they were read, so that a column can be taken
    for something else."""

    __tablename__ = "upload"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    head_sealed: Mapped[bytes] = mapped_column(sa.LargeBinary)
    sheets_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    total: Mapped[int] = mapped_column(default=0)  # rows
    checked: Mapped[int] = mapped_column(default=0)  # parts held against the roster so far
    counts: Mapped[dict[str, int]] = mapped_column(
        sa.JSON, default=dict
    )  # what becomes of the checked rows, by fate
    position: Mapped[int] = mapped_column(
        default=0
    )  # rows worked through so far: an interrupted save goes on here
    added: Mapped[int] = mapped_column(default=0)  # members that came of them
    updated: Mapped[int] = mapped_column(
        default=0, server_default="0"
    )  # members that got something of them
    unchanged: Mapped[int] = mapped_column(
        default=0, server_default="0"
    )  # rows that said what is known already
    passed_over: Mapped[list[int]] = mapped_column(
        sa.JSON, default=list, server_default="[]"
    )  # changes not wanted
    batch_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("batch.id")
    )  # what it changed, to be undone
    refused: Mapped[list[int]] = mapped_column(
        sa.JSON, default=list
    )  # the rows, by number, that were not saved
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    @property
    def offers(self) -> dict[str, object]:
        """Count what is saved at a tap: new members, and members that are changed (plans.Fate)."""
        return {"baru": self.counts.get("new", 0), "ubah": self.counts.get("changed", 0)}


class UploadPart(OfAssociation, Base):
    """Some hundred rows of an upload, and what was found when they were held against the roster."""

    __tablename__ = "upload_part"
    upload_id: Mapped[int] = mapped_column(sa.ForeignKey("upload.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)  # from 0
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    rows_sealed: Mapped[bytes] = mapped_column(sa.LargeBinary)
    found_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)

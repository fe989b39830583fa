"""An upload, read once and kept sealed until it is saved or a day has passed."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.elements import ColumnElement

from association.access.fence import Fenced
from association.access.reach import OneAssociation, Reach
from association.database import Base, Id, UtcDateTime


class Upload(Fenced, Base):
    """What was understood of a spreadsheet. `rows_sealed` holds NIKs and phones, so it is encrypted as a whole."""

    __tablename__ = "upload"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    rows_sealed: Mapped[bytes] = mapped_column(sa.LargeBinary)
    position: Mapped[int] = mapped_column(default=0)  # rows worked through so far: an interrupted save goes on here
    added: Mapped[int] = mapped_column(default=0)  # members that came of them
    updated: Mapped[int] = mapped_column(default=0, server_default="0")  # members that got something of them
    unchanged: Mapped[int] = mapped_column(default=0, server_default="0")  # rows that said what is known already
    passed_over: Mapped[list[int]] = mapped_column(sa.JSON, default=list, server_default="[]")  # changes not wanted
    batch_id: Mapped[int | None] = mapped_column(sa.ForeignKey("batch.id"))  # what it changed, to be undone
    refused: Mapped[list[int]] = mapped_column(sa.JSON, default=list)  # the rows, by number, that were not saved
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the paguyuban that uploaded it."""
        return cls.association_id == reach.association_id if isinstance(reach, OneAssociation) else sa.false()

    def inside(self, reach: Reach) -> bool:
        """Only the paguyuban writes its uploads."""
        return isinstance(reach, OneAssociation) and self.association_id == reach.association_id

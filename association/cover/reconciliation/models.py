"""A list that the branch or a payment channel gave, kept sealed while its differences are worked
through."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import OfAssociation
from association.database import Base, Id, UtcDateTime


class OfficialList(OfAssociation, Base):
    """The rows of one list, sealed; the piles are sorted anew from them and the roster each time
    they are looked at."""

    __tablename__ = "official_list"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    source: Mapped[str] = mapped_column(sa.String(60))  # the file's name without long numbers
    rows_sealed: Mapped[bytes] = mapped_column(sa.LargeBinary)  # what was understood
    sheets_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)  # the cells as read
    whole: Mapped[bool | None]  # does it name everybody? None until somebody has said so
    total: Mapped[int]  # people
    skipped: Mapped[int]  # lines that hold nobody
    handled: Mapped[dict[str, str]] = mapped_column(
        sa.JSON, default=dict
    )  # rows set aside, by key: why
    batch_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("batch.id")
    )  # what was accepted, to be undone
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

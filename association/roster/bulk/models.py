"""Members chosen for a bulk change, until it is confirmed or a day has passed."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import OfAssociation
from association.database import Base, Id, UtcDateTime


class Selection(OfAssociation, Base):
    """Members chosen by ticks or by a filter; ids only, so that no address ever carries them."""

    __tablename__ = "selection"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    member_ids: Mapped[list[int]] = mapped_column(sa.JSON)
    action: Mapped[str] = mapped_column(
        sa.String(8), default=""
    )  # what is to be done: rules.bulk.Action, or "move"
    values: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

"""A list of a city's paguyuban, read once and kept sealed until it is made or a day has passed."""

from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import WrittenInCity
from association.access.tables import columns
from association.database import Base, Id, UtcDateTime


class Made(NamedTuple):
    """A paguyuban that a list made, or completed: its id and version then, the duty and the account
    that came with it (None without), and of one that was there whether its contact was set."""

    id: int
    version: int
    duty: int | None
    account: int | None
    contact: bool | None = None  # None: the list made it


class Intake(WrittenInCity, Base):
    """What was understood of a list, and its cells, both sealed: the office's own list, with phone
    numbers of ketua. Once it is made they go, and what was made stays for as long as it can be
    taken back."""

    __tablename__ = "intake"
    public = columns("id city_id version ends_at made_at undone_at")
    office = columns("account_id source rows_sealed sheets_sealed total made created_at")
    personal = office
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"), index=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    source: Mapped[str] = mapped_column(sa.String(60))  # the file's name without long numbers
    rows_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)  # what was understood
    sheets_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)  # the cells as read
    total: Mapped[int]  # paguyuban in the list
    made: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)  # ids, to be taken back
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}

    @property
    def made_new(self) -> list[Made]:
        """Give the paguyuban that it made."""
        return [Made(*one) for one in self.made.get("paguyuban", ())]

    @property
    def completed(self) -> list[Made]:
        """Give the paguyuban that were there and got their ketua."""
        return [Made(*one) for one in self.made.get("completed", ())]

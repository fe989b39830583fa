"""Drafts: what somebody typed into a long form and has not saved yet, sealed, for a day."""

import json
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from association.database import Base, UtcDateTime
from association.rules.house.ends import end_of
from association.vault import vault


class Draft(Base):
    """What an account typed into one form. Who looks for it knows the account, where it works, and
    the form's address: only a keyed digest of the three is kept."""

    __tablename__ = "draft"
    draft_index: Mapped[bytes] = mapped_column(sa.LargeBinary(16), primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    typed_sealed: Mapped[bytes] = mapped_column(sa.LargeBinary)  # the fields, as JSON
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of a draft in the order of the form, and since when they stand there."""

    fields: tuple[tuple[str, str], ...]
    at: datetime


def index_of(account_id: int | None, place: str, address: str) -> bytes:
    """Make the 16 bytes by which the draft of a form is found; empty for nobody."""
    if account_id is None:
        return b""
    return vault.index(f"{account_id}|{place}|{address}", "draft")


def place(index: bytes) -> str:
    """Give the place of the vault for a draft."""
    return f"draft|typed|{index.hex()}"


def find(session: Session, index: bytes, *, now: datetime) -> Typed | None:
    """Find what was typed into a form within the last day."""
    found = session.get(Draft, index) if index else None
    if found is None or end_of(Draft.__tablename__).is_over(found.saved_at, now=now):
        return None
    fields = json.loads(vault.open(found.typed_sealed, place(index)))
    return Typed(tuple((name, value) for name, value in fields), found.saved_at)


def forget(session: Session, index: bytes) -> None:
    """Delete the draft of a form that was saved, or that nobody wants."""
    session.execute(sa.delete(Draft).where(Draft.draft_index == index))


def forget_all(session: Session, account_id: sa.ScalarSelect[int] | int) -> None:
    """Delete every draft of an account: it signs out, is shut out or closed."""
    session.execute(sa.delete(Draft).where(Draft.account_id == account_id))

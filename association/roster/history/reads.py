"""What changes held before, and which batch undoes another."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.roster.history.kinds import WITHOUT_VALUES
from association.roster.history.models import Batch, Change


def values_before(
    session: Session, member_id: int, *, version: int | None = None, change_id: int | None = None
) -> dict[str, Any]:
    """Give the fields of a member changed after a version, or after a change, each with the value
    it had then."""
    later = Change.version > version if change_id is None else Change.id > change_id
    statement = (
        sa.select(Change)
        .where(Change.member_id == member_id, later, Change.kind.not_in(WITHOUT_VALUES))
        .order_by(Change.id.desc())
    )
    found: dict[str, Any] = {}
    for change in session.scalars(statement):
        found |= {field: before for field, (before, _after) in change.values.items()}
    return found


def undoing_of(session: Session, batch_id: int) -> int | None:
    """Give the batch that undoes this one, if any."""
    return session.scalar(sa.select(Batch.id).where(Batch.undoes_id == batch_id))

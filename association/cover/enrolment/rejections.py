"""Select why members' papers came back."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.cover.enrolment.models import RegistrationLine


def last_rejection(session: Session, member_id: int) -> RegistrationLine | None:
    """Give the line of a member's latest batch when it was rejected, None otherwise."""
    statement = sa.select(RegistrationLine).where(RegistrationLine.member_id == member_id)
    found = session.scalar(statement.order_by(RegistrationLine.id.desc()).limit(1))
    return found if found is not None and found.rejected_on is not None else None


def rejections(session: Session, member_ids: Iterable[int]) -> dict[int, str]:
    """Give why these members' latest papers came back, of those whose did."""
    ids = list(member_ids)
    latest = sa.select(sa.func.max(RegistrationLine.id)).where(RegistrationLine.member_id.in_(ids))
    statement = sa.select(RegistrationLine.member_id, RegistrationLine.reason).where(
        RegistrationLine.id.in_(latest.group_by(RegistrationLine.member_id)),
        RegistrationLine.rejected_on.is_not(None),
    )
    return {row.member_id: row.reason for row in session.execute(statement)}

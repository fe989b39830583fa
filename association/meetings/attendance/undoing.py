"""Put the marks of a batch back, each unless something was said about that person since."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.meetings.attendance.marks import last_said, markable
from association.meetings.attendance.models import BatchMark
from association.meetings.attendance.putting import put_all
from association.roster.bulk.ways import NotUndone
from association.roster.members.models import Member
from association.rules.house.bulk import Hindrance
from association.rules.house.marking import Said


def _marks_in(session: Session, batch_id: int, member_ids: list[int]) -> list[BatchMark]:
    """List what a batch marked about these members; nothing for a batch of anything else."""
    ours = sa.select(BatchMark).where(
        BatchMark.batch_id == batch_id, BatchMark.member_id.in_(member_ids)
    )
    return list(session.scalars(ours.order_by(BatchMark.member_id)))


def marked_in(batch_id: int) -> sa.Select[int]:
    """Ask for the ids of the members whom a batch marked."""
    return sa.select(BatchMark.member_id).where(BatchMark.batch_id == batch_id).distinct()


def put_back(
    session: Session, undone_id: int, rows: list[Member], by: By, batch_id: int
) -> list[NotUndone]:
    """Put the marks of an earlier batch back, as part of another one; who was marked again since is
    left."""
    kept = []
    for one in _marks_in(session, undone_id, [member.id for member in rows]):
        markable(session, one.event_id, lock=True)
        if last_said(session, one.event_id, one.member_id) != Said(one.made_at, one.present):
            kept.append(NotUndone(one.member_id, Hindrance.CHANGED, ("attendance",)))
        else:
            put_all(
                session,
                one.event_id,
                [one.member_id],
                by,
                present=not one.present,
                batch_id=batch_id,
            )
    return kept

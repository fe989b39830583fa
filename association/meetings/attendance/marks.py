"""Marks of who came: whoever was merged into another row came as that one."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.meetings.attendance.models import Attendance
from association.roster.members.models import Member

PERSON = sa.func.coalesce(Member.merged_into_id, Member.id)


def came_of(session: Session, event_id: int, member_ids: list[int]) -> set[int]:
    """Tell who of these members came to an event."""
    same_person = sa.or_(Member.id.in_(member_ids), Member.merged_into_id.in_(member_ids))
    came = sa.select(PERSON).join(Attendance, Attendance.member_id == Member.id)
    return set(session.scalars(came.where(Attendance.event_id == event_id, same_person)))


def marks(session: Session, event_id: int, member_id: int) -> list[Attendance]:
    """List the marks of one person at an event: more than one when two rows of theirs were
    merged."""
    rows = sa.select(Member.id).where(
        sa.or_(Member.id == member_id, Member.merged_into_id == member_id)
    )
    marked = sa.select(Attendance).where(
        Attendance.event_id == event_id, Attendance.member_id.in_(rows)
    )
    return list(session.scalars(marked))

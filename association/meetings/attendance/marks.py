"""Marks of who came: whoever was merged into another row came as that one."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.meetings.attendance.models import Attendance, TakenBack
from association.meetings.events.models import AwarenessEvent
from association.roster.members.models import Member
from association.rules.house.marking import Said

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


def markable(session: Session, event_id: int, *, lock: bool = False) -> AwarenessEvent:
    """Get an event whose attendance the actor's paguyuban may mark; NoResultFound for any other.

    With `lock` whoever marks the same event waits for this transaction.
    """
    return session.get_one(AwarenessEvent, event_id, with_for_update=lock)


def last_said(session: Session, event_id: int, member_id: int) -> Said | None:
    """Give what stands about one person at one event, if anything was ever said."""
    rows = sa.select(Member.id).where(
        sa.or_(Member.id == member_id, Member.merged_into_id == member_id)
    )
    back = sa.select(TakenBack.made_at).where(
        TakenBack.event_id == event_id, TakenBack.member_id.in_(rows)
    )
    said = [Said(one.marked_at, True) for one in marks(session, event_id, member_id)]
    return max([*said, *(Said(moment, False) for moment in session.scalars(back))], default=None)


@dataclass(frozen=True, slots=True)
class Attendee:
    """One line of the attendance list: a member, and whether they came."""

    id: int
    name: str
    stall: str
    present: bool

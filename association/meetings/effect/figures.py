"""Select what the report of one event says: numbers, and by name who came."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.meetings.attendance.models import Headcount, WalkIn
from association.meetings.effect.days import came, day_of, joined_that_day
from association.meetings.events.models import AwarenessEvent
from association.roster.members.models import Member
from association.roster.members.statuses import stall_labels


def joined_there(session: Session, event: AwarenessEvent) -> int:
    """Count who came and joined on the day of the event, within the reach; numbers only."""
    there = sa.and_(Member.id.in_(came([event.id])), joined_that_day(day_of(event)))
    return session.scalar(sa.select(sa.func.count(Member.id)).where(there)) or 0


def walked_in(session: Session, event_id: int) -> int:
    """Count who stood on no list when they came, within the reach."""
    return (
        session.scalar(
            sa.select(sa.func.count()).select_from(WalkIn).where(WalkIn.event_id == event_id)
        )
        or 0
    )


def heads(session: Session, event_id: int) -> int:
    """Sum what was counted without names, within the reach."""
    return (
        session.scalar(
            sa.select(sa.func.sum(Headcount.people)).where(Headcount.event_id == event_id)
        )
        or 0
    )


def attendants(session: Session, event: AwarenessEvent) -> list[tuple[str, str]]:
    """List by name who came, each with their stalls, for the paguyuban's file."""
    people = sa.select(Member.id, Member.name).where(Member.id.in_(came([event.id])))
    found = session.execute(people.order_by(Member.sort_name, Member.id)).all()
    stalls = stall_labels(session, [row.id for row in found])
    return [(row.name, stalls.get(row.id, "")) for row in found]

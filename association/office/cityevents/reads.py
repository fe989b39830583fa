"""Select a city's events with their numbers, never people."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from association.meetings.attendance.marks import PERSON
from association.meetings.attendance.models import Attendance
from association.meetings.attendance.reads import attendances
from association.meetings.events import reads as events
from association.meetings.events.models import AwarenessEvent
from association.meetings.rsvp.counting import comings
from association.meetings.rsvp.models import Rsvp
from association.paging import Page, behind, cut, one_more
from association.roster.members.models import Member


@dataclass(frozen=True, slots=True)
class Line:
    """One event: how many said they come, and how many came."""

    event: AwarenessEvent
    coming: int
    attendance: int


@dataclass(frozen=True, slots=True)
class Part:
    """What one paguyuban has in an event: how many of it said they come, and how many came."""

    name: str
    coming: int
    attendance: int


def listed(session: Session, *, city_id: int, after: int | None) -> Page[Line]:
    """Select one page of the city's events, the latest first, from behind the event `after` (a row
    id)."""
    order = (AwarenessEvent.starts_at, AwarenessEvent.id)
    latest = (
        sa.select(AwarenessEvent)
        .where(AwarenessEvent.city_id == city_id)
        .options(selectinload(AwarenessEvent.association), selectinload(AwarenessEvent.city))
        .order_by(*(column.desc() for column in order))
    )
    latest = behind(session, latest, *order, after=after, backwards=True)
    found = cut(session.scalars(one_more(latest)), lambda event: event.id)
    ids = [event.id for event in found.rows]
    said, came = comings(session, ids), attendances(session, ids)
    return found.showing(
        [Line(event, said.get(event.id, 0), came.get(event.id, 0)) for event in found.rows]
    )


def parts(session: Session, event: AwarenessEvent) -> list[Part]:
    """Count per paguyuban who said they come and who came."""
    said = sa.select(Rsvp.association_id, sa.func.count(Rsvp.id)).where(Rsvp.event_id == event.id)
    saying = {row[0]: row[1] for row in session.execute(said.group_by(Rsvp.association_id))}
    came = sa.select(Attendance.association_id, sa.func.count(PERSON.distinct())).join(
        Member, Member.id == Attendance.member_id
    )
    marked = came.where(Attendance.event_id == event.id).group_by(Attendance.association_id)
    present = {row[0]: row[1] for row in session.execute(marked)}
    return [
        Part(one.name, saying.get(one.id, 0), present.get(one.id, 0))
        for one in events.guests(session, event)
    ]

"""Select a city's events with their numbers, never people."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from association.meetings.events import reads as events
from association.meetings.events.models import Attendance, AwarenessEvent
from association.meetings.events.reads import PERSON
from association.meetings.rsvp import reads as invitations
from association.meetings.rsvp.models import Rsvp
from association.roster.members.models import Member

ROWS = 25


@dataclass(frozen=True, slots=True)
class Line:
    """One event: how many said they come, and how many came."""

    event: AwarenessEvent
    coming: int
    attendance: int


@dataclass(frozen=True, slots=True)
class LinePage:
    """Up to 25 events, the latest first, and the id after which earlier ones come, if there are
    more."""

    lines: list[Line]
    after: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """What one paguyuban has in an event: how many of it said they come, and how many came."""

    name: str
    coming: int
    attendance: int


def listed(session: Session, *, city_id: int, after: int | None) -> LinePage:
    """Select one page of the city's events, from behind the event `after` (a row id)."""
    place = sa.tuple_(AwarenessEvent.starts_at, AwarenessEvent.id)
    statement = sa.select(AwarenessEvent).where(AwarenessEvent.city_id == city_id)
    cursor = session.get(AwarenessEvent, after) if after is not None else None
    if cursor is not None:
        statement = statement.where(place < sa.tuple_(cursor.starts_at, cursor.id))
    with_names = selectinload(AwarenessEvent.association), selectinload(AwarenessEvent.city)
    latest = statement.order_by(AwarenessEvent.starts_at.desc(), AwarenessEvent.id.desc()).limit(
        ROWS + 1
    )
    found = list(session.scalars(latest.options(*with_names)))
    ids = [event.id for event in found[:ROWS]]
    said, came = invitations.comings(session, ids), events.attendances(session, ids)
    lines = [Line(event, said.get(event.id, 0), came.get(event.id, 0)) for event in found[:ROWS]]
    return LinePage(lines, ids[-1] if len(found) > ROWS else None)


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

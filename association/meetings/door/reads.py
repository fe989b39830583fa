"""Select the door of an event: its code, and what hangs there."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from association.access.fence import set_reach
from association.access.reach import Visitor
from association.meetings.door.models import Venue
from association.meetings.events import reads as events
from association.meetings.events.models import AwarenessEvent, State
from association.rules.house.marking import is_under_way


@dataclass(frozen=True, slots=True)
class Door:
    """What who stands at the door may know: the event, whose members it is for, and whether people
    are let in now."""

    event: AwarenessEvent
    guests: list[int]
    is_open: bool


def door(session: Session, code: str, *, now: datetime) -> Door:
    """Find an event by the code at its door, and confine the session to what visitors see;
    NoResultFound for any other."""
    set_reach(session, Visitor())
    typed = code.lower().translate(events.LOOKALIKES) if code.isascii() and code.isalnum() else ""
    event_id = session.scalars(select(Venue.event_id).where(Venue.code == typed)).one()
    event = session.get_one(AwarenessEvent, event_id)
    guests = [one.id for one in events.guests(session, event)]
    return Door(
        event, guests, event.state != State.CANCELLED and is_under_way(event.starts_at, now=now)
    )


def code_of(session: Session, event: AwarenessEvent) -> str | None:
    """Give the code that the actor's paguyuban hangs at an event's door; None before it made
    one."""
    venue = session.get(Venue, (event.id, events.roster_at(session, event)))
    return venue.code if venue else None

"""Select what the public may know of an event."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from association.access.fence import set_reach
from association.access.reach import OneCity, Visitor
from association.meetings.events import reads as events
from association.meetings.events.models import AwarenessEvent, State
from association.meetings.events.reads import LASTS
from association.meetings.rsvp.counting import coming
from association.territory.models import Association


@dataclass(frozen=True, slots=True)
class Notice:
    """What the public may know: the event, the paguyuban it is for, how many said they come; no
    people."""

    event: AwarenessEvent
    guests: list[Association]
    coming: int
    is_over: bool

    @property
    def is_open(self) -> bool:
        """Tell whether one can still say that one comes."""
        return not self.is_over and self.event.state != State.CANCELLED

    @property
    def left(self) -> int | None:
        """Give how many places are left; None without a limit."""
        return None if self.event.capacity is None else max(0, self.event.capacity - self.coming)


def notice_of(session: Session, code: str, *, now: datetime) -> Notice:
    """Read an event's public page. The session may count the city's people from here on, and read
    none of them."""
    set_reach(session, Visitor())
    found = events.invited(session, code)
    event_id, city_id = found.id, found.city_id
    set_reach(session, OneCity(city_id))
    event = session.get_one(AwarenessEvent, event_id)
    return Notice(
        event,
        events.guests(session, event),
        coming(session, event_id),
        event.starts_at < now - LASTS,
    )

"""What the report of one event says, on paper."""

from typing import Any

from association.database import db
from association.meetings.attendance.reads import attendance
from association.meetings.effect import figures
from association.meetings.effect.achieved import told
from association.meetings.events.facts import facts
from association.meetings.events.models import AwarenessEvent
from association.meetings.rsvp.counting import coming
from association.web.gate import settings


def reported(event: AwarenessEvent) -> dict[str, Any]:
    """Gather what the report of an event shows, without names."""
    session = db.session()
    return {
        "count": attendance(session, event.id),
        "coming": coming(session, event.id),
        "heads": figures.heads(session, event.id),
        "walked_in": figures.walked_in(session, event.id),
        "joined": figures.joined_there(session, event),
        "told": told(event),
        "today": settings().today(),
        **facts(event),
    }

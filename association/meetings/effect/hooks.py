"""What this room hands to the event's page, and to a leader's first page."""

from typing import Any

from association.database import db
from association.meetings.attendance.reads import attendance
from association.meetings.effect.following import to_remind
from association.meetings.events.models import AwarenessEvent
from association.meetings.events.sections import EVENT_PAGE
from association.people.accounts.reads import Actor
from association.people.signin.sections import LEADERS_PAGE
from association.web.gate import settings


@EVENT_PAGE.hand_in("came", "meetings/effect/part.html")
def effect_part(event: AwarenessEvent) -> dict[str, Any]:
    """Gather whether the event's page leads to what it achieved."""
    begun = event.starts_at <= settings().now()
    return {"event": event, "is_told": begun and attendance(db.session(), event.id) > 0}


@LEADERS_PAGE.hand_in("later", "meetings/effect/to_remind.html")
def to_remind_part(who: Actor) -> dict[str, Any]:
    """Gather after which event somebody is still to be reminded, and how many."""
    today = settings().today()
    found = to_remind(db.session(), association_id=who.association_id, today=today)
    return {"to_remind": found}

"""What this room hands to the event's page."""

from typing import Any

from association.database import db
from association.meetings.attendance.reads import attendance
from association.meetings.events.models import AwarenessEvent
from association.meetings.events.sections import EVENT_PAGE
from association.web.gate import settings


@EVENT_PAGE.hand_in("came", "meetings/effect/part.html")
def effect_part(event: AwarenessEvent) -> dict[str, Any]:
    """Gather whether the event's page leads to what it achieved."""
    begun = event.starts_at <= settings().now()
    return {"event": event, "is_told": begun and attendance(db.session(), event.id) > 0}

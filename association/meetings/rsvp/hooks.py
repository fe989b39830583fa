"""What this room hands to the event's page: who is to hear of a change, and who said they come."""

from typing import Any

from association.database import db
from association.meetings.events.models import AwarenessEvent
from association.meetings.events.reads import LASTS
from association.meetings.events.sections import EVENT_PAGE
from association.meetings.rsvp import reads
from association.meetings.rsvp.counting import coming
from association.meetings.rsvp.invitation import invitation_of
from association.web.csrf import masked_token
from association.web.gate import settings
from association.web.page import asked_id


@EVENT_PAGE.hand_in("news", "meetings/rsvp/untold.html")
def news_part(event: AwarenessEvent) -> dict[str, Any]:
    """Gather how many are still to hear of the last change."""
    over = event.starts_at < settings().now() - LASTS
    return {"event": event, "untold": 0 if over else reads.untold(db.session(), event)}


@EVENT_PAGE.hand_in("coming", "meetings/rsvp/coming.html", blocks=("guest_rows",))
def guests_part(event: AwarenessEvent) -> dict[str, Any]:
    """Gather who said they come, and the invitation."""
    session = db.session()
    return {
        **invitation_of(event),
        "begun": event.starts_at <= settings().now(),
        "coming": coming(session, event.id),
        "came": reads.came(session, event.id),
        "found": reads.guests(session, event, after=asked_id("after")),
        "token": masked_token(),
    }

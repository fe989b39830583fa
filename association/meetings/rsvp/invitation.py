"""What pages of an event show of its invitation, and of who said they come."""

from typing import Any
from urllib.parse import quote

from association.database import db
from association.meetings.events.facts import facts
from association.meetings.events.models import AwarenessEvent
from association.meetings.events.reads import LASTS
from association.meetings.events.sections import EVENT_PAGE
from association.meetings.rsvp import reads, wording
from association.web.csrf import masked_token
from association.web.gate import settings
from association.web.page import asked_id


def invitation_of(event: AwarenessEvent) -> dict[str, Any]:
    """Gather what an event is, and its invitation to share."""
    text = wording.invitation(event)
    return {
        **facts(event),
        "text": text,
        "share": f"https://wa.me/?text={quote(text, safe='')}",
    }


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
        "coming": reads.coming(session, event.id),
        "came": reads.came(session, event.id),
        "found": reads.guests(session, event, after=asked_id("after")),
        "token": masked_token(),
    }

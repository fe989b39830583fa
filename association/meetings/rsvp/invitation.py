"""What pages of an event show of its invitation."""

from typing import Any

from association.meetings.events.facts import facts
from association.meetings.events.models import AwarenessEvent
from association.meetings.rsvp import wording


def invitation_of(event: AwarenessEvent) -> dict[str, Any]:
    """Gather what an event is, and its invitation to share."""
    return {**facts(event), "text": wording.invitation(event)}

"""What every page of an event says of it."""

from typing import Any

from association.meetings.events import wording
from association.meetings.events.models import AwarenessEvent, Kind, State


def facts(event: AwarenessEvent) -> dict[str, Any]:
    """Gather what an event is, who holds it, and what changed; facts.html shows the most of it."""
    return {
        "event": event,
        "markets": [market.name for market in event.markets],
        "kind": wording.KINDS[Kind(event.kind)],
        "host": wording.host_name(event),
        "change": wording.change(event),
        "off": event.state == State.CANCELLED,
    }

"""Where rooms above put something on an event's page: what is new, who came, who said they come."""

from association.meetings.events.models import AwarenessEvent
from association.web.sections import Sections

EVENT_PAGE: Sections[AwarenessEvent] = Sections("news", "came", "coming")

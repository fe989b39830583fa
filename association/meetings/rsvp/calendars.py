"""Events as files that calendars keep."""

from flask import Response

from association.meetings.events.models import AwarenessEvent, State
from association.meetings.events.reads import LASTS
from association.meetings.events.wording import address, change, facts, host_name
from association.rules.house.icalendar import Entry, calendar
from association.web.gate import settings


def entry(event: AwarenessEvent) -> Entry:
    """Write an event as a calendar keeps it."""
    about = [change(event), host_name(event), *facts(event)[3:], event.note]
    return Entry(
        uid=f"{event.code}@guyub",  # the same also when the site has moved
        starts_at=event.starts_at,
        lasts=LASTS,
        title=event.title,
        place=event.place,
        about="\n".join(filter(None, about)),
        address=address(event),
        sequence=event.version - 1,
        cancelled=event.state == State.CANCELLED,
    )


def calendar_of(event: AwarenessEvent) -> bytes:
    """Write the calendar file of one event."""
    return calendar(event.title, [entry(event)], made_at=settings().now())


def as_ics(body: bytes) -> Response:
    """Answer with a calendar file."""
    return Response(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="kegiatan.ics"'},
    )

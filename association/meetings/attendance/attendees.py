"""Select the roster, a page at a time, with who came to an event."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from association.meetings.attendance.marks import Attendee, came_of
from association.meetings.events.models import AwarenessEvent
from association.meetings.events.reads import roster_at
from association.paging import Page
from association.roster.members import roster
from association.roster.members.wanted import Wanted


def attendees(
    session: Session, event: AwarenessEvent, *, today: date, wanted: Wanted, after: int | None
) -> Page[Attendee]:
    """Select one page of the roster by name, with who came to the event."""
    found = roster.search(
        session,
        association_id=roster_at(session, event),
        today=today,
        wanted=replace(wanted, alive=True),
        after=after,
    )
    rows = [*found.rows, *found.alike]
    came = came_of(session, event.id, [row.id for row in rows])
    return found.showing([Attendee(row.id, row.name, row.stall, row.id in came) for row in rows])

"""What the list of who came shows: its rows, the walk-in's line, heads without a name."""

from typing import Any

from association.database import db
from association.meetings.attendance import reads
from association.meetings.attendance.attendees import attendees
from association.meetings.attendance.forms import HeadsForm, MarkForm, WalkInForm
from association.meetings.attendance.marking import marking
from association.meetings.attendance.marks import markable
from association.meetings.events.models import AwarenessEvent
from association.web.gate import settings
from association.web.page import asked_id, asked_text


def heads(event: AwarenessEvent) -> dict[str, Any]:
    """Gather what is shown of how many came without a name."""
    counted = reads.headcount(db.session(), event)
    return {"event": event, "heads": counted, "heads_form": HeadsForm(heads=str(counted or ""))}


def listed(event_id: int, form: WalkInForm) -> dict[str, Any]:
    """Gather what the list's page shows."""
    event, today = markable(db.session(), event_id), settings().today()
    query, after = asked_text("q"), asked_id("after")
    return {
        "found": attendees(db.session(), event, today=today, query=query, after=after),
        "members": reads.invitable(db.session(), event, today=today),
        "query": query,
        "after": after or "",
        **walking(form),
        **heads(event),
        **marking(event, MarkForm()),
    }


def walking(form: WalkInForm) -> dict[str, Any]:
    """Give what the line of a walk-in shows."""
    return {"form": form, "people": [], "problem": "", "said": ""}

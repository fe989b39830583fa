"""What the list of who came shows: its rows, the walk-in's line, heads without a name."""

from typing import Any

from association.database import db
from association.meetings.attendance import reads
from association.meetings.attendance.attendees import attendees
from association.meetings.attendance.forms import HeadsForm, MarkForm, WalkInForm
from association.meetings.attendance.marking import marking
from association.meetings.attendance.marks import markable
from association.meetings.events.models import AwarenessEvent
from association.people.finding.forms import asked_query
from association.roster.members.wanted import Wanted
from association.web.gate import settings
from association.web.page import asked_id


def heads(event: AwarenessEvent) -> dict[str, Any]:
    """Gather what is shown of how many came without a name."""
    counted = reads.headcount(db.session(), event)
    return {"event": event, "heads": counted, "heads_form": HeadsForm(heads=str(counted or ""))}


def listed(event_id: int, form: WalkInForm) -> dict[str, Any]:
    """Gather what the list's page shows."""
    event, today = markable(db.session(), event_id), settings().today()
    query, after = asked_query(), asked_id("after")
    wanted = Wanted(query=query.text)
    return {
        "found": attendees(db.session(), event, today=today, wanted=wanted, after=after),
        "members": reads.invitable(db.session(), event, today=today),
        "query": query.text,
        "asked": query.address,
        "after": after or "",
        **walking(form),
        **heads(event),
        **marking(event, MarkForm()),
    }


def walking(form: WalkInForm) -> dict[str, Any]:
    """Give what the line of a walk-in shows."""
    return {"form": form, "people": [], "problem": "", "said": ""}

"""What the list of who came shows: its rows, the walk-in's line, heads without a name."""

from typing import Any

from association.database import db
from association.meetings.attendance import reads
from association.meetings.attendance.attendees import attendees
from association.meetings.attendance.forms import HeadsForm, MarkForm, WalkInForm
from association.meetings.attendance.marking import kept_seconds, marking
from association.meetings.attendance.marks import markable
from association.meetings.events.models import AwarenessEvent
from association.roster.members import roster
from association.roster.members.wanted import Wanted
from association.web.gate import settings
from association.web.page import asked_id


def heads(event: AwarenessEvent, marks: dict[str, Any] | None = None) -> dict[str, Any]:
    """Gather what is shown of how many came without a name; with the token and the key of the
    page's `marks`, as each costs its bytes."""
    marks = marks or marking(event, MarkForm())
    counted = reads.headcount(db.session(), event)
    form = HeadsForm(heads=str(counted or ""), key=f"{marks['key']}-heads")
    return {"event": event, "heads": counted, "heads_form": form, "token": marks["token"]}


def listed(event_id: int, form: WalkInForm, wanted: Wanted = roster.EVERYBODY) -> dict[str, Any]:
    """Gather what the list's page shows, of everybody or of whom a search finds."""
    event, today = markable(db.session(), event_id), settings().today()
    after = asked_id("after")
    marks = marking(event, MarkForm())
    members, stands = reads.roster_stands(db.session(), event, today=today)
    return {
        "found": attendees(db.session(), event, today=today, wanted=wanted, after=after),
        "members": members,
        "roster": stands,
        "keep": kept_seconds(event),
        "query": wanted.query,
        "asked": wanted.asked,
        "after": after or "",
        **walking(form),
        **marks,
        **heads(event, marks),
    }


def walking(form: WalkInForm) -> dict[str, Any]:
    """Give what the line of a walk-in shows."""
    return {"form": form, "people": [], "problem": "", "said": ""}

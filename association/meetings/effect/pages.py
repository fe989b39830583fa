"""Screens of what all events achieved together, and the report of one."""

from association.database import db
from association.meetings.effect import figures
from association.meetings.effect.achieved import Line, achieved, compared, told_of
from association.meetings.effect.days import day_of
from association.meetings.effect.held import held
from association.meetings.effect.paper import reported
from association.meetings.events import reads as events
from association.rules.house.permissions import May
from association.web.gate import Pages
from association.web.page import Answer, page

pages = Pages("effect")
LATEST = 25


@pages.get("/kegiatan/hasil", may=May.SEE_EVENTS)
def total() -> Answer:
    """Show what all events of the paguyuban achieved together, and the latest one by one."""
    every = held(db.session())
    counted = achieved(every)
    (whole,) = compared(every, counted, lambda _one: [""]) or [Line("")]
    each = [(one, told_of(one, counted)) for one in every[:LATEST]]
    return page("meetings/effect/total.html", whole=whole, each=each, day_of=day_of)


@pages.get("/kegiatan/<id:event_id>/laporan", may=May.SEE_ROSTER)
def report(event_id: int) -> Answer:
    """Show the report of an event to print, with who came, for the paguyuban's file."""
    event = events.one(db.session(), event_id)
    people = figures.attendants(db.session(), event)
    return page(
        "meetings/effect/report.html",
        people=people,
        parts_of=[],
        base="/kegiatan",
        office=False,
        **reported(event),
    )

"""The report of an event on one page, with who came, for the paguyuban's file."""

from association.database import db
from association.meetings.effect import report_paper
from association.meetings.effect.figures import attendants
from association.meetings.effect.paper import reported
from association.meetings.events import reads as events
from association.rules.house.permissions import May
from association.web.gate import Pages, actor
from association.web.lettering import cannot_print
from association.web.page import Answer, page
from association.web.paper import attached

pages = Pages("report")


@pages.get("/kegiatan/<id:event_id>/laporan", may=May.SEE_WHOLE, paper=True)
def report(event_id: int) -> Answer:
    """Show the report of an event to print, with who came, for the paguyuban's file."""
    event = events.one(db.session(), event_id)
    people = attendants(db.session(), event)
    return page(
        "meetings/effect/report.html",
        people=people,
        parts_of=[],
        base="/kegiatan",
        office=False,
        cannot=cannot_print([event.title, event.place, *(one for both in people for one in both)]),
        **reported(event),
    )


@pages.get("/kegiatan/<id:event_id>/laporan.pdf", may=May.SEE_WHOLE)
def printed(event_id: int) -> Answer:
    """Give the same report as a PDF."""
    event = events.one(db.session(), event_id)
    people = attendants(db.session(), event)
    made = report_paper.draw(reported(event), place=actor().place, people=people)
    return attached(made, "laporan-kegiatan.pdf")

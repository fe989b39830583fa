"""The report of an event of the city on one page, without names."""

from association.database import db
from association.meetings.effect import report_paper
from association.meetings.effect.paper import reported
from association.meetings.events import reads as events
from association.office.cityevents import reads
from association.rules.house.permissions import May
from association.web.gate import Pages, actor
from association.web.lettering import cannot_print
from association.web.page import Answer, page
from association.web.paper import attached

pages = Pages("cityreport")


@pages.get("/pemantauan/kegiatan/<id:event_id>/laporan", may=May.OVERSEE_CITY, paper=True)
def city_report(event_id: int) -> Answer:
    """Show the report of an event to print, without names, for the office."""
    event = events.one(db.session(), event_id)
    parts = reads.parts(db.session(), event)
    own = reported(event)
    return page(
        "meetings/effect/report.html",
        people=None,
        parts_of=parts,
        base="/pemantauan/kegiatan",
        office=True,
        cannot=cannot_print([event.title, event.place]),
        **own,
    )


@pages.get("/pemantauan/kegiatan/<id:event_id>/laporan.pdf", may=May.OVERSEE_CITY)
def printed(event_id: int) -> Answer:
    """Give the same report as a PDF."""
    event = events.one(db.session(), event_id)
    parts = reads.parts(db.session(), event)
    made = report_paper.draw(reported(event), place=actor().place, parts=parts)
    return attached(made, "laporan-kegiatan.pdf")

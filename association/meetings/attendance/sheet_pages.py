"""Screens of numbered sheets: to print and sign."""

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.meetings.attendance import numbering, sheets
from association.meetings.events import reads as events
from association.roster.exports import reads as exports
from association.roster.exports.forms import asked_filter
from association.rules.house.permissions import May
from association.web.gate import Pages, by, settings
from association.web.page import Answer, moved, page

pages = Pages("sheets")
SHEET = "meetings/attendance/sheet.html"


@pages.get("/anggota/lembar", may=May.SEE_ROSTER, paper=True)
def plain_sheet() -> Answer:
    """Show a numbered sheet of what the roster's filter shows, to print and sign; its numbers hold
    for this print only."""
    rows = [row for some in exports.pages(db.session(), asked_filter()) for row in some]
    lines = [sheets.SheetLine(number, row.name, row.stall) for number, row in enumerate(rows, 1)]
    return page(SHEET, event=None, sheet=sheets.NumberedSheet(lines, 0))


@pages.get("/kegiatan/<id:event_id>/lembar", may=May.RUN_EVENT, paper=True)
def sheet(event_id: int) -> Answer:
    """Show an event's numbered sheet; who has no number yet is offered one."""
    event = events.one(db.session(), event_id)
    found = sheets.sheet(db.session(), event, today=settings().today())
    return page(SHEET, event=event, sheet=found)


@pages.post("/kegiatan/<id:event_id>/lembar", may=May.RUN_EVENT)
def number(event_id: int) -> Answer:
    """Number the roster for an event, once and for all."""
    numbering.number(event_id, by(), today=settings().today())
    return moved(
        url_for("sheets.sheet", event_id=event_id), _("Nomor tersimpan. Lembar siap dicetak.")
    )

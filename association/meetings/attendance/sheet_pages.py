"""Screens of numbered sheets: to print and sign."""

from flask import request, url_for
from flask_babel import gettext as _

from association.database import db
from association.meetings.attendance import numbering, sheets
from association.meetings.attendance.sheet_paper import SignSheet, draw
from association.meetings.attendance.sheets import NumberedSheet
from association.meetings.events import reads as events
from association.meetings.events.models import AwarenessEvent
from association.roster.exports import reads as exports
from association.roster.exports.forms import asked_filter
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, by, settings
from association.web.lettering import cannot_print
from association.web.page import Answer, moved, page
from association.web.paper import attached

pages = Pages("sheets")
SHEET = "meetings/attendance/sheet.html"


def _plain() -> NumberedSheet:
    rows = [row for some in exports.pages(db.session(), asked_filter()) for row in some]
    lines = [sheets.SheetLine(number, row.name, row.stall) for number, row in enumerate(rows, 1)]
    return NumberedSheet(lines, 0)


def _shown(found: NumberedSheet, event: AwarenessEvent | None, pdf: str) -> Answer:
    names = (line.name for line in found.lines)
    cannot = cannot_print([actor().place, event.title if event else "", *names])
    return page(SHEET, event=event, sheet=found, pdf=pdf, cannot=cannot)


def _on_paper(found: NumberedSheet, event: AwarenessEvent | None) -> Answer:
    sheet = SignSheet(place=actor().place, lines=found.lines, event=event)
    return attached(draw(sheet), "lembar-hadir.pdf")


@pages.get("/anggota/lembar", may=May.SEE_ROSTER, paper=True)
def plain_sheet() -> Answer:
    """Show a numbered sheet of what the roster's filter shows, to print and sign; its numbers hold
    for this print only."""
    asked = request.query_string.decode()
    return _shown(_plain(), None, url_for("sheets.plain_paper") + (asked and f"?{asked}"))


@pages.get("/anggota/lembar.pdf", may=May.SEE_ROSTER)
def plain_paper() -> Answer:
    """Give the same sheet as a PDF."""
    return _on_paper(_plain(), None)


@pages.get("/kegiatan/<id:event_id>/lembar", may=May.RUN_EVENT, paper=True)
def sheet(event_id: int) -> Answer:
    """Show an event's numbered sheet; who has no number yet is offered one."""
    event = events.one(db.session(), event_id)
    found = sheets.sheet(db.session(), event, today=settings().today())
    return _shown(found, event, url_for("sheets.sheet_paper", event_id=event_id))


@pages.get("/kegiatan/<id:event_id>/lembar.pdf", may=May.RUN_EVENT)
def sheet_paper(event_id: int) -> Answer:
    """Give the same sheet as a PDF."""
    event = events.one(db.session(), event_id)
    return _on_paper(sheets.sheet(db.session(), event, today=settings().today()), event)


@pages.post("/kegiatan/<id:event_id>/lembar", may=May.RUN_EVENT)
def number(event_id: int) -> Answer:
    """Number the roster for an event, once and for all."""
    numbering.number(event_id, by(), today=settings().today())
    return moved(
        url_for("sheets.sheet", event_id=event_id), _("Nomor tersimpan. Lembar siap dicetak.")
    )

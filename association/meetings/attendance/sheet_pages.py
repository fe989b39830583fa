"""Screens of numbered sheets: printed and signed, then typed back by their numbers."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.meetings.attendance import actions, forms, reads, sheets
from association.meetings.events import reads as events
from association.roster.exports import reads as exports
from association.roster.exports.forms import asked_filter
from association.rules.house.permissions import May
from association.web.gate import Pages, by, settings
from association.web.page import Answer, asked_id, asked_text, moved, page, refused

pages = Pages("sheets")
SHEET, NUMBERS = "meetings/attendance/sheet.html", "meetings/attendance/numbers.html"
LONGEST_NUMBERS = 2_000


@pages.get("/anggota/lembar", may=May.SEE_ROSTER)
def plain_sheet() -> Answer:
    """Show a numbered sheet of what the roster's filter shows, to print and sign; its numbers hold
    for this print only."""
    rows = [row for some in exports.pages(db.session(), asked_filter()) for row in some]
    lines = [sheets.SheetLine(number, row.name, row.stall) for number, row in enumerate(rows, 1)]
    return page(SHEET, event=None, sheet=sheets.NumberedSheet(lines, 0))


@pages.get("/kegiatan/<id:event_id>/lembar", may=May.RUN_EVENT)
def sheet(event_id: int) -> Answer:
    """Show an event's numbered sheet; who has no number yet is offered one."""
    event = events.one(db.session(), event_id)
    found = sheets.sheet(db.session(), event, today=settings().today())
    return page(SHEET, event=event, sheet=found)


@pages.post("/kegiatan/<id:event_id>/lembar", may=May.RUN_EVENT)
def number(event_id: int) -> Answer:
    """Number the roster for an event, once and for all."""
    actions.number(event_id, by(), today=settings().today())
    return moved(
        url_for("sheets.sheet", event_id=event_id), _("Nomor tersimpan. Lembar siap dicetak.")
    )


@pages.get("/kegiatan/<id:event_id>/hadir/nomor", may=May.RUN_EVENT)
def numbers(event_id: int) -> Answer:
    """Ask for numbers of the printed sheet, and read back whose they are."""
    typed = asked_text("numbers", most=LONGEST_NUMBERS)
    form = forms.NumbersForm(numbers=typed)
    if typed and not form.validate():
        return refused(NUMBERS, **_read_back(event_id, form))
    return page(NUMBERS, **_read_back(event_id, form))


@pages.post("/kegiatan/<id:event_id>/hadir/nomor", may=May.RUN_EVENT)
def mark_numbers(event_id: int) -> Answer:
    """Mark those whose numbers were read back, as one batch."""
    form = forms.NumbersForm.received()
    if not form.validate():
        return refused(NUMBERS, **_read_back(event_id, form))
    batch_id, marked = actions.mark_numbers(
        event_id, form.numbers.value, by(), today=settings().today(), once=form.once()
    )
    said = (
        _("%(n)s orang tercatat hadir.", n=marked)
        if marked
        else _("Tidak ada yang berubah: semua sudah tercatat hadir.")
    )
    return moved(url_for("sheets.numbers", event_id=event_id, batch=batch_id or None), said)


def _read_back(event_id: int, form: forms.NumbersForm) -> dict[str, Any]:
    event = reads.markable(db.session(), event_id)
    read = getattr(form.numbers, "value", None)
    return {
        "event": event,
        "form": form,
        "count": reads.attendance(db.session(), event_id),
        "last": sheets.last_number(db.session(), event),
        "found": sheets.read_back(db.session(), event, read, today=settings().today())
        if read
        else None,
        "batch": asked_id("batch"),
    }

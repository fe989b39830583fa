"""Screens that take the numbers of a printed sheet back."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.meetings.attendance import batch_marks, reads
from association.meetings.attendance import numbers as sheet
from association.meetings.attendance.forms import NumbersForm
from association.meetings.attendance.marks import markable
from association.rules.house.permissions import May
from association.web.gate import Pages, by, settings
from association.web.page import Answer, asked_id, asked_text, moved, page, refused

pages = Pages("numbers")
NUMBERS = "meetings/attendance/numbers.html"
LONGEST_NUMBERS = 2_000


@pages.get("/kegiatan/<id:event_id>/hadir/nomor", may=May.RUN_EVENT)
def numbers(event_id: int) -> Answer:
    """Ask for numbers of the printed sheet, and read back whose they are."""
    typed = asked_text("numbers", most=LONGEST_NUMBERS)
    form = NumbersForm(numbers=typed)
    if typed and not form.validate():
        return refused(NUMBERS, **_read_back(event_id, form))
    return page(NUMBERS, **_read_back(event_id, form))


@pages.post("/kegiatan/<id:event_id>/hadir/nomor", may=May.RUN_EVENT)
def mark_numbers(event_id: int) -> Answer:
    """Mark those whose numbers were read back, as one batch."""
    form = NumbersForm.received()
    if not form.validate():
        return refused(NUMBERS, **_read_back(event_id, form))
    batch_id, marked = batch_marks.mark_numbers(
        event_id, form.numbers.value, by(), today=settings().today(), once=form.once()
    )
    said = (
        _("%(n)s orang tercatat hadir.", n=marked)
        if marked
        else _("Tidak ada yang berubah: semua sudah tercatat hadir.")
    )
    return moved(url_for("numbers.numbers", event_id=event_id, batch=batch_id or None), said)


def _read_back(event_id: int, form: NumbersForm) -> dict[str, Any]:
    event = markable(db.session(), event_id)
    read = getattr(form.numbers, "value", None)
    return {
        "event": event,
        "form": form,
        "count": reads.attendance(db.session(), event_id),
        "last": sheet.last_number(db.session(), event),
        "found": sheet.read_back(db.session(), event, read, today=settings().today())
        if read
        else None,
        "batch": asked_id("batch"),
    }

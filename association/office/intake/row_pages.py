"""One paguyuban of a list: mended, left out, taken in again."""

from dataclasses import replace
from typing import Any

from flask import abort, request, url_for

from association.database import db
from association.office.intake import keeping, reads
from association.office.intake.entries import Entry, Read
from association.office.intake.forms import RowForm
from association.office.intake.models import Intake
from association.roster.lists.wording import in_words
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, city_by
from association.web.page import Answer, moved, page, refused, whole_number

pages = Pages("intake_rows")
ROW = "/paguyuban/impor/<id:intake_id>/baris/<id:row_number>"
MEND = "office/intake/mend.html"


@pages.get(ROW, may=May.ADMINISTER)
def row(intake_id: int, row_number: int) -> Answer:
    """Show a row with what was typed in the list, as a form."""
    kept, read = reads.opened(db.session(), intake_id)
    if kept.made_at is not None:
        return moved(url_for("intake.preview", intake_id=intake_id))
    entry = _entry(read, row_number)
    return page(MEND, **_shown(kept, row_number, entry, RowForm.of(entry)))


@pages.post(ROW, may=May.ADMINISTER)
def mend(intake_id: int, row_number: int) -> Answer:
    """Take the row as typed, or leave it out."""
    kept, read = reads.opened(db.session(), intake_id)
    to = url_for("intake.preview", intake_id=intake_id)
    if kept.made_at is not None:
        return moved(to)
    entry, form = _entry(read, row_number), RowForm.received()
    if request.form.get("do") == "leave_out":
        entry = replace(entry, left_out=True)
    elif not form.is_good():
        return refused(MEND, **_shown(kept, row_number, entry, form))
    else:
        entry = form.entry(entry, reads.market_keys(db.session(), actor().city_id))
    entries = (*read.entries[: row_number - 1], entry, *read.entries[row_number:])
    rows, version = keeping.sealed(replace(read, entries=entries)), whole_number(form.version.data)
    keeping.put(intake_id, rows, city_by(), version=version or 0, once=form.once())
    return moved(f"{to}#r{row_number}")


def _entry(read: Read, row_number: int) -> Entry:
    """Give the row of a number, counted from 1; 404 for one that is not there."""
    if not 1 <= row_number <= len(read.entries):
        abort(404)
    return read.entries[row_number - 1]


def _shown(kept: Intake, number: int, entry: Entry, form: RowForm) -> dict[str, Any]:
    form.version.data = form.version.data or str(kept.version)
    return {
        "kept": kept,
        "number": number,
        "entry": entry,
        "form": form,
        "reasons": [in_words(one) for one in entry.problems],
    }

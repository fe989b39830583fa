"""Take columns of an upload for something else, or the months of its dates for days."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import gettext as _

from association.database import db, prepared
from association.roster.imports import anew, reads
from association.roster.imports.checking import PARTS_A_REQUEST
from association.roster.imports.checking import check as hold
from association.roster.imports.keeping import take_as
from association.roster.imports.preview import context, shown
from association.roster.imports.progress import PREVIEW
from association.roster.imports.storage import Understood
from association.roster.lists.columns import Column
from association.roster.lists.contents import DateOrder
from association.roster.lists.markets import known_markets
from association.roster.lists.packing import weight
from association.roster.lists.readers import read_apart
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, refused
from association.web.words import in_words

pages = Pages("columns")


@pages.post("/anggota/impor/<id:upload_id>/kolom", may=May.IMPORT_ROSTER)
def columns(upload_id: int) -> Answer:
    """Take columns for something else, and understand the same list anew."""
    kept, head = reads.upload_and_head(db.session(), upload_id)
    names = request.form.getlist("column")
    chosen = {
        heading: Column(name) if name in set(Column) else None
        for (heading, _column), name in zip(head.columns, names, strict=False)
    }
    sheets = reads.sheets(kept)
    if not sheets or Column.NAME not in chosen.values():
        return refused(
            PREVIEW, **(context(upload_id) | {"problem": _("Pilih kolom yang berisi nama.")})
        )
    answers = {doubt.sheet: doubt.answer for doubt in head.doubts if doubt.answer}
    return _read_anew(upload_id, sheets, chosen=chosen, answers=answers)


@pages.post("/anggota/impor/<id:upload_id>/tanggal", may=May.IMPORT_ROSTER)
def dates(upload_id: int) -> Answer:
    """Read the dates of a sheet with the day or the month first, as answered, and the list anew."""
    kept, head = reads.upload_and_head(db.session(), upload_id)
    sheet, order = request.form.get("sheet", ""), request.form.get("order", "")
    sheets = reads.sheets(kept)
    if not sheets or order not in set(DateOrder) or sheet not in {one.sheet for one in head.doubts}:
        return refused(PREVIEW, **(context(upload_id) | {"problem": _("Pilih salah satu cara.")}))
    answers = {doubt.sheet: doubt.answer for doubt in head.doubts if doubt.answer}
    answers |= {sheet: DateOrder(order)}
    return _read_anew(upload_id, sheets, chosen=head.chosen, answers=answers)


def _read_anew(
    upload_id: int,
    sheets: str,
    *,
    chosen: Mapping[str, Column | None],
    answers: Mapping[str, DateOrder],
) -> Answer:
    """Understand the same list in another way, and hold it against the roster."""
    today = settings().today().isoformat()

    def read() -> None:
        parts, seen = reads.opened_parts(db.session(), upload_id)
        texts = (sheets, *parts)
        about: dict[str, Any] = {"chosen": chosen, "answers": answers, "today": today}
        told = read_apart(anew.anew, "\n".join(texts).encode(), weight=weight(texts), **about)
        take_as(upload_id, Understood.of(told), by(), seen=seen)

    try:
        prepared(read)
    except RuleError as error:
        return refused(PREVIEW, **(context(upload_id) | {"problem": in_words(error)}))
    hold(
        upload_id,
        markets=known_markets(db.session(), actor().association_id),
        parts=PARTS_A_REQUEST,
    )
    return shown(upload_id)

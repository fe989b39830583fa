"""Take columns of a list for something else (/rekonsiliasi/<id>/kolom)."""

from flask import request, url_for
from flask_babel import gettext as _

from association.cover.reconciliation import keeping, official, reads
from association.cover.reconciliation.headings import KINDS
from association.cover.reconciliation.piles import PARTS, PILES, shown
from association.database import db
from association.rules.house.permissions import May
from association.web.gate import Pages, by, settings
from association.web.page import Answer, done, refused

pages = Pages("official_columns")


@pages.post("/rekonsiliasi/<id:list_id>/kolom", may=May.EDIT_ROSTER)
def columns(list_id: int) -> Answer:
    """Read the same list anew with the columns that were chosen."""
    kept, read = reads.opened(db.session(), list_id)
    named = [name if name in KINDS else None for name in request.form.getlist("column")]
    sheets = keeping.sheets(kept)
    problem = _wrong(named) if sheets else _("Unggah berkasnya lagi: isinya sudah tidak ada.")
    if problem:
        return refused(PILES, parts=PARTS, **(shown(list_id) | {"problem": problem}))
    chosen = {one.key: name for one, name in zip(read.columns, named, strict=False)}
    found = official.understand(sheets, today=settings().today(), chosen=chosen)
    keeping.take_as(list_id, found, by())
    to = url_for("reconciliation.piles", list_id=list_id)
    return done(PILES, parts=PARTS, to=to, **shown(list_id))


def _wrong(named: list[str | None]) -> str:
    """Say why people cannot be found by these columns; "" when they can."""
    if "name" not in named or not {"nik", "kpj"} & set(named):
        return str(_("Pilih kolom nama, dan kolom NIK atau KPJ."))
    twice = len([name for name in named if name]) > len({name for name in named if name})
    return str(_("Satu isian dipilih untuk dua kolom. Pilih satu saja.")) if twice else ""

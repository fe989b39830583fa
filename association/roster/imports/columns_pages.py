"""Take columns of an upload for something else."""

from flask import request
from flask_babel import gettext as _

from association.database import db
from association.roster.imports import reads
from association.roster.imports.checking import PARTS_A_REQUEST
from association.roster.imports.checking import check as hold
from association.roster.imports.keeping import take_as
from association.roster.imports.preview import context, shown
from association.roster.imports.progress import PREVIEW
from association.roster.lists.columns import Column
from association.roster.lists.markets import known_markets
from association.roster.lists.marks import conceal
from association.roster.lists.rows import understand
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, refused

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
    contents = understand(sheets, today=settings().today(), chosen=chosen)
    if not contents.rows:
        problem = _("Di bawah kolom nama yang dipilih tidak ada nama. Pilih kolom lain.")
        return refused(PREVIEW, **(context(upload_id) | {"problem": problem}))
    take_as(upload_id, conceal(contents), by())
    hold(
        upload_id,
        markets=known_markets(db.session(), actor().association_id),
        parts=PARTS_A_REQUEST,
    )
    return shown(upload_id)

"""What the columns of a list were taken for (/rekonsiliasi/<id>/kolom), and that corrected."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.cover.reconciliation import keeping, reading, reads, wording
from association.cover.reconciliation.headings import KINDS
from association.cover.reconciliation.storage import Understood
from association.database import db
from association.roster.lists.packing import weight
from association.roster.lists.readers import read_apart
from association.rules.house.permissions import May
from association.web.gate import Pages, by, settings
from association.web.page import Answer, moved, page, refused

pages = Pages("official_columns")
COLUMNS = "cover/reconciliation/columns.html"
PARTS = ("columns",)


@pages.get("/rekonsiliasi/<id:list_id>/kolom", may=May.EDIT_ROSTER)
def columns(list_id: int) -> Answer:
    """Show each column with some of its cells, and let it be taken for something else."""
    return page(COLUMNS, parts=PARTS, **_shown(list_id))


@pages.post("/rekonsiliasi/<id:list_id>/kolom", may=May.EDIT_ROSTER)
def read_anew(list_id: int) -> Answer:
    """Read the same list anew with the columns that were chosen."""
    kept, read = reads.opened(db.session(), list_id)
    named = [name if name in KINDS else None for name in request.form.getlist("column")]
    problem = _wrong(named)
    if problem or not (sheets := keeping.sheets(kept)):
        return refused(COLUMNS, parts=PARTS, **_shown(list_id, named, problem=problem))
    chosen = [(one.key, name) for one, name in zip(read.columns, named, strict=False)]
    about: dict[str, Any] = {"chosen": chosen, "today": settings().today().isoformat()}
    told = read_apart(reading.anew, sheets.encode(), weight=weight([sheets]), **about)
    keeping.take_as(list_id, Understood.of(told), by())
    return moved(url_for("reconciliation.piles", list_id=list_id))


def _shown(list_id: int, named: list[str | None] | None = None, *, problem: str = "") -> Any:
    kept, read = reads.opened(db.session(), list_id)
    kinds = [one.kind for one in read.columns]
    for place, name in enumerate((named or [])[: len(kinds)]):
        kinds[place] = name  # what was chosen stays chosen
    return {
        "kept": kept,
        "columns": [
            (wording.label(one), one.samples, kind)
            for one, kind in zip(read.columns, kinds, strict=True)
        ],
        "names": wording.column_names(),
        "problem": problem,
    }


def _wrong(named: list[str | None]) -> str:
    """Say why people cannot be found by these columns; "" when they can."""
    if "name" not in named or not {"nik", "kpj"} & set(named):
        return str(_("Pilih kolom nama, dan kolom NIK atau KPJ."))
    twice = len([name for name in named if name]) > len({name for name in named if name})
    return str(_("Satu isian dipilih untuk dua kolom. Pilih satu saja.")) if twice else ""

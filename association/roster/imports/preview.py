"""What the preview of an upload shows, before, while and after it is saved."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.database import db
from association.roster.imports import reads
from association.roster.imports.models import Upload
from association.roster.imports.plans import Fate
from association.roster.imports.refused import refused_now
from association.roster.imports.storage import PART
from association.roster.lists.problems import Code
from association.roster.lists.wording import in_words as problem_in_words
from association.roster.members import wording
from association.territory.reads import markets_of
from association.web.gate import actor
from association.web.page import Answer, moved, page

PREVIEW = "roster/imports/preview.html"
MOST_SHOWN = 100


def shown(upload_id: int) -> Answer:
    """Answer a step of the checking or saving with how far it came."""
    if request.headers.get("HX-Target"):
        return page(PREVIEW, parts=("import_state",), **context(upload_id))
    return moved(url_for("imports.preview", upload_id=upload_id))


def context(upload_id: int) -> dict[str, Any]:
    """Gather what the preview shows."""
    upload, head = reads.upload_and_head(db.session(), upload_id)
    own = actor().association_id
    markets = {market.id: market.name for market in markets_of(db.session(), own)}
    return {
        "upload": upload,
        "problem": "",
        "columns": head.columns,
        "notes": head.notes,
        "skipped": head.skipped,
        "problem_in_words": problem_in_words,
        "done": min(upload.checked * PART, upload.total),
        "most": MOST_SHOWN,
        "column_names": _column_names(),
        "field_names": wording.field_names(),
        "shown": wording.shown,
        "behind": wording.Names(markets=markets),
        **_rows_shown(upload),
        **_counts(upload),
    }


def _rows_shown(upload: Upload) -> dict[str, Any]:
    """Give the rows to show by what becomes of them, and how many are still to be asked about."""
    told: dict[str, list[Any]] = {fate: [] for fate in Fate}
    if upload.position:
        told[Fate.REFUSED] = [
            {"name": row.values.name, "where": (row.sheet, row.line), "problems": row.problems}
            for row in refused_now(upload, upload.refused[:MOST_SHOWN])
        ]
        return {"told": told, "unclear": 0}
    for one in reads.findings(db.session(), upload.id):
        told[one["fate"]].append(one)
    asked = (one["problems"] for one in told[Fate.REFUSED])
    unclear = sum(any(one.code is Code.UNCLEAR for one in problems) for problems in asked)
    return {"told": told, "unclear": unclear}


def _counts(upload: Upload) -> dict[str, int]:
    return {
        "bad": len(upload.refused) if upload.position else upload.counts.get(Fate.REFUSED, 0),
        "good": upload.counts.get(Fate.NEW, 0),
        "changed": upload.counts.get(Fate.CHANGED, 0),
        "same": upload.counts.get(Fate.SAME, 0),
    }


def _column_names() -> dict[str, str]:
    return {
        "number": _("Nomor urut"),
        "name": _("Nama"),
        "nik": _("NIK"),
        "birth": _("Tempat dan tanggal lahir"),
        "birth_date": _("Tanggal lahir"),
        "birth_place": _("Tempat lahir"),
        "phone": _("Nomor HP"),
        "stall": _("Tempat usaha"),
        "stall_kind": _("Jenis tempat"),
        "stall_block": _("Blok"),
        "stall_number": _("Nomor"),
        "market": _("Pasar"),
        "commodity": _("Dagangan"),
        "known_as": _("Nama panggilan"),
        "mother_name": _("Nama ibu kandung"),
        "sex": _("Jenis kelamin"),
        "address": _("Alamat rumah"),
        "income": _("Penghasilan sebulan"),
        "joined_on": _("Tanggal bergabung"),
        "position": _("Jabatan"),
        "permit": _("Nomor SHP/KTPP"),
        "walk": _("Urutan jalan"),
        "employs_helpers": _("Punya karyawan"),
        "note": _("Catatan"),
    }

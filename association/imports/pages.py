"""Upload a list, see what was understood, save the good rows, take the others away with their reasons."""

from dataclasses import replace
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from association.access.territory import markets_of, own_markets
from association.database import db
from association.imports import actions, reads
from association.imports.becoming import Markets
from association.imports.marks import concealed
from association.imports.models import Upload
from association.imports.pasted_rows import understand_pasted
from association.imports.problems import workbook
from association.imports.reader import read_sheets
from association.imports.reads import Fate, Planned
from association.imports.rows import understand
from association.imports.sheets import UnreadableFile
from association.imports.understood import RowRead, Understood
from association.members import wording
from association.members.context import by
from association.rules.errors import RuleError
from association.rules.permissions import May
from association.web.gate import Pages, actor, settings
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("imports")
CHUNKS_A_REQUEST = 5
MOST_SHOWN = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/anggota/impor", may=May.IMPORT_ROSTER)
def ask() -> Answer:
    """Show how to bring in a list."""
    return page("imports/upload.html", problem="", text="")


@pages.post("/anggota/impor", may=May.IMPORT_ROSTER)
def upload() -> Answer:
    """Read the file, or the text pasted instead of it, once; keep what was understood, show it."""
    if "text" in request.form:
        return _paste(request.form["text"])
    file = request.files.get("file")
    if file is None or not file.filename:
        return refused("imports/upload.html", problem=_("Pilih berkasnya dulu."), text="")
    try:
        understood = understand(read_sheets(file.read(), file.filename), today=settings().today())
    except UnreadableFile as error:
        return refused("imports/upload.html", problem=in_words(error), text="")
    if not understood.rows:
        problem = _("Berkas ini terbaca, tetapi tidak ada baris berisi nama.")
        return refused("imports/upload.html", problem=problem, text="")
    return moved(url_for("imports.preview", upload_id=actions.keep(concealed(understood), by())))


def _paste(text: str) -> Answer:
    try:
        understood = understand_pasted(text)
    except RuleError as error:
        return refused("imports/upload.html", problem=in_words(error), text=text)
    if not understood.rows:
        problem = _("Tulisan ini terbaca, tetapi tidak ada baris berisi nama.")
        return refused("imports/upload.html", problem=problem, text=text)
    return moved(url_for("imports.preview", upload_id=actions.keep(concealed(understood), by())))


@pages.get("/anggota/impor/<id:upload_id>", may=May.IMPORT_ROSTER)
def preview(upload_id: int) -> Answer:
    """Show what was understood, problem rows first, or how far the saving came."""
    return page("imports/preview.html", parts=("import_state",), **_context(upload_id))


@pages.post("/anggota/impor/<id:upload_id>", may=May.IMPORT_ROSTER)
def save(upload_id: int) -> Answer:
    """Save the next good rows; the page goes on by itself, or by its button without JavaScript."""
    if "begin" in request.form:  # the changes that are wanted are ticked; the others are passed over
        wanted = {int(text) for text in request.form.getlist("change") if text.isascii() and text.isdecimal()}
        asked = {int(text) for text in request.form.getlist("asked") if text.isascii() and text.isdecimal()}
        actions.pass_over(upload_id, sorted(asked - wanted))
    actions.save(upload_id, by(), city_id=actor().leading.city_id, markets=_markets(), chunks=CHUNKS_A_REQUEST)
    if request.headers.get("HX-Target"):
        return page("imports/preview.html", parts=("import_state",), **_context(upload_id))
    return moved(url_for("imports.preview", upload_id=upload_id))


@pages.get("/anggota/impor/<id:upload_id>/ditolak.xlsx", may=May.IMPORT_ROSTER)
def problems(upload_id: int) -> Answer:
    """Give the refused rows back as a spreadsheet with a reason column."""
    upload, understood = reads.opened(db.session(), upload_id)
    headers = {"Content-Disposition": "attachment; filename=baris-ditolak.xlsx"}
    rows = _refused(_planned(upload, understood)[Fate.REFUSED])
    return Response(workbook(rows, understood.columns), content_type=XLSX, headers=headers)


def _markets() -> Markets:
    own = actor().association_id
    return Markets.of(markets_of(db.session(), own), own_markets(db.session(), own))


def _planned(upload: Upload, understood: Understood) -> dict[Fate, list[tuple[int, Planned]]]:
    """Say what becomes of the rows, by fate, each with its place; once the saving has begun, of the refused ones only."""
    places = range(len(understood.rows)) if upload.position == 0 else upload.refused
    plans = reads.planned(db.session(), [understood.rows[place] for place in places], upload, _markets())
    found: dict[Fate, list[tuple[int, Planned]]] = {fate: [] for fate in Fate}
    for place, plan in zip(places, plans, strict=True):
        found[Fate.REFUSED if upload.position else plan.fate].append((place, plan))
    return found


def _refused(plans: list[tuple[int, Planned]]) -> list[RowRead]:
    late = (_("Ditolak saat disimpan: datanya bertentangan dengan yang sudah ada."),)
    return [replace(plan.row, problems=plan.row.problems or late) for _place, plan in plans]


def _context(upload_id: int) -> dict[str, Any]:
    upload, understood = reads.opened(db.session(), upload_id)
    found = _planned(upload, understood)
    markets = {market.id: market.name for market in markets_of(db.session(), actor().association_id)}
    return {
        "upload": upload,
        "columns": understood.columns,
        "notes": understood.notes,
        "skipped": understood.skipped,
        "total": len(understood.rows),
        "bad": _refused(found[Fate.REFUSED]),
        "good": [plan.row for _place, plan in found[Fate.NEW]],
        "changed": found[Fate.CHANGED],
        "same": len(found[Fate.SAME]),
        "most": MOST_SHOWN,
        "column_names": _column_names(),
        "field_names": wording.field_names(),
        "shown": wording.shown,
        "behind": wording.Names(markets=markets),
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

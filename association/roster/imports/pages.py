"""Upload a list, see what was understood, save the good rows, take the others away with their
reasons."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from association.database import db
from association.roster.imports import actions, reads
from association.roster.imports.models import Upload
from association.roster.imports.reads import Fate
from association.roster.imports.storage import PART
from association.roster.imports.workbook import blank_workbook, workbook
from association.roster.lists.becoming import Markets
from association.roster.lists.columns import Column
from association.roster.lists.contents import Contents, RowRead
from association.roster.lists.marks import conceal
from association.roster.lists.pasted_rows import understand_pasted
from association.roster.lists.problems import Code, Problem
from association.roster.lists.reader import read_sheets
from association.roster.lists.rows import understand
from association.roster.lists.sheets import Sheet, UnreadableFile
from association.roster.lists.wording import in_words as problem_in_words
from association.roster.members import wording
from association.rules.house.columns import HEADINGS
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.territory.reads import markets_of, own_markets
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, moved, page, refused, whole_number
from association.web.words import in_words

pages = Pages("imports")
UPLOAD, PREVIEW = "roster/imports/upload.html", "roster/imports/preview.html"
CHUNKS_A_REQUEST, PARTS_A_REQUEST = 5, 4
MOST_SHOWN = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/anggota/impor", may=May.IMPORT_ROSTER)
def ask() -> Answer:
    """Show how to bring in a list, and the lists that are not finished."""
    return page(
        UPLOAD, problem="", text="", going_on=reads.going_on(db.session(), actor().association_id)
    )


@pages.post("/anggota/impor", may=May.IMPORT_ROSTER)
def upload() -> Answer:
    """Read the file, or the pasted text, once; keep what was understood, hold it against the
    roster, show it."""
    if "text" in request.form:
        return _paste(request.form["text"])
    file = request.files.get("file")
    if file is None or not file.filename:
        return _asked_again(_("Pilih berkasnya dulu."))
    try:
        sheets = read_sheets(file.read(), file.filename)
        contents = understand(sheets, today=settings().today())
    except UnreadableFile as error:
        return _asked_again(in_words(error))
    if not contents.rows:
        return _asked_again(_("Berkas ini terbaca, tetapi tidak ada baris berisi nama."))
    return _kept(contents, sheets)


def _paste(text: str) -> Answer:
    try:
        contents = understand_pasted(text)
    except RuleError as error:
        return _asked_again(in_words(error), text)
    if not contents.rows:
        return _asked_again(_("Tulisan ini terbaca, tetapi tidak ada baris berisi nama."), text)
    return _kept(contents)


def _kept(contents: Contents, sheets: Sequence[Sheet] = ()) -> Answer:
    upload_id = actions.keep(conceal(contents), by(), sheets=sheets)
    actions.check(upload_id, markets=_markets(), parts=PARTS_A_REQUEST)
    return moved(url_for("imports.preview", upload_id=upload_id))


def _asked_again(problem: str, text: str = "") -> Answer:
    return refused(
        UPLOAD,
        problem=problem,
        text=text,
        going_on=reads.going_on(db.session(), actor().association_id),
    )


@pages.get("/anggota/impor/contoh.xlsx", may=May.IMPORT_ROSTER)
def sample() -> Answer:
    """Give an empty list to fill in."""
    help_lines = (
        _(
            "Satu baris untuk satu pedagang. Hanya Nama yang harus diisi; judul kolom boleh "
            "dihapus atau dipindah."
        ),
        _("Pedagang dengan dua tempat usaha: tulis baris kedua dengan Nama dan NIK yang sama."),
        _(
            "NIK dan nomor HP diisi sebagai teks. Kolomnya sudah diatur, jangan diubah menjadi "
            "bilangan."
        ),
        _("Tanggal ditulis seperti 17/8/1975."),
    )
    book = blank_workbook(
        list(HEADINGS.values()),
        [HEADINGS[name] for name in ("nik", "phone", "stall_number")],
        help_lines,
    )
    headers = {"Content-Disposition": "attachment; filename=contoh-daftar-anggota.xlsx"}
    return Response(book, content_type=XLSX, headers=headers)


@pages.get("/anggota/impor/<id:upload_id>", may=May.IMPORT_ROSTER)
def preview(upload_id: int) -> Answer:
    """Show what was understood, problem rows first, or how far the checking or saving came."""
    return page(PREVIEW, parts=("import_state",), **_context(upload_id))


@pages.post("/anggota/impor/<id:upload_id>/periksa", may=May.IMPORT_ROSTER)
def check(upload_id: int) -> Answer:
    """Hold the next rows of a long list against the roster; the page goes on by itself, or by its
    button."""
    reads.upload_and_head(db.session(), upload_id)
    actions.check(upload_id, markets=_markets(), parts=PARTS_A_REQUEST)
    return _shown(upload_id)


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
            PREVIEW, **(_context(upload_id) | {"problem": _("Pilih kolom yang berisi nama.")})
        )
    contents = understand(sheets, today=settings().today(), chosen=chosen)
    actions.take_as(upload_id, conceal(contents), by())
    actions.check(upload_id, markets=_markets(), parts=PARTS_A_REQUEST)
    return _shown(upload_id)


@pages.post("/anggota/impor/<id:upload_id>", may=May.IMPORT_ROSTER)
def save(upload_id: int) -> Answer:
    """Save the next good rows; the page goes on by itself, or by its button without JavaScript."""
    if (
        "begin" in request.form
    ):  # the changes that are wanted are ticked; the others are passed over
        wanted, asked = _numbers("change"), _numbers("asked")
        actions.pass_over(upload_id, sorted(asked - wanted))
    actions.save(
        upload_id,
        by(),
        city_id=actor().leading.city_id,
        markets=_markets(),
        chunks=CHUNKS_A_REQUEST,
    )
    return _shown(upload_id)


def _numbers(name: str) -> set[int]:
    numbers = (whole_number(text) for text in request.form.getlist(name))
    return {number for number in numbers if number is not None}


def _shown(upload_id: int) -> Answer:
    if request.headers.get("HX-Target"):
        return page(PREVIEW, parts=("import_state",), **_context(upload_id))
    return moved(url_for("imports.preview", upload_id=upload_id))


@pages.get("/anggota/impor/<id:upload_id>/ditolak.xlsx", may=May.IMPORT_ROSTER)
def problems(upload_id: int) -> Answer:
    """Give the refused rows back as a spreadsheet with a reason column."""
    upload, head = reads.upload_and_head(db.session(), upload_id)
    if upload.position:
        rows = _refused(upload, upload.refused)
    else:
        told = [
            one for one in reads.findings(db.session(), upload_id) if one["fate"] == Fate.REFUSED
        ]
        kept = reads.rows_at(db.session(), upload_id, [one["place"] for one in told])
        rows = [replace(row, problems=one["problems"]) for row, one in zip(kept, told, strict=True)]
    headers = {"Content-Disposition": "attachment; filename=baris-ditolak.xlsx"}
    return Response(workbook(rows, head.columns), content_type=XLSX, headers=headers)


def _markets() -> Markets:
    own = actor().association_id
    return Markets.of(markets_of(db.session(), own), own_markets(db.session(), own))


def _refused(upload: Upload, places: Sequence[int]) -> list[RowRead]:
    """Give rows that were not saved, with the reason that stands in the way now."""
    late = (Problem.of(Code.CONFLICT),)
    rows = reads.rows_at(db.session(), upload.id, places)
    plans = reads.plans(db.session(), rows, upload, _markets())
    return [replace(plan.row, problems=plan.row.problems or late) for plan in plans]


def _context(upload_id: int) -> dict[str, Any]:
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
            for row in _refused(upload, upload.refused[:MOST_SHOWN])
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

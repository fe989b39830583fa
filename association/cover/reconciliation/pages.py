"""Upload the list of BPJS Ketenagakerjaan, see five piles, and make them smaller row by row."""

from collections.abc import Iterator
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.cover.reconciliation import actions, official, reads
from association.database import db
from association.paging import cut_at
from association.roster.lists.reader import read_sheets
from association.roster.lists.sheets import UnreadableFile
from association.roster.members import statuses as members
from association.roster.members import wording
from association.rules.house.errors import RuleError
from association.rules.house.months import month_code
from association.rules.house.permissions import May
from association.rules.law import reconciling
from association.rules.law.reconciling import Line, Pile, Standing, Step, Why
from association.rules.people.dates import format_month
from association.rules.people.nik import mask_nik
from association.web.gate import Pages, actor, by, settings
from association.web.page import (
    Answer,
    asked_start,
    asked_text,
    done,
    moved,
    page,
    refused,
    whole_number,
)
from association.web.words import in_words

pages = Pages("reconciliation")
UPLOAD, PILES = "cover/reconciliation/upload.html", "cover/reconciliation/piles.html"
PARTS = ("piles", "pile_rows")
CHUNKS_A_REQUEST = 2


@pages.get("/rekonsiliasi", may=May.EDIT_ROSTER)
def ask() -> Answer:
    """Show how to upload a list, and the lists that are being worked through."""
    return page(UPLOAD, **_asking())


@pages.post("/rekonsiliasi", may=May.EDIT_ROSTER)
def upload() -> Answer:
    """Read the file once, keep its rows sealed, show the piles."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return refused(UPLOAD, **_asking(_("Pilih berkasnya dulu.")))
    try:
        sheets = read_sheets(file.read(), file.filename, limits=official.LIMITS)
        found = official.understand(sheets, today=settings().today())
    except UnreadableFile as error:
        return refused(UPLOAD, **_asking(in_words(error)))
    if not found.rows:
        return refused(
            UPLOAD, **_asking(_("Berkas ini terbaca, tetapi tidak ada baris berisi nama."))
        )
    list_id = actions.keep(found.rows, by(), filename=file.filename, skipped=found.skipped)
    return moved(url_for("reconciliation.piles", list_id=list_id))


@pages.get("/rekonsiliasi/<id:list_id>", may=May.EDIT_ROSTER)
def piles(list_id: int) -> Answer:
    """Show the piles with their counts, and one of them, 25 rows at a time."""
    return page(PILES, parts=PARTS, **_context(list_id))


@pages.post("/rekonsiliasi/<id:list_id>", may=May.EDIT_ROSTER)
def act(list_id: int) -> Answer:
    """Do the next thing with one row ("accept r12"), or take over all differences; the piles show
    what is left.
    """
    reads.opened(db.session(), list_id)
    what, key, member = (*request.form.get("do", "").split(" ", 2), "", "", "")[:3]
    if what == "send" and (member_id := whole_number(key[1:])):
        return moved(url_for("member_enrolment.member", member_id=member_id))
    try:
        said = _done(list_id, what, key, whole_number(member))
    except RuleError as error:
        problem = _("%(why)s Belum ada yang diubah.", why=in_words(error))
        return refused(PILES, parts=PARTS, **(_context(list_id) | {"problem": problem}))
    to = url_for("reconciliation.piles", list_id=list_id, tumpukan=_pile())
    return done(
        PILES, parts=PARTS, to=to, **(_context(list_id) | {"said": said, "going": what == "all"})
    )


def _done(list_id: int, what: str, key: str, member_id: int | None) -> str:
    today = settings().today()
    match what:
        case "all":
            actions.accept_all(list_id, by(), today=today, chunks=CHUNKS_A_REQUEST)
        case "accept":
            actions.accept(list_id, key, by(), today=today, member_id=member_id)
            return str(_("Sudah diambil dari daftar BPJS Ketenagakerjaan."))
        case "add":
            actions.add(list_id, key, by(), city_id=actor().leading.city_id, today=today)
            return str(_("Sudah ditambahkan sebagai anggota."))
        case "aside":
            actions.set_aside(list_id, key, by=by(), today=today)
            return str(_("Ditunda. Barisnya ada di “Ditunda”."))
        case "back":
            actions.bring_back(list_id, key)
    return ""


@pages.post("/rekonsiliasi/<id:list_id>/selesai", may=May.EDIT_ROSTER)
def finish(list_id: int) -> Answer:
    """Drop a list that is worked through."""
    reads.opened(db.session(), list_id)
    actions.discard(list_id, by())
    return moved(
        url_for("reconciliation.ask"),
        _("Daftar itu sudah dihapus. Yang sudah diambil tetap tersimpan."),
    )


def _asking(problem: str = "") -> dict[str, Any]:
    own = actor().association_id
    assert own is not None
    return {"problem": problem, "going_on": reads.going_on(db.session(), own, now=settings().now())}


def _pile() -> str:
    name = request.form.get("tumpukan", "") or asked_text("tumpukan")
    return name if name in set(Pile) else ""


def _context(list_id: int) -> dict[str, Any]:
    session, today, own = db.session(), settings().today(), actor().association_id
    assert own is not None
    kept, rows = reads.opened(session, list_id)
    roster = reads.roster(session, own, today=today)
    lines = reads.lines(kept, rows, roster, today=today)
    counts = {pile: sum(line.pile is pile for line in lines) for pile in Pile}
    wanted = _pile()
    pile = Pile(wanted) if wanted else next((one for one in Pile if counts[one]), Pile.MATCH)
    inside = [line for line in lines if line.pile is pile]
    paired = {line.ours.id for line in lines if line.ours is not None and line.theirs is not None}
    free = [one for one in roster if one.id not in paired]
    shown = cut_at(inside, asked_start("after"))
    return {
        "kept": kept,
        "pile": pile,
        "counts": counts,
        "shown": [(line, _told(line), _offers(line, free)) for line in shown.rows],
        "rows": _rows(shown.rows),
        "more": shown.after,
        "acceptable": sum(line.step is Step.ACCEPT for line in inside),
        "names": _pile_names(),
        "hints": _pile_hints(),
        "month_code": month_code,
        "problem": "",
        "said": "",
        "going": False,
    }


def _rows(shown: list[Line]) -> dict[int, members.Row]:
    """Give stall and status, as our book has them, of the members of a pile's rows."""
    ids = [line.ours.id for line in shown if line.ours is not None]
    return {row.id: row for row in members.rows_of(db.session(), ids, today=settings().today())}


def _offers(line: Line, free: list[reconciling.Ours]) -> list[reconciling.Ours]:
    if line.pile is not Pile.THEIRS or line.theirs is None or line.why in (Why.TWICE, Why.LEFT):
        return []
    return reconciling.offers(line.theirs, free)


def _told(line: Line) -> list[str]:
    """Say in a few sentences what the list and the roster say of one row."""
    said = [_reasons()[line.why]] if line.why else []
    said += _told_fields(line)
    row = line.theirs
    if line.ours is None and row is not None and row.nik:
        said.append(_("NIK %(nik)s", nik=mask_nik(row.nik)))
    if line.pile is Pile.PAID:
        said.append(_("Bulan ini sudah dibayar menurut catatan kita."))
        if row is None:
            said.append(_("Tidak ada di daftar BPJS."))
    if row is not None and row.standing and (line.pile is not Pile.MATCH):
        said.append(_("Status di BPJS: %(status)s", status=_standings()[row.standing]))
    if row is not None and row.unread:
        said.append(_("NIK atau KPJ di berkas tidak terbaca."))
    return [str(one) for one in said]


def _told_fields(line: Line) -> Iterator[str]:
    """Say what differs, field by field, and in the months that were paid."""
    names = wording.Names()
    for name, (before, after) in line.fields.items() if line.ours is not None else ():
        was, new = (wording.shown(name, value, names) or _("kosong") for value in (before, after))
        yield _(
            "%(field)s: %(was)s → %(new)s",
            field=wording.field_names().get(name, name),
            was=was,
            new=new,
        )
    if line.months is not None:
        ours, theirs = line.months
        was = format_month(ours) if ours else _("belum ada iuran")
        yield _("Lunas sampai: di kita %(was)s, di BPJS %(new)s", was=was, new=format_month(theirs))


def _pile_names() -> dict[str, str]:
    return {
        Pile.DIFFERENT: _("Beda data"),
        Pile.PAID: _("Bayar tapi belum aktif"),
        Pile.OURS: _("Di kita saja"),
        Pile.THEIRS: _("Di BPJS saja"),
        Pile.MATCH: _("Cocok"),
        Pile.ASIDE: _("Ditunda"),
    }


def _pile_hints() -> dict[str, str]:
    return {
        Pile.DIFFERENT: _("Yang kiri data kita, yang kanan data BPJS Ketenagakerjaan."),
        Pile.PAID: _(
            "Keluarganya bisa tidak menerima santunan. Tanyakan ke kantor cabang dengan "
            "kuitansinya."
        ),
        Pile.OURS: _("Ada di daftar anggota, tidak ada di daftar BPJS Ketenagakerjaan."),
        Pile.THEIRS: _("Ada di daftar BPJS Ketenagakerjaan, tidak ada di daftar anggota."),
        Pile.MATCH: _("Tidak ada yang perlu dikerjakan."),
        Pile.ASIDE: _("Tidak diubah. Kembalikan bila ingin dikerjakan."),
    }


def _reasons() -> dict[str, str]:
    return {
        Why.TWICE: _("Nomornya sudah dipakai baris lain di berkas ini."),
        Why.CLASH: _("KPJ-nya milik satu anggota, NIK-nya milik anggota lain."),
        Why.UNLIKE: _("Nomornya sama, tetapi orangnya tampak lain."),
        Why.PENDING: _("NIK anggota ini masih dicocokkan petugas Dinas."),
        Why.NUMBERLESS: _("Tanpa NIK belum bisa ditambahkan. Minta NIK-nya ke kantor cabang."),
        Why.REFUSED: _("Tidak bisa diambil: bertentangan dengan data yang sudah ada."),
        Why.LEFT: _("Sudah keluar dari daftar anggota."),
    }


def _standings() -> dict[str, str]:
    return {
        Standing.ACTIVE: _("aktif"),
        Standing.LAPSED: _("tidak aktif"),
        Standing.PENDING: _("belum terdaftar"),
        Standing.DIED: _("meninggal"),
        Standing.EMPLOYED: _("penerima upah"),
        Standing.STOPPED: _("berhenti"),
    }

"""What was done to many members at once, how far it came, and taking it back."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.roster.batches import actions, reads
from association.roster.changes.kinds import BatchKind
from association.roster.members import wording
from association.rules.house.bulk import Action, Hindrance
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, asked_id, moved, page, refused, wanted_part
from association.web.words import in_words

pages = Pages("batches")
CHUNKS_A_REQUEST = 2
MOST_NAMES = 5
PARTS = ("batch_state", "kept_rows")


@pages.get("/anggota/perubahan", may=May.SEE_ROSTER)
def listed() -> Answer:
    """List what was done to many at once, newest first."""
    lines, more = reads.listed(
        db.session(), association_id=actor().association_id, before=asked_id("before")
    )
    return page(
        "roster/batches/list.html",
        parts=("batch_rows",),
        lines=lines,
        more=more,
        told=told,
        now=settings().now(),
    )


@pages.get("/anggota/perubahan/<id:batch_id>", may=May.SEE_ROSTER)
def detail(batch_id: int) -> Answer:
    """Show one batch: how far it came, whom it left out, and how to take it back."""
    return page("roster/batches/detail.html", parts=PARTS, **_context(batch_id))


@pages.post("/anggota/perubahan/<id:batch_id>/lanjut", may=May.EDIT_ROSTER)
def go_on(batch_id: int) -> Answer:
    """Do the next members; the page goes on by itself, or by its button without JavaScript."""
    actions.go_on(batch_id, by(), today=settings().today(), chunks=CHUNKS_A_REQUEST)
    if wanted_part(PARTS):
        return page("roster/batches/detail.html", parts=PARTS, **_context(batch_id))
    return moved(url_for("batches.detail", batch_id=batch_id))


@pages.post("/anggota/perubahan/<id:batch_id>/batalkan", may=May.EDIT_ROSTER)
def undo(batch_id: int) -> Answer:
    """Take a batch back."""
    try:
        undoing = actions.start_undo(batch_id, by())
    except RuleError as error:
        return refused(
            "roster/batches/detail.html", **(_context(batch_id) | {"problem": in_words(error)})
        )
    return moved(url_for("batches.detail", batch_id=undoing))


def _context(batch_id: int) -> dict[str, Any]:
    session = db.session()
    line = reads.one(session, batch_id)
    root = reads.root_of(session, batch_id)
    kept, more = reads.kept(session, batch_id, after=asked_id("after"))
    return {
        "line": line,
        "told": told,
        "root": line if root == batch_id else reads.one(session, root),
        "names": reads.first_names(session, batch_id, most=MOST_NAMES),
        "kept": kept,
        "kept_count": reads.count_kept(session, batch_id),
        "more": more,
        "reasons": reasons(),
        "field_names": wording.field_names() | {"attendance": _("tanda hadir")},
        "now": settings().now(),
        "problem": "",
    }


def told(line: reads.BatchLine) -> str:
    """Say in a few words what a batch did."""
    if line.action is not None:
        names = {
            Action.SENT: _("Ditandai sudah dikirim untuk didaftarkan"),
            Action.STALL: _("Pasar atau blok tempat usaha diubah"),
            Action.LEAVE: _("Dikeluarkan dari daftar"),
            Action.RETURN: _("Dikembalikan ke daftar"),
            Action.UNDO: _("Pembatalan"),
        }
        return str(names[line.action])
    kinds = {
        BatchKind.IMPORT: _("Impor daftar"),
        BatchKind.MERGE: _("Data ganda digabung"),
        BatchKind.MOVE: _("Pindah paguyuban"),
        BatchKind.ATTEND: _("Hadir dicatat dengan nomor lembar"),
        BatchKind.KPJ: _("Nomor KPJ dicatat"),
        BatchKind.RECONCILE: _("Dari daftar BPJS Ketenagakerjaan"),
    }
    return str(kinds.get(line.kind, _("Perubahan banyak anggota")))


def reasons() -> dict[str, str]:
    """Say why somebody was left out."""
    return {
        Hindrance.NO_NIK: _("belum ada NIK"),
        Hindrance.NO_BIRTH_DATE: _("belum ada tanggal lahir"),
        Hindrance.NO_PHONE: _("belum ada nomor HP"),
        Hindrance.PENDING: _("NIK masih dicocokkan petugas Dinas"),
        Hindrance.TOO_OLD: _("sudah 65 tahun atau lebih"),
        Hindrance.SENT_BEFORE: _("sudah pernah dikirim"),
        Hindrance.PARTICIPANT: _("sudah terdaftar"),
        Hindrance.NO_STALL: _("belum ada tempat usaha"),
        Hindrance.MANY_STALLS: _("punya lebih dari satu tempat usaha: ubah di halamannya"),
        Hindrance.GONE: _("sudah keluar dari daftar"),
        Hindrance.PRESENT: _("masih ada di daftar"),
        Hindrance.CHANGED: _("diubah sesudahnya"),
        Hindrance.REFUSED: _("datanya bertentangan dengan yang sudah ada"),
    }

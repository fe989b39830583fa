"""/paguyuban/nik: rows whose NIK is known with other data, and an officer's decision."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.roster.disputes import actions, reads, sides
from association.roster.disputes.forms import AskForm, DecideForm
from association.roster.disputes.values import Decision, Side
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, city_by, new_key, settings
from association.web.language import in_indonesian
from association.web.page import Answer, asked_id, moved, page, refused
from association.web.words import in_words

pages = Pages("disputes")
LIST, ONE = "roster/disputes/list.html", "roster/disputes/dispute.html"
BASE = "/paguyuban/nik"


@pages.get(BASE, may=May.ADMINISTER)
def waiting() -> Answer:
    """List the city's rows that wait, by paguyuban."""
    return page(LIST, parts=("waiting_rows",), **_listed())


def _listed(problem: str = "") -> dict[str, Any]:
    found = reads.waiting(db.session(), city_id=actor().city_id, after=asked_id("after"))
    others = sides.others_of(db.session(), [row.id for row in found.rows])
    return {"rows": found.rows, "more": found.after, "others": others, "problem": problem}


@pages.get(f"{BASE}/<id:member_id>", may=May.ADMINISTER)
def one(member_id: int) -> Answer:
    """Show the two rows of one NIK side by side, masked, with what may be decided."""
    return page(ONE, **_shown(member_id))


def _shown(member_id: int, problem: str = "") -> dict[str, Any]:
    session, today = db.session(), settings().today()
    dispute = sides.dispute(session, member_id, city_id=actor().city_id, today=today)
    both = {"here": dispute.here, "there": dispute.there}
    return {
        "dispute": dispute,
        "id": member_id,
        "texts": {name: _text(side) for name, side in both.items() if side and side.to},
        "keys": {name: new_key() for name in (*both, *Decision)},
        "problem": problem,
    }


@in_indonesian()
def _text(side: Side) -> str:
    """Word what the contact is asked; it tells neither whose NIK it is nor that anybody has it."""
    return str(
        _(
            "Halo %(name)s, mohon cocokkan NIK satu anggota %(place)s dengan KTP-nya. Buka tautan "
            "ini sebagai pengurus: %(address)s Terima kasih. Petugas Dinas Perdagangan",
            name=side.contact,
            place=side.place,
            address=f"{settings().base_url}/anggota/{side.member_id}/nik-cocok",
        )
    )


@pages.post(f"{BASE}/<id:member_id>/tanya", may=May.ADMINISTER)
def ask(member_id: int) -> Answer:
    """Ask one of the two paguyuban to hold the NIK against the KTP."""
    form = AskForm.received()
    if not form.validate():
        return _refused(member_id, _("Tekan salah satu tombol di bawah."))
    try:
        actions.ask(member_id, city_by(), other=form.side.data == "there", once=form.once())
    except RuleError as error:
        return _refused(member_id, in_words(error))
    said = _("Permintaannya sekarang tampil di Beranda pengurusnya.")
    return moved(url_for("disputes.one", member_id=member_id), said)


@pages.post(f"{BASE}/<id:member_id>/putusan", may=May.ADMINISTER)
def decide(member_id: int) -> Answer:
    """Carry out a decision."""
    form = DecideForm.received()
    if not form.validate():
        return _refused(member_id, _("Tekan salah satu tombol di bawah."))
    decision = Decision(form.decision.data)
    try:
        actions.decide(member_id, decision, city_by(), once=form.once())
    except RuleError as error:
        return _refused(member_id, in_words(error))
    if decision is Decision.HERE:
        said = _("Pengurus diminta memperbaiki NIK anggotanya. Baris ini tetap menunggu.")
        return moved(url_for("disputes.one", member_id=member_id), said)
    said = _("NIK-nya dilepas. Pengurusnya membaca alasannya di halaman anggota.")
    if decision is not Decision.THERE:
        said = _("Terhubung. Iurannya sekarang bisa dicatat.")
    return moved(url_for("disputes.waiting"), said)


def _refused(member_id: int, problem: str) -> Answer:
    """Answer on the row's page; on the list where it does not wait any more."""
    if reads.place_of(db.session(), member_id)[1]:
        return refused(ONE, **_shown(member_id, problem))
    return refused(LIST, **_listed(problem))

"""Screens of serah terima: what is handed over, both signatures, and the paper that stays."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.people.handover import actions, reads
from association.people.handover.forms import ProposalForm, SignForm
from association.people.signin.password import password_refused
from association.rules.house.errors import RuleError
from association.rules.house.handover import Matter
from association.rules.house.permissions import May, Right
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("handover")


@pages.get("/pengurus/serah-terima", may=May.MANAGE_TEAM)
def start() -> Answer:
    """Show what would be handed over now, the form to do so, and earlier ones."""
    return page("people/handover/start.html", **_starting(ProposalForm()))


def _starting(form: ProposalForm, problem: str = "") -> dict[str, Any]:
    session, own, today = db.session(), actor().association_id, settings().today()
    lines = reads.successors(
        session, association_id=own, account_id=actor().account_id or 0, today=today
    )
    return {
        "form": form.offer(lines),
        "matters": actions.open_matters(session, own, today),
        "entrusted": actions.entrusted(session, own, today),
        "matter_names": _matter_names(),
        "earlier": reads.listed(session, association_id=own),
        "problem": problem,
    }


def _matter_names() -> dict[Matter, str]:
    return {
        Matter.MEMBERS: _("Anggota di daftar"),
        Matter.LAPSING: _("Habis akhir bulan ini"),
        Matter.DUE: _("Jatuh tempo"),
        Matter.ARREARS: _("Menunggak"),
        Matter.INACTIVE: _("Nonaktif"),
        Matter.SENT: _("Dikirim, belum terdaftar"),
        Matter.LINKS: _("NIK menunggu dicocokkan"),
        Matter.TRANSFERS: _("Tawaran pindah terbuka"),
        Matter.EVENTS: _("Kegiatan mendatang"),
    }


def _unsigned(template: str, context: dict[str, Any]) -> Answer | None:
    """Ask for the password that signs; the refusal when it does not fit."""
    wrong = _("Kata sandi salah. BELUM ditandatangani. Periksa kata sandi, lalu coba lagi.")
    return password_refused(template, lambda: context, wrong=wrong)


@pages.post("/pengurus/serah-terima", may=May.MANAGE_TEAM)
def propose() -> Answer:
    """Sign as the outgoing ketua."""
    form = ProposalForm.received()
    context = _starting(form)
    if not form.validate():
        return refused("people/handover/start.html", **context)
    refusal = _unsigned("people/handover/start.html", context)
    if refusal is not None:
        return refusal
    try:
        handover_id = actions.propose(form.proposal(), by(), once=form.once())
    except RuleError as error:
        return refused("people/handover/start.html", **_starting(form, in_words(error)))
    return moved(url_for("handover.one", handover_id=handover_id), _("Anda sudah menandatangani."))


@pages.get("/pengurus/serah-terima/<id:handover_id>", may=May.SEE_ROSTER)
def one(handover_id: int) -> Answer:
    """Show a serah terima as it was signed, to its two sides and the ketua."""
    return page("people/handover/paper.html", **_paper(handover_id))


def _paper(handover_id: int, problem: str = "") -> dict[str, Any]:
    who = actor()
    shown = reads.one(
        db.session(), handover_id, account_id=who.account_id or 0, leads=Right.LEAD in who.rights
    )
    return {
        "shown": shown,
        "kept": shown.kept,
        "papers": shown.papers,
        "matter_names": _matter_names(),
        "is_incoming": who.account_id == shown.to_account_id,
        "is_party": who.account_id in (shown.from_account_id, shown.to_account_id),
        "form": SignForm(),
        "problem": problem,
    }


@pages.post("/pengurus/serah-terima/<id:handover_id>/tanda-tangan", may=May.SEE_ROSTER)
def sign(handover_id: int) -> Answer:
    """Sign as the incoming ketua."""
    context = _paper(handover_id)
    refusal = _unsigned("people/handover/paper.html", context)
    if refusal is not None:
        return refusal
    try:
        actions.sign(handover_id, by())
    except RuleError as error:
        return refused("people/handover/paper.html", **_paper(handover_id, in_words(error)))
    return moved(
        url_for("handover.one", handover_id=handover_id), _("Kedua ketua sudah menandatangani.")
    )


@pages.post("/pengurus/serah-terima/<id:handover_id>/tarik", may=May.SEE_ROSTER)
def withdraw(handover_id: int) -> Answer:
    """Take a serah terima back."""
    try:
        actions.withdraw(handover_id, by())
    except RuleError as error:
        return refused("people/handover/paper.html", **_paper(handover_id, in_words(error)))
    return moved("/", _("Serah terima ditarik. Tidak ada jabatan yang berubah."))

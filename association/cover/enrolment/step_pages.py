"""Steps of one member's enrolment: sent, registered, ended, taken back; and who pays."""

from flask import flash, request, url_for
from flask_babel import gettext as _

from association.cover.enrolment import actions
from association.cover.enrolment.forms import RegisteredForm
from association.cover.enrolment.member import MEMBER, shown
from association.cover.enrolment.member_forms import EndedForm, PayingForm, SentForm
from association.database import db
from association.roster.members import reads as members
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.law.enrolment import End
from association.web.forms import Form
from association.web.gate import Pages, by
from association.web.page import Answer, moved, refused
from association.web.words import in_words

pages = Pages("enrolment_steps")


def _refused_member(member_id: int, problem: str = "", **typed: Form) -> Answer:
    told = problem or _("Belum tersimpan. Perbaiki yang ditandai.")
    return refused(MEMBER, **(shown(member_id) | typed | {"problem": told}))


def _to_member(member_id: int, said: str) -> Answer:
    return moved(url_for("members.detail", member_id=member_id), said)


@pages.post("/anggota/<id:member_id>/pendaftaran/kirim", may=May.EDIT_ROSTER)
def mark_sent(member_id: int) -> Answer:
    """Note that a member's papers were sent."""
    form = SentForm.received()
    members.one(db.session(), member_id)
    if not form.validate():
        return _refused_member(member_id, sent=form)
    try:
        actions.mark_sent(member_id, form.day.value, by(), once=form.once())
    except RuleError as error:
        return _refused_member(member_id, in_words(error), sent=form)
    return _to_member(member_id, _("Tercatat: pendaftaran sudah dikirim."))


@pages.post("/anggota/<id:member_id>/pendaftaran/terdaftar", may=May.EDIT_ROSTER)
def mark_registered(member_id: int) -> Answer:
    """Note that a member is registered; without a KPJ it warns."""
    form = RegisteredForm.received()
    members.one(db.session(), member_id)
    if not form.validate():
        return _refused_member(member_id, registered=form)
    try:
        actions.mark_registered(member_id, form.membership(), by(), once=form.once())
    except RuleError as error:
        return _refused_member(member_id, in_words(error), registered=form)
    if form.kpj.value is None:
        flash(_("Nomor KPJ belum diisi. Isi saat kartunya datang."), "warn")
    return _to_member(member_id, _("Tercatat: sudah terdaftar."))


@pages.post("/anggota/<id:member_id>/pendaftaran/berhenti", may=May.EDIT_ROSTER)
def mark_ended(member_id: int) -> Answer:
    """Note why and when a membership ended."""
    form = EndedForm.received().offered()
    members.one(db.session(), member_id)
    if not form.validate():
        return _refused_member(member_id, ended=form)
    try:
        actions.mark_ended(member_id, End(form.reason.data), form.day.value, by(), once=form.once())
    except RuleError as error:
        return _refused_member(member_id, in_words(error), ended=form)
    return _to_member(member_id, _("Tercatat: berhenti sebagai peserta."))


@pages.post("/anggota/<id:member_id>/pendaftaran/pembayar", may=May.EDIT_ROSTER)
def set_paying(member_id: int) -> Answer:
    """Note who pays, which trade and which occupation."""
    form = PayingForm.received().offered()
    members.one(db.session(), member_id)
    if not form.validate():
        return _refused_member(member_id, paying=form)
    try:
        actions.set_paying(member_id, form.paying(), by(), once=form.once())
    except RuleError as error:
        return _refused_member(member_id, in_words(error), paying=form)
    return _to_member(member_id, _("Tersimpan."))


@pages.post("/anggota/<id:member_id>/pendaftaran/tarik", may=May.EDIT_ROSTER)
def take_back(member_id: int) -> Answer:
    """Take a step back that was noted by mistake."""
    form, what = Form.received(), request.form.get("what", "")
    members.one(db.session(), member_id)
    if what not in actions.TAKEN_BACK:
        return _refused_member(member_id, _("Pilih dulu apa yang ditarik."))
    try:
        actions.take_back(member_id, what, by(), once=form.once())
    except RuleError as error:
        return _refused_member(member_id, in_words(error))
    return _to_member(member_id, _("Catatan itu sudah ditarik."))

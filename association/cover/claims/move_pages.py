"""How a case goes on: its steps, a wait, the report of an accident, and what was a mistake."""

from flask import abort, url_for
from flask_babel import gettext as _

from association.cover.claims import actions, moving
from association.cover.claims.forms import DayForm, WaitForm
from association.cover.claims.shown import DETAIL, STEPS, case, shown
from association.cover.claims.wording import case_states
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.forms import Form
from association.web.gate import Pages, by
from association.web.page import Answer, moved, refused
from association.web.words import in_words

pages = Pages("claims_move")


@pages.post("/klaim/<id:claim_id>/langkah/<step_to>", may=May.EDIT_ROSTER)
def move(claim_id: int, step_to: str) -> Answer:
    """Let a case go on, or back by a step."""
    case(claim_id)
    if step_to not in STEPS:
        abort(404)
    form = STEPS[step_to].received()
    step = form.step()
    if step is None:
        return _refused(claim_id, step_to, form)
    try:
        moving.move(claim_id, step, by(), once=form.once())
    except RuleError as error:
        return _refused(claim_id, step_to, form, in_words(error))
    return _to(claim_id, _("Tercatat: %(state)s.", state=case_states()[step.to].lower()))


@pages.post("/klaim/<id:claim_id>/tunggu", may=May.EDIT_ROSTER)
def wait(claim_id: int) -> Answer:
    """Let a case wait until a day."""
    form = WaitForm.received()
    case(claim_id)
    if not form.validate():
        return _refused(claim_id, "tunggu", form)
    try:
        until, what = form.until.value, form.what.value or ""
        moving.wait(claim_id, until, what, by(), once=form.once())
    except RuleError as error:
        return _refused(claim_id, "tunggu", form, in_words(error))
    return _to(claim_id, _("Tercatat. Pada hari itu kasus ini tampil lagi di Beranda."))


@pages.post("/klaim/<id:claim_id>/lapor", may=May.EDIT_ROSTER)
def report(claim_id: int) -> Answer:
    """Note that an accident is reported."""
    form = Form.received()
    case(claim_id)
    try:
        moving.report(claim_id, by(), once=form.once())
    except RuleError as error:
        return _refused(claim_id, "lapor", form, in_words(error))
    return _to(claim_id, _("Tercatat: sudah dilaporkan (Tahap I)."))


@pages.post("/klaim/<id:claim_id>/hari", may=May.EDIT_ROSTER)
def move_day(claim_id: int) -> Answer:
    """Move a death to another day."""
    form = DayForm.received()
    case(claim_id)
    if not form.validate():
        return _refused(claim_id, "hari", form)
    try:
        actions.move_day(claim_id, form.day.value, by(), once=form.once())
    except RuleError as error:
        return _refused(claim_id, "hari", form, in_words(error))
    return _to(claim_id, _("Tanggalnya sudah dibetulkan, di daftar dan kepesertaan juga."))


@pages.post("/klaim/<id:claim_id>/batal", may=May.EDIT_ROSTER)
def undo(claim_id: int) -> Answer:
    """Undo a case that was recorded by mistake, with all that followed."""
    form, member = Form.received(), case(claim_id).member
    try:
        actions.undo(claim_id, by(), once=form.once())
    except RuleError as error:
        return _refused(claim_id, "batal", form, in_words(error))
    said = _("Kasus dibatalkan. Data %(name)s kembali seperti sebelumnya.", name=member.name)
    return moved(url_for("members.detail", member_id=member.id), said)


def _refused(claim_id: int, word: str, form: Form, wrong: str = "") -> Answer:
    return refused(DETAIL, parts=("way",), **shown(case(claim_id), wrong=wrong, **{word: form}))


def _to(claim_id: int, said: str) -> Answer:
    return moved(url_for("claims.detail", claim_id=claim_id), said)

"""Close a paguyuban, and open it again: what it leaves, and what changed since, before the
button."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.office.associations import actions, leaving
from association.office.associations.forms import ReopenForm
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.territory import reads as ground
from association.web.forms import Form
from association.web.gate import Pages, city_by, settings
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("closing")
CLOSE, REOPEN = "office/associations/close.html", "office/associations/reopen.html"


@pages.get("/paguyuban/<id:association_id>/tutup", may=May.ADMINISTER)
def ask_to_close(association_id: int) -> Answer:
    """Show what a paguyuban leaves that is closed today."""
    return page(CLOSE, **_left(association_id, Form()))


def _left(association_id: int, form: Form, problem: str = "") -> dict[str, Any]:
    today = settings().today()
    left = leaving.left(db.session(), association_id, now=settings().now())
    return {
        "association": ground.association(db.session(), association_id),
        "left": left,
        "says": left.facts(today),
        "today": today,
        "form": form,
        "problem": problem,
    }


@pages.post("/paguyuban/<id:association_id>/tutup", may=May.ADMINISTER)
def close(association_id: int) -> Answer:
    """Close a paguyuban from today on."""
    form = Form.received()
    try:
        actions.close(association_id, city_by(), once=form.once())
    except RuleError as error:
        return refused(CLOSE, **_left(association_id, Form(), in_words(error)))
    return _to(association_id, _("Paguyuban ditutup mulai hari ini."))


@pages.get("/paguyuban/<id:association_id>/buka", may=May.ADMINISTER)
def ask_to_reopen(association_id: int) -> Answer:
    """Show what changed since a paguyuban was closed."""
    return page(REOPEN, **_since(association_id, ReopenForm()))


def _since(association_id: int, form: ReopenForm, problem: str = "") -> dict[str, Any]:
    session, today = db.session(), settings().today()
    association = ground.association(session, association_id)
    shown = {"association": association, "form": form, "problem": problem}
    if association.closed_on is None:
        return shown
    since = leaving.since(session, association, today=today)
    return shown | {"since": since, "says": since.facts(today)}


@pages.post("/paguyuban/<id:association_id>/buka", may=May.ADMINISTER)
def reopen(association_id: int) -> Answer:
    """Open a paguyuban again."""
    form = ReopenForm.received()
    if not form.validate():
        return refused(REOPEN, **_since(association_id, form))
    mistake = form.mistake.data == "1"
    try:
        actions.reopen(association_id, city_by(), mistake=mistake, once=form.once())
    except RuleError as error:
        again = ReopenForm(mistake=form.mistake.data)
        return refused(REOPEN, **_since(association_id, again, in_words(error)))
    return _to(association_id, _("Paguyuban dibuka lagi."))


def _to(association_id: int, said: str) -> Answer:
    return moved(url_for("associations.one", association_id=association_id), said)

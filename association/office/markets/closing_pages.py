"""Close a market, and open it again: what it leaves, and what changed since, before the button."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.office.associations.forms import ReopenForm
from association.office.markets import actions, leaving
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.territory import reads as ground
from association.web.forms import Form
from association.web.gate import Pages, actor, city_by, settings
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("marketclosing")
CLOSE, REOPEN = "office/markets/close.html", "office/markets/reopen.html"


@pages.get("/pasar/<id:market_id>/tutup", may=May.ADMINISTER)
def ask_to_close(market_id: int) -> Answer:
    """Show what a market leaves that is closed today."""
    return page(CLOSE, **_left(market_id, Form()))


def _left(market_id: int, form: Form, problem: str = "") -> dict[str, Any]:
    session, today = db.session(), settings().today()
    market = ground.market(session, market_id, city_id=actor().city_id)
    left = leaving.left(session, market, now=settings().now(), today=today)
    shown = {"market": market, "left": left, "says": left.facts(today), "today": today}
    return shown | {"form": form, "problem": problem}


@pages.post("/pasar/<id:market_id>/tutup", may=May.ADMINISTER)
def close(market_id: int) -> Answer:
    """Close a market from today on."""
    form = Form.received()
    try:
        actions.close(market_id, city_by(), city_id=actor().city_id, once=form.once())
    except RuleError as error:
        return refused(CLOSE, **_left(market_id, Form(), in_words(error)))
    return moved(url_for("markets.one", market_id=market_id), _("Pasar ditutup mulai hari ini."))


@pages.get("/pasar/<id:market_id>/buka", may=May.ADMINISTER)
def ask_to_reopen(market_id: int) -> Answer:
    """Show what changed since a market was closed."""
    return page(REOPEN, **_since(market_id, ReopenForm()))


def _since(market_id: int, form: ReopenForm, problem: str = "") -> dict[str, Any]:
    session, today = db.session(), settings().today()
    market = ground.market(session, market_id, city_id=actor().city_id)
    shown = {"market": market, "form": form, "problem": problem}
    if market.closed_on is None:
        return shown
    since = leaving.since(session, market, today=today)
    return shown | {"since": since, "says": since.facts(today)}


@pages.post("/pasar/<id:market_id>/buka", may=May.ADMINISTER)
def reopen(market_id: int) -> Answer:
    """Open a market again."""
    form, city_id = ReopenForm.received(), actor().city_id
    if not form.validate():
        return refused(REOPEN, **_since(market_id, form))
    mistake = form.mistake.data == "1"
    try:
        actions.reopen(market_id, city_by(), city_id=city_id, mistake=mistake, once=form.once())
    except RuleError as error:
        again = ReopenForm(mistake=form.mistake.data)
        return refused(REOPEN, **_since(market_id, again, in_words(error)))
    return moved(url_for("markets.one", market_id=market_id), _("Pasar dibuka lagi."))

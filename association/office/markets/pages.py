"""/pasar: the city's markets as the office runs them: listed, made, renamed."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.office.associations.reads import history
from association.office.associations.wording import told
from association.office.markets import reads
from association.office.markets.forms import MarketForm, filled
from association.people.finding.forms import asked_query
from association.rules.house.permissions import May
from association.territory import actions
from association.territory import reads as ground
from association.territory.locking import TerritoryChanged
from association.territory.models import Market
from association.territory.naming import NameTaken
from association.web.gate import Pages, actor, city_by, settings
from association.web.page import Answer, asked_id, asked_text, moved, page, refused, whole_number
from association.web.words import in_words

pages = Pages("markets")
FORM = "office/markets/form.html"


@pages.get("/pasar", may=May.ADMINISTER)
def all_markets() -> Answer:
    """List the city's open markets, or with `tutup` the closed ones; 25 and more."""
    closed, query = bool(asked_text("tutup")), asked_query()
    found = reads.listed(
        db.session(),
        city_id=actor().city_id,
        query=query.text,
        closed=closed,
        after=asked_id("after"),
        today=settings().today(),
    )
    return page(
        "office/markets/list.html",
        parts=("market_table", "market_rows"),
        found=found,
        query=query,
        closed=closed,
    )


@pages.get("/pasar/baru", may=May.ADMINISTER)
def new() -> Answer:
    """Show an empty form."""
    return page(FORM, **_shown(MarketForm()))


def _shown(form: MarketForm, market: Market | None = None) -> dict[str, Any]:
    return {"form": form, "market": market, "theirs": {}}


@pages.post("/pasar/baru", may=May.ADMINISTER)
def create() -> Answer:
    """Save a new market."""
    form = MarketForm.received()
    if not form.validate():
        return refused(FORM, **_shown(form))
    try:
        made = actions.make_market(actor().city_id, form.values(), city_by(), once=form.once())
    except NameTaken as error:
        form.refuse("name", in_words(error))
        return refused(FORM, **_shown(form))
    return moved(url_for("markets.one", market_id=made), _("Pasar tersimpan."))


@pages.get("/pasar/<id:market_id>", may=May.ADMINISTER)
def one(market_id: int) -> Answer:
    """Show one market: its names, the paguyuban there, what was done to it."""
    session, today = db.session(), settings().today()
    return page(
        "office/markets/detail.html",
        market=ground.market(session, market_id, city_id=actor().city_id),
        associations=ground.associations(session, on=today, market_id=market_id),
        history=history(session, f"market:{market_id}"),
        told=told,
    )


@pages.get("/pasar/<id:market_id>/ubah", may=May.ADMINISTER)
def edit(market_id: int) -> Answer:
    """Show the form of a market."""
    market = ground.market(db.session(), market_id, city_id=actor().city_id)
    return page(FORM, **_shown(filled(market), market))


@pages.post("/pasar/<id:market_id>/ubah", may=May.ADMINISTER)
def save(market_id: int) -> Answer:
    """Save the form of a market; when somebody saved meanwhile, show theirs beside what was
    typed."""
    form, city_id = MarketForm.received(), actor().city_id
    market = ground.market(db.session(), market_id, city_id=city_id)
    if not form.validate():
        return refused(FORM, **_shown(form, market))
    version = whole_number(form.version.data) or 0
    try:
        actions.rename_market(
            market_id,
            form.values(),
            city_by(),
            city_id=city_id,
            version=version,
            once=form.once(),
        )
    except NameTaken as error:
        form.refuse("name", in_words(error))
        return refused(FORM, **_shown(form, market))
    except TerritoryChanged:
        kept = filled(ground.market(db.session(), market_id, city_id=city_id))
        theirs = kept.differences(form)
        form.version.data, form.key.data = kept.version.data, kept.key.data
        return refused(FORM, status=409, **_shown(form, market) | {"theirs": theirs})
    return moved(url_for("markets.one", market_id=market_id), _("Tersimpan."))

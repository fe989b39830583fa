"""/paguyuban: the city's paguyuban as the office runs them: listed, made, changed. Figures only,
never members."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.office.associations import actions, reads
from association.office.associations.forms import AssociationForm, filled
from association.office.associations.sections import ASSOCIATION_PAGE, ASSOCIATIONS_PAGE
from association.office.associations.wording import told
from association.people.finding.forms import asked_query
from association.rules.house.permissions import May
from association.territory import actions as territory
from association.territory import reads as ground
from association.territory.locking import TerritoryChanged
from association.territory.models import Association
from association.territory.naming import NameTaken
from association.web import drafts
from association.web.gate import Pages, actor, city_by, settings
from association.web.page import Answer, asked_id, asked_text, moved, page, refused, whole_number
from association.web.words import in_words

pages = Pages("associations")
FORM = "office/associations/form.html"


@pages.get("/paguyuban", may=May.ADMINISTER)
def roll() -> Answer:
    """List the city's paguyuban at work, or with `tutup` the closed ones; 25 and more."""
    city_id, closed = actor().city_id, bool(asked_text("tutup"))
    query = asked_query()
    found = reads.listed(
        db.session(),
        city_id=city_id,
        query=query.text,
        closed=closed,
        after=asked_id("after"),
        today=settings().today(),
    )
    return page(
        "office/associations/list.html",
        parts=("association_table", "association_rows"),
        found=found,
        query=query,
        closed=closed,
        sections=ASSOCIATIONS_PAGE.gather(city_id),
    )


@pages.get("/paguyuban/baru", may=May.ADMINISTER)
def new() -> Answer:
    """Show an empty form."""
    draft = drafts.of_page()
    form = (draft and draft.into(AssociationForm)) or AssociationForm()
    return page(FORM, draft=draft, **_shown(form))


def _shown(form: AssociationForm, association: Association | None = None) -> dict[str, Any]:
    """Gather what the form shows; a closed market can only be kept."""
    today, own = settings().today(), []
    if association is not None:
        own = [one for one in association.markets if one.closed_on is not None]
    offered = ground.markets(db.session(), actor().city_id, on=today)
    form.offer([*offered, *own])
    return {"form": form, "association": association, "theirs": {}}


@pages.post("/paguyuban/baru", may=May.ADMINISTER)
def create() -> Answer:
    """Save a new paguyuban, and go to its page."""
    form = AssociationForm.received()
    shown = _shown(form)
    if not form.validate():
        return refused(FORM, **shown)
    changed = form.changed()
    try:
        made = territory.make_association(
            actor().city_id, changed.values, changed.market_ids, city_by(), once=form.once()
        )
    except NameTaken as error:
        form.refuse("name", in_words(error))
        return refused(FORM, **shown)
    return moved(url_for("associations.one", association_id=made), _("Paguyuban tersimpan."))


@pages.get("/paguyuban/<id:association_id>", may=May.ADMINISTER)
def one(association_id: int) -> Answer:
    """Show one paguyuban: names, markets, contact, papers, what was done to it."""
    session, today = db.session(), settings().today()
    association = ground.association(session, association_id)
    return ASSOCIATION_PAGE.alone(association) or page(
        "office/associations/detail.html",
        association=association,
        markets=association.markets,
        since=reads.since_of(session, association_id),
        contact=association.contact(today),
        papers=reads.papers_of(session, association_id),
        history=reads.history(session, f"association:{association_id}"),
        told=told,
        sections=ASSOCIATION_PAGE.gather(association),
    )


@pages.get("/paguyuban/<id:association_id>/ubah", may=May.ADMINISTER)
def edit(association_id: int) -> Answer:
    """Show the form of a paguyuban."""
    association, form = _saved(association_id)
    draft = drafts.of_page(association.version)
    form = (draft and draft.into(AssociationForm)) or form
    return page(FORM, draft=draft, **_shown(form, association))


def _saved(association_id: int) -> tuple[Association, AssociationForm]:
    session = db.session()
    association = ground.association(session, association_id)
    papers = reads.papers_of(session, association_id)
    return association, filled(association, papers, today=settings().today())


@pages.post("/paguyuban/<id:association_id>/ubah", may=May.ADMINISTER)
def save(association_id: int) -> Answer:
    """Save the form of a paguyuban; when somebody saved meanwhile, show theirs beside what was
    typed."""
    form = AssociationForm.received()
    association = ground.association(db.session(), association_id)
    shown = _shown(form, association)
    if not form.validate():
        return refused(FORM, **shown)
    version = whole_number(form.version.data) or 0
    try:
        actions.change(association_id, form.changed(), city_by(), version=version, once=form.once())
    except NameTaken as error:
        form.refuse("name", in_words(error))
        return refused(FORM, **_shown(form, ground.association(db.session(), association_id)))
    except TerritoryChanged:
        return _changed_meanwhile(association_id, form)
    return moved(url_for("associations.one", association_id=association_id), _("Tersimpan."))


def _changed_meanwhile(association_id: int, form: AssociationForm) -> Answer:
    association, kept = _saved(association_id)
    _shown(kept, association)
    theirs = kept.differences(form)
    form.version.data, form.key.data = kept.version.data, kept.key.data
    return refused(FORM, status=409, **_shown(form, association) | {"theirs": theirs})

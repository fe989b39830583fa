"""/paguyuban/<id>/gabung and /pecah: an officer joins two paguyuban, or divides one."""

from flask import request, url_for
from flask_babel import gettext as _

from association.database import db
from association.office.joins import actions, carrying
from association.office.joins.forms import JoinForm, SplitForm, places
from association.office.joins.shown import JOIN, SPLIT, join_shown, split_shown
from association.office.regrouping import reads
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.territory import reads as territory
from association.web.gate import Pages, city_by, settings
from association.web.page import Answer, asked_id, moved, page, refused, whole_number
from association.web.words import in_words

pages = Pages("joins")
CHUNKS_A_REQUEST = 4


@pages.get("/paguyuban/<id:association_id>/gabung", may=May.ADMINISTER)
def join(association_id: int) -> Answer:
    """Show what a paguyuban has, and to which it may be joined (`ke`)."""
    association = territory.association(db.session(), association_id)
    form = JoinForm()
    form.duties.data = [
        one.duty_id for one in reads.leaders(db.session(), association_id, today=settings().today())
    ]
    return page(JOIN, **join_shown(association, asked_id("ke"), form))


@pages.post("/paguyuban/<id:association_id>/gabung", may=May.ADMINISTER)
def join_now(association_id: int) -> Answer:
    """Join a paguyuban to another one."""
    association = territory.association(db.session(), association_id)
    form = JoinForm.received()
    to_id = whole_number(form.ke.data) or 0
    if not form.validate():
        return refused(JOIN, **join_shown(association, to_id, form))
    try:
        regrouping_id = actions.join(
            association_id,
            to_id,
            city_by(),
            duty_ids=form.duties.data or [],
            once=form.once(),
        )
    except RuleError as error:
        words = in_words(error)
        return refused(JOIN, **join_shown(association, to_id, form, words))
    return begun(regrouping_id)


@pages.get("/paguyuban/<id:association_id>/pecah", may=May.ADMINISTER)
def split(association_id: int) -> Answer:
    """Show the markets and blocks of a paguyuban, and how many of those chosen (`bagian`) would
    go."""
    session = db.session()
    association = territory.association(session, association_id)
    chosen = places(request.args.getlist("bagian"))
    return page(SPLIT, **split_shown(association, chosen, SplitForm()))


@pages.post("/paguyuban/<id:association_id>/pecah/mulai", may=May.ADMINISTER)
def split_now(association_id: int) -> Answer:
    """Divide a paguyuban."""
    session, form = db.session(), SplitForm.received()
    association = territory.association(session, association_id)
    chosen = places(form.bagian.data or [])
    if not form.validate() or not chosen:
        nothing = "" if chosen else _("Pilih dulu pasar atau blok yang ikut ke paguyuban baru.")
        return refused(SPLIT, **split_shown(association, chosen, form, nothing))
    try:
        regrouping_id = actions.split(
            association_id,
            form.name.data,
            chosen,
            city_by(),
            duty_id=form.duty_id,
            once=form.once(),
        )
    except RuleError as error:
        return refused(SPLIT, **split_shown(association, chosen, form, in_words(error)))
    return begun(regrouping_id)


def begun(regrouping_id: int) -> Answer:
    """Move the first members, and go on to the page that tells how far it came."""
    carrying.go_on(regrouping_id, city_by(), chunks=CHUNKS_A_REQUEST)
    return moved(url_for("joindone.one", regrouping_id=regrouping_id))

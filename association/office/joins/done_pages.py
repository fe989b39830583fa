"""/paguyuban/perubahan: what was joined and divided, how far it came, and the way back."""

from flask import url_for

from association.database import db
from association.office.joins import actions, carrying
from association.office.joins.shown import CHANGE, PARTS, change_shown, what
from association.office.regrouping import reads
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, city_by
from association.web.page import Answer, asked_id, moved, page, refused, wanted_part
from association.web.words import in_words

pages = Pages("joindone")
BASE = "/paguyuban/perubahan"
CHUNKS_A_REQUEST = 4


@pages.get(BASE, may=May.ADMINISTER)
def listed() -> Answer:
    """List what was joined and divided in the city."""
    session = db.session()
    found = reads.listed(session, city_id=actor().city_id, after=asked_id("after"))
    names = reads.names(session, found.rows)
    lines = [(done, what(done, names)) for done in found.rows]
    return page("office/joins/changes.html", parts=("change_rows",), lines=lines, more=found.after)


@pages.get(f"{BASE}/<id:regrouping_id>", may=May.ADMINISTER)
def one(regrouping_id: int) -> Answer:
    """Show how far it came, what became of whom, and what changed since."""
    done = reads.one(db.session(), regrouping_id)
    return page(CHANGE, parts=PARTS, **change_shown(done))


@pages.post(f"{BASE}/<id:regrouping_id>/lanjut", may=May.ADMINISTER)
def go_on(regrouping_id: int) -> Answer:
    """Move the next ones; the page goes on by itself, or by its button without JavaScript."""
    carrying.go_on(regrouping_id, city_by(), chunks=CHUNKS_A_REQUEST)
    if wanted_part(PARTS):
        return page(CHANGE, parts=PARTS, **change_shown(reads.one(db.session(), regrouping_id)))
    return moved(url_for("joindone.one", regrouping_id=regrouping_id))


@pages.post(f"{BASE}/<id:regrouping_id>/kembalikan", may=May.ADMINISTER)
def put_back(regrouping_id: int) -> Answer:
    """Put everybody back."""
    try:
        actions.put_back(regrouping_id, city_by(), once=None)
    except RuleError as error:
        done = reads.one(db.session(), regrouping_id)
        return refused(CHANGE, parts=PARTS, **change_shown(done, in_words(error)))
    carrying.go_on(regrouping_id, city_by(), chunks=CHUNKS_A_REQUEST)
    return moved(url_for("joindone.one", regrouping_id=regrouping_id))

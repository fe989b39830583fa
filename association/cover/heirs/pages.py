"""/anggota/<id>/ahli-waris: a member's heirs, who of them comes first, and one more."""

from flask import abort, url_for
from flask_babel import gettext as _

from association.cover.heirs import actions
from association.cover.heirs.forms import HeirForm, filled
from association.cover.heirs.shown import ALL, ONE, adding, all_of
from association.cover.heirs.wording import ADDRESSES, relation_words
from association.database import db
from association.roster.members import reads as members
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.people.heirs import Heir, Relation
from association.web import drafts
from association.web.gate import Pages, by
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("heirs")
HEIRS = "/anggota/<id:member_id>/ahli-waris"


@pages.get(HEIRS, may=May.SEE_WHOLE)
def heirs(member_id: int) -> Answer:
    """Show a member's heirs in the order of the law."""
    return page(ALL, **all_of(members.one(db.session(), member_id)))


@pages.get(f"{HEIRS}/tambah/<word>", may=May.EDIT_ROSTER)
def new(member_id: int, word: str) -> Answer:
    """Show the form of one more heir: what is asked of this relation."""
    member, relation = members.one(db.session(), member_id), _relation(word)
    draft = drafts.of_page()
    blank = filled(Heir(relation=relation, name=""), member.version)
    form = (draft.into(HeirForm) if draft else None) or blank
    return page(ONE, draft=draft, **adding(member, relation, form))


@pages.post(f"{HEIRS}/tambah/<word>", may=May.EDIT_ROSTER)
def add(member_id: int, word: str) -> Answer:
    """Note one more heir."""
    member, relation = members.one(db.session(), member_id), _relation(word)
    form = HeirForm.received()
    form.relation.data = relation.value
    if not form.validate():
        return refused(ONE, **adding(member, relation, form))
    heir = form.heir(Heir(relation=relation, name=""))
    try:
        actions.add_heir(member_id, heir, by(), once=form.once())
    except RuleError as error:
        shown = adding(members.one(db.session(), member_id), relation, form)
        return refused(ONE, **(shown | {"problem": in_words(error)}))
    to = url_for("heirs.heirs", member_id=member_id)
    said = relation_words()[heir.relation]  # no name: what is said waits in a cookie
    return moved(to, _("%(name)s tersimpan.", name=said))


def _relation(word: str) -> Relation:
    """Give the relation of an address; no other word is a page."""
    found = next((one for one, address in ADDRESSES.items() if address == word), None)
    return found or abort(404)

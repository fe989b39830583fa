"""One heir who is noted: change what is known, or take them away."""

from flask import abort, url_for
from flask_babel import gettext as _

from association.cover.heirs import actions
from association.cover.heirs.forms import HeirForm, filled
from association.cover.heirs.shown import ALL, ONE, adding, all_of, changing
from association.cover.heirs.wording import relation_words
from association.database import db
from association.roster.members import reads as members
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.people.heirs import MOST, Heir, Relation, heirs_text, kept_heirs
from association.web import drafts
from association.web.gate import Pages, by
from association.web.page import Answer, moved, page, refused, whole_number
from association.web.words import in_words

pages = Pages("heir")
HEIR = "/anggota/<id:member_id>/ahli-waris/<id:place>"


@pages.get(HEIR, may=May.EDIT_ROSTER)
def edit(member_id: int, place: int) -> Answer:
    """Show the form of one heir."""
    member = members.one(db.session(), member_id)
    heir = _at(member, place) or abort(404)
    draft = drafts.of_page(member.version)
    form = (draft.into(HeirForm) if draft else None) or filled(heir, member.version)
    return page(ONE, draft=draft, **changing(member, place, heir, form))


@pages.post(HEIR, may=May.EDIT_ROSTER)
def change(member_id: int, place: int) -> Answer:
    """Save one heir; where somebody else did meanwhile, show theirs beside what was typed."""
    member, form = _member_of(member_id, place), HeirForm.received()
    was = _at(member, place) or Heir(relation=Relation.UNSAID, name="")
    if not form.validate():
        return refused(ONE, **changing(member, place, was, form))
    heir, version = form.heir(was), whole_number(form.version.data) or 0
    try:
        actions.change_heir(member_id, heir, by(), place=place, version=version, once=form.once())
    except actions.HeirChanged as changed:
        return _conflict(member_id, changed.place, form)
    except RuleError as error:
        shown = changing(members.one(db.session(), member_id), place, was, form)
        return refused(ONE, **(shown | {"problem": in_words(error)}))
    return _back(member_id, _("%(name)s tersimpan.", name=relation_words()[heir.relation]))


@pages.post(f"{HEIR}/hapus", may=May.EDIT_ROSTER)
def remove(member_id: int, place: int) -> Answer:
    """Take one heir away; what was noted stays in the member's history."""
    _member_of(member_id, place)
    form = HeirForm.received()
    version = whole_number(form.version.data) or 0
    try:
        actions.remove_heir(member_id, by(), place=place, version=version, once=form.once())
    except actions.HeirChanged:
        shown = all_of(members.one(db.session(), member_id))
        problem = _("Sementara itu sudah diubah orang lain. Lihat lagi di bawah.")
        return refused(ALL, status=409, **(shown | {"problem": problem}))
    return _back(member_id, _("Dihapus. Bisa dikembalikan dari riwayat perubahan."))


def _member_of(member_id: int, place: int) -> Member:
    """Give the member whose heir is meant; nobody has so many that a larger place is a page."""
    if place > MOST:
        abort(404)
    return members.one(db.session(), member_id)


def _at(member: Member, place: int) -> Heir | None:
    """Give the heir at a place of a member's text, if there is one."""
    return next(iter(kept_heirs(member.heirs)[place - 1 : place]), None)


def _conflict(member_id: int, place: int | None, form: HeirForm) -> Answer:
    """Show what somebody else made of the heir, or that they took them away; saving again
    decides."""
    member = members.one(db.session(), member_id)
    form.version.data, form.key.data = str(member.version), HeirForm().key.data
    theirs = _at(member, place) if place else None
    if place is None or theirs is None:
        shown = adding(member, Relation(form.relation.data), form)
        problem = _("Orang lain sudah menghapusnya. Simpan bila tetap harus dicatat.")
    else:
        shown = changing(member, place, theirs, form)
        problem = _(
            "Orang lain mengubahnya menjadi “%(text)s”. Simpan lagi bila isian Anda yang benar.",
            text=heirs_text([theirs]),
        )
    return refused(ONE, status=409, **(shown | {"problem": problem}))


def _back(member_id: int, said: str) -> Answer:
    return moved(url_for("heirs.heirs", member_id=member_id), said)

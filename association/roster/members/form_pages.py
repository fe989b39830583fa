"""The member form: a new member, another's edits beside one's own."""

from typing import Any

from flask import abort, flash, request, url_for
from flask_babel import gettext as _

from association.database import db
from association.roster.members import actions, forms, reads, wording
from association.roster.members.alike import MayBeThere
from association.roster.members.context import changes_of, detail_context
from association.roster.members.models import Member
from association.roster.members.state import AlreadyOnRoster, state_of
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.people import consent
from association.rules.people.nik import mask_nik
from association.territory.reads import markets_of, own_markets
from association.web import drafts
from association.web.gate import Pages, actor, by, settings
from association.web.page import (
    Answer,
    moved,
    page,
    refused,
    wanted_part,
    whole_number,
)
from association.web.words import in_words

pages = Pages("member_form")
FORM, DATA = "roster/members/edit.html", ("member_data",)
PART = "/anggota/<id:member_id>/ubah/<only>"


@pages.get("/anggota/baru", may=May.EDIT_ROSTER)
def new() -> Answer:
    """Show an empty member form."""
    own, draft = own_markets(db.session(), actor().association_id), drafts.of_page()
    form = _resumed(draft) or forms.blank(own[0] if own else None)
    return page(FORM, draft=draft, **_asking(form))


def _resumed(draft: drafts.OfPage | None) -> forms.MemberForm | None:
    """Make the form with what was typed and not saved; None where nobody asks for it."""
    form = draft.into(forms.MemberForm) if draft else None
    if form and draft:
        form.show_stalls(draft.fields)
    return form


@pages.post("/anggota/baru", may=May.EDIT_ROSTER)
def create() -> Answer:
    """Save a new member."""
    form = forms.MemberForm.received()
    if not _understood(form):
        return refused(FORM, **_asking(form))
    try:
        member_id = actions.enrol(
            form.values(),
            by(),
            city_id=actor().leading.city_id,
            others=form.others(),
            once=form.once(),
        )
    except AlreadyOnRoster as error:
        form.refuse("nik", in_words(error))
        return refused(FORM, **_asking(form, twin=error.member_id))
    except MayBeThere as asked:
        return refused(FORM, **_asking(form) | {"alike": asked.people})
    to = (
        url_for("member_form.new")
        if "again" in request.form
        else url_for("members.detail", member_id=member_id)
    )
    return moved(to, _saved(form))


@pages.get("/anggota/<id:member_id>/ubah", may=May.EDIT_ROSTER)
@pages.get(PART, may=May.EDIT_ROSTER, endpoint="edit_part")
def edit(member_id: int, only: str = "") -> Answer:
    """Show a member's form, or one part of it: as a page, or within the member's own."""
    member = _member_of(member_id, only)
    draft = drafts.of_page(member.version)
    form = _resumed(draft) or forms.filled(member)
    return page(FORM, parts=DATA, draft=draft, **_asking(form, member, only=only))


@pages.post("/anggota/<id:member_id>/ubah", may=May.EDIT_ROSTER)
@pages.post(PART, may=May.EDIT_ROSTER, endpoint="save_part")
def save(member_id: int, only: str = "") -> Answer:
    """Save a member's form or one part of it; where somebody saved something else meanwhile, show
    theirs beside what was typed."""
    member, form = _member_of(member_id, only), forms.MemberForm.received()
    if only:
        form.ask_no_name()
    if not _understood(form):
        return refused(FORM, parts=DATA, **_asking(form, member, only=only))
    before = changes_of(member)
    try:
        others = actions.edit(
            member_id,
            form.values(),
            by(),
            version=whole_number(form.version.data) or 0,
            omissions=form.omissions(),
            once=form.once(),
        )
    except actions.ChangedMeanwhile as meanwhile:
        return _conflict(member_id, form, meanwhile, only)
    except RuleError as error:
        return _refused_nik(member_id, form, error, only)
    return _told(member_id, form, others, before)


def _member_of(member_id: int, only: str) -> Member:
    """Give the member whose form, or whose part of it, is asked; 404 for what is no part."""
    if only not in ("", *forms.PARTS):
        abort(404)
    return reads.one(db.session(), member_id)


def _refused_nik(member_id: int, form: forms.MemberForm, error: RuleError, only: str) -> Answer:
    """Say why what hangs on the NIK cannot be."""
    form.refuse("nik", in_words(error))
    twin = error.member_id if isinstance(error, AlreadyOnRoster) else None
    member = reads.one(db.session(), member_id)
    return refused(FORM, parts=DATA, **_asking(form, member, twin=twin, only=only))


def _told(
    member_id: int, form: forms.MemberForm, others: tuple[str, ...], before: dict[str, Any]
) -> Answer:
    """Answer with the member's data and what else changed on their page, or lead back to it."""
    member = reads.one(db.session(), member_id)
    said = _("%(name)s tersimpan.", name=member.name)
    notes = list(forms.warnings(form, today=settings().today()))
    if others:
        notes.append(
            _("Perubahan orang lain tetap tersimpan juga: %(fields)s.", fields=_named(others))
        )
    if wanted_part(DATA) is None:
        for note in notes:
            flash(note, "warn")
        return moved(url_for("members.detail", member_id=member_id), said)
    now = changes_of(member)
    beside = [part for part, shown in now.items() if shown != before[part]]
    if "cover" in beside and "stand" in beside:
        beside.remove("stand")  # stands within
    context = detail_context(member) | {"saved": said, "live": said, "notes": notes, "opened": True}
    return page("roster/members/detail.html", parts=DATA, **(context | {"beside": beside}))


def _conflict(
    member_id: int, form: forms.MemberForm, meanwhile: actions.ChangedMeanwhile, only: str
) -> Answer:
    """Show theirs beside each field that both changed, and theirs in those only they changed;
    saving again decides."""
    member = reads.one(db.session(), member_id)
    saved, now = forms.filled(member), state_of(member)
    names = wording.Names(markets={s.market.id: s.market.name for s in member.stalls if s.market})
    form.take_over(saved, meanwhile.others)
    form.version.data, form.key.data = str(member.version), saved.key.data
    theirs = {name: wording.shown(name, now[name], names) for name in meanwhile.conflicts}
    context = _asking(form, member, only=only)
    context |= {"theirs": theirs, "taken": _named(meanwhile.others)}
    return refused(FORM, parts=DATA, status=409, **context)


def _named(fields: tuple[str, ...]) -> str:
    return ", ".join(wording.field_names()[name] for name in fields)


def _asking(
    form: forms.MemberForm,
    member: Member | None = None,
    *,
    twin: int | None = None,
    only: str = "",
) -> dict[str, Any]:
    """Gather what the member form shows."""
    session, own = db.session(), actor().association_id
    nik = member.nik if member else None
    return {
        "form": form,
        "only": only,
        "by_part": member is not None and wanted_part(DATA) is not None,
        "member": member,
        "nik": nik and mask_nik(nik),
        "markets": form.offered(own_markets(session, own), markets_of(session, own)),
        "wording": consent.WORDINGS[consent.VERSION],
        "theirs": {},
        "taken": "",
        "twin": twin,
        "alike": [],
        "action": _address(member, only),
    }


def _address(member: Member | None, only: str) -> str:
    """Give the address to which a form is sent."""
    if member is None:
        return url_for("member_form.create")
    if only:
        return url_for("member_form.save_part", member_id=member.id, only=only)
    return url_for("member_form.save", member_id=member.id)


def _understood(form: forms.MemberForm) -> bool:
    stalls = form.take_stalls(markets_of(db.session(), actor().association_id))
    return bool(form.validate()) and stalls


def _saved(form: forms.MemberForm) -> str:
    """Say that a new member is saved; what is odd but may be right is said beside, as a warning."""
    for note in forms.warnings(form, today=settings().today()):
        flash(note, "warn")
    return str(_("%(name)s tersimpan.", name=form.name.value))

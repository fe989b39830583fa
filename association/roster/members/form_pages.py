"""The member form: a new member, another's edits beside one's own."""

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from association.database import db
from association.roster.members import actions, forms, reads, wording
from association.roster.members.alike import MayBeThere
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
    whole_number,
)
from association.web.words import in_words

pages = Pages("member_form")


@pages.get("/anggota/baru", may=May.EDIT_ROSTER)
def new() -> Answer:
    """Show an empty member form."""
    own, draft = own_markets(db.session(), actor().association_id), drafts.of_page()
    form = _resumed(draft) or forms.blank(own[0] if own else None)
    return page("roster/members/form.html", draft=draft, **_asking(form))


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
        return refused("roster/members/form.html", **_asking(form))
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
        return refused("roster/members/form.html", **_asking(form, twin=error.member_id))
    except MayBeThere as asked:
        return refused("roster/members/form.html", **_asking(form) | {"alike": asked.people})
    to = (
        url_for("member_form.new")
        if "again" in request.form
        else url_for("members.detail", member_id=member_id)
    )
    return moved(to, _saved(form))


@pages.get("/anggota/<id:member_id>/ubah", may=May.EDIT_ROSTER)
def edit(member_id: int) -> Answer:
    """Show a member's form."""
    member = reads.one(db.session(), member_id)
    draft = drafts.of_page(member.version)
    form = _resumed(draft) or forms.filled(member)
    return page("roster/members/form.html", draft=draft, **_asking(form, member))


@pages.post("/anggota/<id:member_id>/ubah", may=May.EDIT_ROSTER)
def save(member_id: int) -> Answer:
    """Save a member's form; where somebody saved something else meanwhile, show theirs beside what
    was typed."""
    member = reads.one(db.session(), member_id)
    form = forms.MemberForm.received()
    if not _understood(form):
        return refused("roster/members/form.html", **_asking(form, member))
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
        return _conflict(member_id, form, meanwhile)
    except RuleError as error:
        form.refuse("nik", in_words(error))
        twin = error.member_id if isinstance(error, AlreadyOnRoster) else None
        return refused(
            "roster/members/form.html",
            **_asking(form, reads.one(db.session(), member_id), twin=twin),
        )
    if others:
        flash(
            _("Perubahan orang lain tetap tersimpan juga: %(fields)s.", fields=_named(others)),
            "warn",
        )
    return moved(url_for("members.detail", member_id=member_id), _saved(form))


def _conflict(
    member_id: int, form: forms.MemberForm, meanwhile: actions.ChangedMeanwhile
) -> Answer:
    """Show theirs beside each field that both changed, and theirs in those only they changed;
    saving again decides."""
    member = reads.one(db.session(), member_id)
    saved, now = forms.filled(member), state_of(member)
    names = wording.Names(markets={s.market.id: s.market.name for s in member.stalls if s.market})
    form.take_over(saved, meanwhile.others)
    form.version.data, form.key.data = str(member.version), saved.key.data
    theirs = {name: wording.shown(name, now[name], names) for name in meanwhile.conflicts}
    context = _asking(form, member) | {"theirs": theirs, "taken": _named(meanwhile.others)}
    return refused("roster/members/form.html", status=409, **context)


def _named(fields: tuple[str, ...]) -> str:
    return ", ".join(wording.field_names()[name] for name in fields)


def _asking(
    form: forms.MemberForm, member: Member | None = None, *, twin: int | None = None
) -> dict[str, Any]:
    """Gather what the member form shows."""
    session, own = db.session(), actor().association_id
    nik = member.nik if member else None
    return {
        "form": form,
        "member": member,
        "nik": nik and mask_nik(nik),
        "markets": form.offered(own_markets(session, own), markets_of(session, own)),
        "wording": consent.WORDINGS[consent.VERSION],
        "theirs": {},
        "taken": "",
        "twin": twin,
        "alike": [],
        "action": url_for("member_form.save", member_id=member.id)
        if member
        else url_for("member_form.create"),
    }


def _understood(form: forms.MemberForm) -> bool:
    stalls = form.take_stalls(markets_of(db.session(), actor().association_id))
    return bool(form.validate()) and stalls


def _saved(form: forms.MemberForm) -> str:
    """Say that it is saved; what is odd but may be right is said beside, as a warning."""
    for note in forms.warnings(form, today=settings().today()):
        flash(note, "warn")
    return str(_("%(name)s tersimpan.", name=form.name.value))

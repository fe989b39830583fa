"""Screens of the roster: the list, one member, the member form, the card."""

from typing import Any

import segno
from flask import flash, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from association.database import db
from association.roster.members import actions, asof, counting, forms, reads, wording
from association.roster.members.context import detail_context
from association.roster.members.models import Member
from association.roster.members.roster import search
from association.roster.members.state import AlreadyOnRoster, state_of
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.law.groups import Group
from association.rules.people import consent
from association.rules.people.cards import display_card_code
from association.rules.people.nik import mask_nik
from association.territory.reads import markets_of, own_markets
from association.web.asof import AsOf, asked_day
from association.web.gate import Pages, actor, by, settings
from association.web.page import (
    Answer,
    asked_id,
    asked_text,
    moved,
    page,
    refused,
    wanted_part,
    whole_number,
)
from association.web.words import in_words

pages = Pages("members")
ROSTER_PARTS = ("member_table", "member_rows")


@pages.get("/anggota", may=May.SEE_ROSTER)
def roster() -> Answer:
    """List the roster: search, filter by status, 25 rows and more."""
    session, own, as_of = db.session(), actor().association_id, asked_day()
    today, past = (as_of.day, as_of.past) if as_of else (settings().today(), False)
    group = Group(request.args["status"]) if request.args.get("status") in set(Group) else Group.ALL
    query = asked_text("q")
    found = search(
        session,
        association_id=own,
        today=today,
        query=query,
        group=group,
        market_id=asked_id("pasar"),
        after=asked_id("after"),
        past=past,
    )
    # The rows alone show no counts, unless there are none: a search is answered without counting
    # the roster.
    whole = wanted_part(ROSTER_PARTS) is None or not found.rows
    counts = counting.counts(session, association_id=own, today=today, past=past) if whole else {}
    names, answer = _group_names(as_of), refused if as_of and as_of.problem else page
    return answer(
        "roster/members/asof_roster.html" if as_of else "roster/members/roster.html",
        parts=ROSTER_PARTS,
        as_of=as_of,
        found=found,
        counts=counts,
        group=group,
        query=query,
        market_id=asked_id("pasar") or "",
        groups={group: names[group]} | names,  # the chosen filter first, where a phone shows it
    )


def _group_names(as_of: AsOf | None) -> dict[Group, str]:
    return {
        Group.ALL: _("Semua"),
        Group.ACTIVE: _("Aktif"),
        Group.LAPSING: _("Habis bulan itu") if as_of else _("Habis bulan ini"),
        Group.DUE: _("Jatuh tempo"),
        Group.ARREARS: _("Menunggak"),
        Group.INACTIVE: _("Nonaktif"),
        Group.PROCESS: _("Proses"),
        Group.NEVER: _("Belum terdaftar"),
    }


@pages.get("/anggota/<id:member_id>", may=May.SEE_ROSTER)
def detail(member_id: int) -> Answer:
    """Show one member: status, data, contributions; with `as_of` only where they stood on that
    day."""
    member, as_of = reads.one(db.session(), member_id), asked_day()
    if as_of is None:
        return page("roster/members/detail.html", parts=("cover",), **detail_context(member))
    return (refused if as_of.problem else page)(
        "roster/members/asof_detail.html", **asof.member_context(member, as_of)
    )


@pages.post("/anggota/<id:member_id>/nik", may=May.SEE_NIK)
def view_nik(member_id: int) -> Answer:
    """Show a NIK in full; who looked is logged."""
    nik = actions.view_nik(member_id, by())
    return page(
        "roster/members/nik.html",
        parts=("nik_shown",),
        nik=nik,
        member_id=member_id,
        name=reads.one(db.session(), member_id).name,
    )


@pages.get("/anggota/baru", may=May.EDIT_ROSTER)
def new() -> Answer:
    """Show an empty member form."""
    own = own_markets(db.session(), actor().association_id)
    return page("roster/members/form.html", **_asking(forms.blank(own[0] if own else None)))


@pages.post("/anggota/baru", may=May.EDIT_ROSTER)
def create() -> Answer:
    """Save a new member."""
    form = forms.MemberForm.received()
    if not _understood(form):
        return refused("roster/members/form.html", **_asking(form))
    try:
        member_id = actions.enrol(
            form.values(), by(), city_id=actor().leading.city_id, once=form.once()
        )
    except AlreadyOnRoster as error:
        form.refuse("nik", in_words(error))
        return refused("roster/members/form.html", **_asking(form, twin=error.member_id))
    to = (
        url_for("members.new")
        if "again" in request.form
        else url_for("members.detail", member_id=member_id)
    )
    return moved(to, _saved(form))


@pages.get("/anggota/<id:member_id>/ubah", may=May.EDIT_ROSTER)
def edit(member_id: int) -> Answer:
    """Show a member's form."""
    member = reads.one(db.session(), member_id)
    return page("roster/members/form.html", **_asking(forms.filled(member), member))


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
        "action": url_for("members.save", member_id=member.id)
        if member
        else url_for("members.create"),
    }


def _understood(form: forms.MemberForm) -> bool:
    stalls = form.take_stalls(markets_of(db.session(), actor().association_id))
    return bool(form.validate()) and stalls


def _saved(form: forms.MemberForm) -> str:
    """Say that it is saved; what is odd but may be right is said beside, as a warning."""
    for note in forms.warnings(form, today=settings().today()):
        flash(note, "warn")
    return str(_("%(name)s tersimpan.", name=form.name.value))


@pages.get("/anggota/<id:member_id>/kartu", may=May.SEE_ROSTER)
def card(member_id: int) -> Answer:
    """Show the member's card: its code and the QR that opens the self-check."""
    member = reads.one(db.session(), member_id)
    code = reads.card_code(db.session(), member_id)
    address = f"{settings().base_url}/k/{code}"
    qr = Markup(segno.make(address, micro=False).svg_inline(scale=5, omitsize=False))  # noqa: S704 - made by segno from our own address
    return page(
        "roster/members/card.html",
        member=member,
        code=display_card_code(code),
        qr=qr,
        place=actor().place,
    )

"""Screens of the pengurus: who works here, inviting somebody, rights and the end of a duty."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.people.resets import actions as resets
from association.people.resets.link_shown import link_shown
from association.people.resets.reads import is_allowed
from association.people.signin.forms import PasswordForm
from association.people.signin.password import password_refused
from association.people.team import actions, reads
from association.people.team.forms import EndForm, InviteForm, PlacesForm, RightsForm
from association.people.team.wording import place_names, position_names
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May, Position, Right
from association.web.forms import Form
from association.web.gate import Pages, actor, by, settings
from association.web.language import in_indonesian
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("team")


@pages.get("/pengurus", may=May.MANAGE_TEAM)
def team() -> Answer:
    """List who works in the paguyuban."""
    own, today = actor().association_id, settings().today()
    return page(
        "people/team/list.html",
        team=reads.team(db.session(), association_id=own, today=today),
        former=reads.former(db.session(), association_id=own, today=today),
        **_words(),
    )


def _words() -> dict[str, Any]:
    return {
        "positions": position_names(),
        "place_names": place_names,
        "right_names": {
            Right.EDIT: _("Ubah daftar"),
            Right.MONEY: _("Catat iuran"),
            Right.NIK: _("Lihat NIK"),
        },
        "standings": {
            reads.Standing.INVITED: _("Diundang"),
            reads.Standing.COMING: _("Belum mulai"),
            reads.Standing.NOW: _("Aktif"),
            reads.Standing.ENDED: _("Selesai"),
        },
    }


@pages.get("/pengurus/undang", may=May.MANAGE_TEAM)
def new() -> Answer:
    """Show an empty invitation."""
    return page("people/team/invite.html", form=InviteForm().offer(_places()), problem="")


def _places(held: tuple[reads.Place, ...] = ()) -> list[reads.Place]:
    return reads.places(db.session(), actor().association_id, settings().today(), held)


@pages.post("/pengurus/undang", may=May.MANAGE_TEAM)
def invite() -> Answer:
    """Invite somebody, and show the link once."""
    form = InviteForm.received().offer(_places())
    if not form.validate():
        return refused("people/team/invite.html", form=form, problem="")
    try:
        duty_id, token = actions.invite(form.invited(), by(), once=form.once())
    except RuleError as error:
        return refused("people/team/invite.html", form=form, problem=in_words(error))
    return _link(duty_id, token) if token else _link_is_gone(duty_id)


def _link_is_gone(duty_id: int) -> Answer:
    said = _("Undangan ini sudah dibuat. Tautannya tampil sekali saja; buat yang baru bila perlu.")
    return moved(url_for("team.one", duty_id=duty_id), said)


def _link(duty_id: int, token: str) -> Answer:
    session, own = db.session(), actor().association_id
    line = _line(duty_id)
    address = f"{settings().base_url}/undangan/{token}"
    with in_indonesian():
        text = _(
            "Halo %(name)s, Anda diajak menjadi %(position)s %(place)s di Guyub. Buka tautan ini "
            "dan tekan tombolnya. Berlaku sekali, selama 72 jam: %(address)s",
            name=line.name,
            position=line.position,
            place=actor().place,
            address=address,
        )
    return page(
        "people/team/link.html",
        name=line.name,
        address=address,
        text=text,
        to=reads.to(session, duty_id, association_id=own),
        back=url_for("team.one", duty_id=duty_id),
        onward=url_for("team.team"),
        to_text=_("Selesai"),
    )


@pages.get("/pengurus/<id:duty_id>", may=May.MANAGE_TEAM)
def one(duty_id: int) -> Answer:
    """Show one duty: its rights and its end, or its invitation."""
    return page("people/team/duty.html", **_shown(duty_id))


def _line(duty_id: int) -> reads.Line:
    own, today = actor().association_id, settings().today()
    return reads.one(db.session(), duty_id, association_id=own, today=today)


def _shown(
    duty_id: int,
    *,
    rights: RightsForm | None = None,
    end: EndForm | None = None,
    reset: PasswordForm | None = None,
    problem: str = "",
) -> dict[str, Any]:
    line, own = _line(duty_id), actor().account_id or 0
    ticks = {right.value: right in line.rights for right in (Right.EDIT, Right.MONEY, Right.NIK)}
    return _words() | {
        "line": line,
        "is_self": line.account_id == own,
        "is_ketua": line.position == Position.KETUA,
        "rights_form": rights or RightsForm(**ticks),
        "end_form": end or EndForm(ends_on=_iso(line.ends_on)),
        "places_form": _places_form(line),
        "form": Form(),
        "void_form": Form(),
        "reset_form": reset or PasswordForm(),
        "may_reset": is_allowed(db.session(), own, line.account_id, today=settings().today()),
        "problem": problem,
    }


def _places_form(line: reads.Line, form: PlacesForm | None = None) -> PlacesForm:
    """Give the form of what a coordinator sees, with what may be ticked."""
    shown = form or PlacesForm()
    shown.offer_places(_places(line.places))
    if form is None:
        shown.tick(line.places)
    return shown


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _change(duty_id: int, action: Callable[[], None], said: str, **forms: Any) -> Answer:
    try:
        action()
    except RuleError as error:
        return refused("people/team/duty.html", **_shown(duty_id, problem=in_words(error), **forms))
    return moved(url_for("team.one", duty_id=duty_id), said)


@pages.post("/pengurus/<id:duty_id>/hak", may=May.MANAGE_TEAM)
def rights(duty_id: int) -> Answer:
    """Give and take back rights."""
    form = RightsForm.received()
    return _change(
        duty_id,
        lambda: actions.set_rights(duty_id, form.rights(), by(), once=form.once()),
        _("Hak tersimpan."),
        rights=form,
    )


@pages.post("/pengurus/<id:duty_id>/blok", may=May.MANAGE_TEAM)
def blocks(duty_id: int) -> Answer:
    """Let a coordinator see other blocks."""
    form = _places_form(_line(duty_id), PlacesForm.received())
    if not form.validate():
        return refused("people/team/duty.html", **(_shown(duty_id) | {"places_form": form}))
    return _change(
        duty_id,
        lambda: actions.set_places(duty_id, form.chosen(), by(), once=form.once()),
        _("Blok tersimpan. Mulai sekarang hanya anggota di sana yang ia lihat."),
    )


@pages.post("/pengurus/<id:duty_id>/selesai", may=May.MANAGE_TEAM)
def end(duty_id: int) -> Answer:
    """Set the last day of a duty."""
    form = EndForm.received()
    if not form.validate():
        return refused("people/team/duty.html", **_shown(duty_id, end=form))
    said = _("Hari terakhir tersimpan.") if form.last_day else _("Tersimpan: tanpa hari terakhir.")
    return _change(
        duty_id,
        lambda: actions.set_end(duty_id, form.last_day, by(), once=form.once()),
        said,
        end=form,
    )


@pages.post("/pengurus/<id:duty_id>/akhiri", may=May.MANAGE_TEAM)
def end_now(duty_id: int) -> Answer:
    """End a duty at once."""
    form = Form.received()
    return _change(
        duty_id,
        lambda: actions.end_now(duty_id, by(), once=form.once()),
        _("Tugas diakhiri. Aksesnya sudah tertutup."),
    )


@pages.post("/pengurus/<id:duty_id>/tautan", may=May.MANAGE_TEAM)
def new_link(duty_id: int) -> Answer:
    """Make a new link, and show it once."""
    try:
        token = actions.new_link(duty_id, by(), once=Form.received().once())
    except RuleError as error:
        return refused("people/team/duty.html", **_shown(duty_id, problem=in_words(error)))
    return _link(duty_id, token) if token else _link_is_gone(duty_id)


@pages.post("/pengurus/<id:duty_id>/batal", may=May.MANAGE_TEAM)
def void(duty_id: int) -> Answer:
    """Take an invitation back."""
    form = Form.received()
    return _change(
        duty_id,
        lambda: actions.void(duty_id, by(), once=form.once()),
        _("Undangan dibatalkan. Tautannya tidak berlaku lagi."),
    )


@pages.post("/pengurus/<id:duty_id>/atur-ulang", may=May.MANAGE_TEAM)
def reset(duty_id: int) -> Answer:
    """Make the link that resets a pengurus's password, and show it once."""
    form, line = PasswordForm.received(), _line(duty_id)
    wrong = _("Kata sandi salah. Tautan belum dibuat. Periksa kata sandi, lalu coba lagi.")
    refusal = password_refused(
        "people/team/duty.html", lambda: _shown(duty_id, reset=form), wrong=wrong
    )
    if refusal is not None:
        return refusal
    try:
        token = resets.make(line.account_id, by(), once=form.once())
    except RuleError as error:
        return refused("people/team/duty.html", **_shown(duty_id, problem=in_words(error)))
    return link_shown(line.account_id, token, back=url_for("team.one", duty_id=duty_id))

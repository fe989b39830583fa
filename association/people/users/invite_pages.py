"""Inviting a ketua, an officer or an admin (/pengguna/undang)."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.database import db
from association.people.users import actions
from association.people.users.forms import (
    NATION,
    AdminForm,
    InviteKind,
    KetuaForm,
    OfficerForm,
    RegionForm,
)
from association.people.users.person_shown import sees_offices
from association.people.users.reads import provinces
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.territory import reads as territory
from association.web.gate import Pages, actor, city_by, settings
from association.web.page import Answer, asked_id, moved, page, refused
from association.web.words import in_words

pages = Pages("user_invitations")
INVITE = "people/users/invite.html"
FORMS = {
    InviteKind.KETUA: KetuaForm,
    InviteKind.OFFICER: OfficerForm,
    InviteKind.REGION: RegionForm,
    InviteKind.ADMIN: AdminForm,
}


def _kinds() -> dict[InviteKind, str]:
    """Name whom the actor may invite."""
    known = {InviteKind.KETUA: _("Ketua"), InviteKind.OFFICER: _("Petugas")}
    if sees_offices():
        known |= {InviteKind.REGION: _("Provinsi atau nasional"), InviteKind.ADMIN: _("Admin")}
    return known


def _asked_kind(text: str | None) -> InviteKind:
    kinds = _kinds()
    return next((kind for kind in kinds if kind == text), InviteKind.KETUA)


def _offered(form: Any) -> Any:
    """Fill in the paguyuban of the city, and the provinces that have cities here."""
    session = db.session()
    if isinstance(form, KetuaForm):
        here = territory.associations_of(session, actor().city_id, today=settings().today())
        form.association.choices = [(one.id, one.name) for one in here]
    if isinstance(form, RegionForm):
        some = [
            (code, _("Provinsi %(code)s: %(cities)s", code=code, cities=", ".join(names)))
            for code, names in provinces(session).items()
        ]
        form.region.choices = [*some, (NATION, _("Seluruh Indonesia"))]
    return form


@pages.get("/pengguna/undang", may=May.ADMINISTER)
def new() -> Answer:
    """Show an empty invitation, for the paguyuban that a link names."""
    kind = _asked_kind(request.args.get("sebagai"))
    form = FORMS[kind](association=asked_id("paguyuban")) if kind is InviteKind.KETUA else None
    return page(INVITE, **_shown(kind, _offered(form or FORMS[kind]())))


def _shown(kind: InviteKind, form: Any, problem: str = "") -> dict[str, Any]:
    return {"kind": kind, "kinds": _kinds(), "form": form, "problem": problem}


@pages.post("/pengguna/undang", may=May.ADMINISTER)
def invite() -> Answer:
    """Invite somebody; their link is made when it is sent."""
    kind = _asked_kind(request.form.get("sebagai"))
    form = _offered(FORMS[kind].received())
    if not form.validate():
        return refused(INVITE, **_shown(kind, form))
    try:
        account_id = _invited(form)
    except RuleError as error:
        return refused(INVITE, **_shown(kind, form, in_words(error)))
    said = _("Undangan tersimpan. Sekarang kirim tautannya.")
    return moved(url_for("user_turns.turn", siapa=account_id), said)


def _invited(form: Any) -> int:
    """Save an invitation; gives the account."""
    who, once = city_by(), form.once()
    if isinstance(form, KetuaForm):
        place = form.association.data
        account_id, _duty_id = actions.invite_ketua(
            form.name.value, form.phone.value, place, who, once=once
        )
        return account_id
    return actions.invite_office(form.office(), who, once=once)

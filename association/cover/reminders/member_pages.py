"""Whether one member is reminded (/anggota/<id>/pengingat)."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.cover.reminders import actions, forms
from association.cover.reminders import told as reminders
from association.cover.reminders.turns import is_slip
from association.database import db
from association.people.accounts import reads as accounts
from association.roster.members import reads as members
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.forms import Form
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("member_reminders")
MEMBER = "cover/reminders/member.html"


@pages.get("/anggota/<id:member_id>/pengingat", may=May.SEND_REMINDER)
def member(member_id: int) -> Answer:
    """Show whether a member was reminded and whether they asked not to be, and let that be
    changed."""
    return page(MEMBER, **_member(member_id, forms.AgreedForm()))


@pages.post("/anggota/<id:member_id>/pengingat/berhenti", may=May.SEND_REMINDER)
def stop(member_id: int) -> Answer:
    """Note that a member asked not to be reminded."""
    actions.stop(member_id, by(), cause=None, today=settings().today(), once=Form.received().once())
    return moved(
        _to(member_id),
        _("Tersimpan. Tidak ada pengingat lagi."),
    )


@pages.post("/anggota/<id:member_id>/pengingat/boleh", may=May.SEND_REMINDER)
def allow(member_id: int) -> Answer:
    """Note that a member was asked and may be reminded again."""
    form = forms.AgreedForm.received()
    try:
        today, once = settings().today(), form.once()
        actions.allow(member_id, by(), agreed=form.agreed.data, today=today, once=once)
    except RuleError as error:
        return refused(MEMBER, **_member(member_id, form, in_words(error)))
    return moved(
        _to(member_id),
        _("Tersimpan. Anggota ini boleh diingatkan lagi."),
    )


def _to(member_id: int) -> str:
    return url_for("member_reminders.member", member_id=member_id)


def _member(member_id: int, form: forms.AgreedForm, problem: str = "") -> dict[str, Any]:
    session = db.session()
    said = reminders.refusals(session, member_id)
    told = reminders.told(session, member_id, today=settings().today())
    who = accounts.names_of(
        session, [one.account_id for one in (*said, told) if one and one.account_id]
    )
    member = members.one(session, member_id)
    return {
        "id": member_id,
        "name": member.name,
        "died": member.has_died,
        "said": said,
        "slip": is_slip(said, account_id=actor().account_id, now=settings().now()),
        "told": told,
        "who": who,
        "form": form,
        "problem": problem,
    }

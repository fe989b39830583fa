"""A leader holds the NIK of a member against the KTP, as an officer asked."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.roster.disputes import actions, reads
from association.roster.disputes.forms import CheckedForm
from association.roster.members import reads as members
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.people.nik import mask_nik
from association.web.gate import Pages, by
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("nik_check")
TEMPLATE = "roster/disputes/check.html"


@pages.get("/anggota/<id:member_id>/nik-cocok", may=May.EDIT_ROSTER)
def check(member_id: int) -> Answer:
    """Show what is asked about a member's NIK."""
    return page(TEMPLATE, **_shown(member_id))


def _shown(member_id: int, problem: str = "") -> dict[str, Any]:
    session = db.session()
    member = members.one(session, member_id)
    nik = member.nik
    return {
        "member": member,
        "nik": nik and mask_nik(nik),
        "asked": reads.asked_about(session, member_id),
        "form": CheckedForm(),
        "problem": problem,
    }


@pages.post("/anggota/<id:member_id>/nik-cocok", may=May.EDIT_ROSTER)
def checked(member_id: int) -> Answer:
    """Keep that the NIK is the one on the KTP."""
    form = CheckedForm.received()
    try:
        actions.checked(member_id, by(), once=form.once())
    except RuleError as error:
        return refused(TEMPLATE, **_shown(member_id, in_words(error)))
    said = _("Terima kasih. Petugas Dinas Perdagangan membacanya.")
    return moved(url_for("members.detail", member_id=member_id), said)

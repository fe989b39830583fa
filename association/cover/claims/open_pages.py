"""Open a case, from the member's page."""

from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _

from association.config import WIB
from association.cover.claims import actions, reads
from association.cover.claims.forms import AccidentForm, DeathForm, OpeningForm
from association.cover.claims.wording import case_states, kinds
from association.database import db
from association.roster.members import reads as members
from association.roster.members.endings import death_of
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.law.claims import ClaimKind
from association.web.forms import Form
from association.web.gate import Pages, by, settings
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("claims_open")
OPEN = "cover/claims/open.html"
KINDS: dict[str, type[OpeningForm]] = {
    "meninggal": DeathForm,
    "kecelakaan": AccidentForm,
    "hari-tua": OpeningForm,
}


@pages.get("/anggota/<id:member_id>/klaim", may=May.EDIT_ROSTER)
def ask(member_id: int) -> Answer:
    """Ask what happened, and when."""
    return page(OPEN, **_asking(members.one(db.session(), member_id)))


@pages.post("/anggota/<id:member_id>/klaim/<what>", may=May.EDIT_ROSTER)
def open_claim(member_id: int, what: str) -> Answer:
    """Open a case, or lead to the one that is open."""
    member = members.one(db.session(), member_id)
    if what not in KINDS:
        abort(404)
    form = KINDS[what].received()
    died = death_of(member)
    if died is not None and what == "meninggal":
        form.day.data = died.isoformat()
    opening = form.opening()
    if opening is None:
        return refused(OPEN, **_asking(member, {what: form}))
    try:
        claim_id = actions.open_claim(member_id, opening, by(), once=form.once())
    except RuleError as error:
        member = members.one(db.session(), member_id)
        return refused(OPEN, **_asking(member, {what: form}, in_words(error)))
    return moved(url_for("claims.detail", claim_id=claim_id), _("Kasus dibuka."))


def _asking(
    member: Member, typed: dict[str, Form] | None = None, problem: str = ""
) -> dict[str, Any]:
    """Gather the forms of what may have happened, or the cases that are open already."""
    died, session = death_of(member), db.session()
    today, now = settings().today().isoformat(), settings().now()
    empty: dict[str, Form] = {
        "meninggal": DeathForm(day=died.isoformat() if died else today),
        "kecelakaan": AccidentForm(day=today, time=f"{now.astimezone(WIB):%H.%M}"),
        "hari-tua": OpeningForm(day=today),
    }
    known = {kind.value: reads.standing(session, member.id, kind) for kind in ClaimKind}
    return {
        "member": member,
        "died": died,
        "forms": empty | (typed or {}),
        "known": {kind: claim for kind, claim in known.items() if claim is not None},
        "kinds": kinds(),
        "words": case_states(),
        "problem": problem,
    }

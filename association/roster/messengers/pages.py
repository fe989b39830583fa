"""Screens on which a neighbour is chosen to carry messages, and let go."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.roster.members import reads as members
from association.roster.members.models import Member
from association.roster.messengers import actions, forms, reads
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, by, settings
from association.web.page import Answer, asked_text, moved, page, posted_id, posted_text, refused
from association.web.words import in_words

pages = Pages("messengers")
CHOOSE = "roster/messengers/choose.html"


@pages.get("/anggota/<id:member_id>/perantara", may=May.EDIT_ROSTER)
def choose(member_id: int) -> Answer:
    """Show who could carry messages: at nearby stalls, or found by a search."""
    member = members.one(db.session(), member_id)
    query = asked_text("q")
    context = _choosing(forms.MessengerForm(), member, query)
    return page(CHOOSE, parts=("neighbours",), **context)


@pages.post("/anggota/<id:member_id>/perantara/pilih", may=May.EDIT_ROSTER)
def appoint(member_id: int) -> Answer:
    """Let the chosen neighbour carry messages."""
    members.one(db.session(), member_id)
    form, query = forms.MessengerForm.received(), posted_text("q", most=60)
    try:
        if form.chosen is None:
            raise RuleError("Pilih satu tetangga dulu.")
        actions.appoint(member_id, form.chosen, by(), agreed=form.agreed.data, once=form.once())
    except RuleError as error:
        return refused(
            CHOOSE, **_choosing(form, members.one(db.session(), member_id), query, in_words(error))
        )
    return moved(url_for("members.detail", member_id=member_id), _("Pembawa pesan tersimpan."))


@pages.post("/anggota/<id:member_id>/perantara/akhiri", may=May.EDIT_ROSTER)
def end(member_id: int) -> Answer:
    """End it, in one tap, from either member's page."""
    actions.end(member_id, posted_id("messenger"), by())
    to = posted_id("back") or member_id
    return moved(
        url_for("members.detail", member_id=to), _("Sudah diakhiri. Pesan tidak lagi dibawakan.")
    )


def _choosing(
    form: forms.MessengerForm, member: Member, query: str, problem: str = ""
) -> dict[str, Any]:
    today, session = settings().today(), db.session()
    asked = query.strip()
    neighbours = (
        reads.found(session, member, asked, today=today) if asked else reads.nearby(session, member)
    )
    return {
        "form": form,
        "member": member,
        "query": query,
        "neighbours": neighbours,
        "problem": problem,
    }

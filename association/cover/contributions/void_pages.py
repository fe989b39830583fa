"""Declare a contribution void."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.cover.contributions import actions
from association.database import db
from association.people.participants import reads as coverage_reads
from association.roster.members import reads
from association.roster.members.context import detail_context
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.forms import Form
from association.web.gate import Pages, by
from association.web.page import Answer, done, moved, page, posted_text, refused
from association.web.words import in_words

pages = Pages("void")
DETAIL = "roster/members/detail.html"


@pages.get("/anggota/<id:member_id>/iuran/<id:contribution_id>/batal", may=May.RECORD_CONTRIBUTION)
def ask_to_void(member_id: int, contribution_id: int) -> Answer:
    """Ask why a contribution is to be declared void."""
    return page(
        "cover/contributions/void.html",
        form=Form(),
        reason="",
        problem="",
        **_voiding(member_id, contribution_id),
    )


@pages.post("/anggota/<id:member_id>/iuran/<id:contribution_id>/batal", may=May.RECORD_CONTRIBUTION)
def void(member_id: int, contribution_id: int) -> Answer:
    """Declare a contribution void."""
    context, reason, form = (
        _voiding(member_id, contribution_id),
        posted_text("reason"),
        Form.received(),
    )
    try:
        actions.void(
            contribution_id, context["member"].participant_id, by(), reason=reason, once=form.once()
        )
    except RuleError as error:
        again = {"form": form, "reason": reason, "problem": in_words(error)}
        return refused(
            "cover/contributions/void.html", **(_voiding(member_id, contribution_id) | again)
        )
    said = _("Dibatalkan. Catatannya tetap tersimpan, bulan itu kembali belum dibayar.")
    return moved(url_for("members.detail", member_id=member_id), said)


@pages.post(
    "/anggota/<id:member_id>/iuran/<id:contribution_id>/urungkan", may=May.RECORD_CONTRIBUTION
)
def take_back(member_id: int, contribution_id: int) -> Answer:
    """Take back what was recorded a moment ago, on the member's page."""
    participant, said = _voiding(member_id, contribution_id)["member"].participant_id, ""
    try:
        actions.take_back(contribution_id, participant, by(), once=Form.received().once())
    except RuleError as error:
        said = in_words(error)
    context = detail_context(reads.one(db.session(), member_id))
    if said:
        return refused(DETAIL, parts=("cover",), **(context | {"said": said}))
    to, said = url_for("members.detail", member_id=member_id), _("Diurungkan.")
    return done(DETAIL, parts=("cover",), to=to, **(context | {"said": said}))


def _voiding(member_id: int, contribution_id: int) -> dict[str, Any]:
    """Get the member and the contribution; NoResultFound for what the paguyuban did not record for
    this member."""
    member = reads.one(db.session(), member_id)
    return {
        "member": member,
        "paid": coverage_reads.recorded(
            db.session(),
            contribution_id,
            participant_id=member.participant_id,
            association_id=member.association_id,
        ),
    }

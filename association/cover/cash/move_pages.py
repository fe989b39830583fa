"""Move a contribution to the right person."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.cover.cash import moving
from association.cover.cash.move_forms import MoveForm, months_around
from association.database import db
from association.people.finding.forms import asked_query
from association.people.participants import reads as coverage
from association.roster.members import reads, roster
from association.roster.members.wanted import Wanted
from association.rules.house.errors import RuleError
from association.rules.house.months import month_code
from association.rules.house.permissions import May
from association.rules.law.payments import GapInMonths
from association.web.gate import Pages, actor, by, settings
from association.web.live import listed
from association.web.page import Answer, moved, page, posted_text, refused
from association.web.words import in_words

pages = Pages("moving")
MOVE = "cover/cash/move.html"


@pages.get("/anggota/<id:member_id>/iuran/<id:contribution_id>/pindah", may=May.RECORD_CONTRIBUTION)
def ask_to_move(member_id: int, contribution_id: int) -> Answer:
    """Ask whose a contribution is; those found by a search can be chosen."""
    context = _moving(member_id, contribution_id, asked_query().text)
    form = MoveForm(first_month=month_code(context["paid"].first_month))
    return page(MOVE, parts=("people",), form=form, problem="", gap=False, **context)


@pages.post(
    "/anggota/<id:member_id>/iuran/<id:contribution_id>/pindah", may=May.RECORD_CONTRIBUTION
)
def move(member_id: int, contribution_id: int) -> Answer:
    """Move it."""
    form = MoveForm.received()
    problem, gap = _try_to_move(member_id, contribution_id, form)
    if problem:
        context = _moving(member_id, contribution_id, posted_text("q", most=60))
        again = {"form": form, "problem": problem, "gap": gap or form.gap_confirmed.data}
        return refused(MOVE, **(context | again))
    to = url_for("members.detail", member_id=form.to.value)
    return moved(to, _("Iuran sudah dipindah ke sini. Keduanya tercatat di riwayat."))


def _try_to_move(member_id: int, contribution_id: int, form: MoveForm) -> tuple[str, bool]:
    """Move, or say in a sentence why not, and whether a gap in the months asks for a tick."""
    if not form.validate():
        return _("Belum tersimpan. Perbaiki yang ditandai."), False
    values = moving.Moving(
        contribution_id=contribution_id,
        source=member_id,
        target=form.to.value,
        first_month=form.first_month.value,
        reason=form.reason.data or "",
        gap_confirmed=form.gap_confirmed.data,
    )
    try:
        moving.move(values, by(), once=form.once())
    except RuleError as error:
        return in_words(error), isinstance(error, GapInMonths)
    return "", False


def _moving(member_id: int, contribution_id: int, query: str) -> dict[str, Any]:
    """Get member and contribution, and who was found; NoResultFound for what the paguyuban did not
    record for this member."""
    session, own = db.session(), actor().association_id
    member = reads.one(session, member_id)
    paid = coverage.recorded(
        session, contribution_id, participant_id=member.participant_id, association_id=own
    )
    wanted = Wanted(query=query)
    found = (
        roster.search(session, association_id=own, today=settings().today(), wanted=wanted).rows
        if query
        else []
    )
    people = [row for row in found if row.id != member_id]
    return {
        "member": member,
        "paid": paid,
        "query": query,
        "people": people,
        "live": listed(len(people)),
        "months": months_around(paid.first_month),
    }

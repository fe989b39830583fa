"""Five piles of a list, made smaller row by row."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.cover.reconciliation import actions, reads, wording
from association.database import db
from association.paging import cut_at
from association.roster.members import statuses as members
from association.rules.house.errors import RuleError
from association.rules.house.months import month_code
from association.rules.house.permissions import May
from association.rules.law import reconciling
from association.rules.law.reconciling import Line, Pile, Step, Why
from association.web.gate import Pages, actor, by, settings
from association.web.page import (
    Answer,
    asked_start,
    asked_text,
    done,
    moved,
    page,
    refused,
    whole_number,
)
from association.web.words import in_words

pages = Pages("reconciliation")
PILES = "cover/reconciliation/piles.html"
PARTS = ("piles", "pile_rows")
CHUNKS_A_REQUEST = 2


@pages.get("/rekonsiliasi/<id:list_id>", may=May.EDIT_ROSTER)
def piles(list_id: int) -> Answer:
    """Show the piles with their counts, and one of them, 25 rows at a time."""
    return page(PILES, parts=PARTS, **_context(list_id))


@pages.post("/rekonsiliasi/<id:list_id>", may=May.EDIT_ROSTER)
def act(list_id: int) -> Answer:
    """Do the next thing with one row ("accept r12"), or take over all differences; the piles show
    what is left.
    """
    reads.opened(db.session(), list_id)
    what, key, member = (*request.form.get("do", "").split(" ", 2), "", "", "")[:3]
    if what == "send" and (member_id := whole_number(key[1:])):
        return moved(url_for("member_enrolment.member", member_id=member_id))
    try:
        said = _done(list_id, what, key, whole_number(member))
    except RuleError as error:
        problem = _("%(why)s Belum ada yang diubah.", why=in_words(error))
        return refused(PILES, parts=PARTS, **(_context(list_id) | {"problem": problem}))
    to = url_for("reconciliation.piles", list_id=list_id, tumpukan=_pile())
    return done(
        PILES, parts=PARTS, to=to, **(_context(list_id) | {"said": said, "going": what == "all"})
    )


def _done(list_id: int, what: str, key: str, member_id: int | None) -> str:
    today = settings().today()
    match what:
        case "all":
            actions.accept_all(list_id, by(), today=today, chunks=CHUNKS_A_REQUEST)
        case "accept":
            actions.accept(list_id, key, by(), today=today, member_id=member_id)
            return str(_("Sudah diambil dari daftar BPJS Ketenagakerjaan."))
        case "add":
            actions.add(list_id, key, by(), city_id=actor().leading.city_id, today=today)
            return str(_("Sudah ditambahkan sebagai anggota."))
        case "aside":
            actions.set_aside(list_id, key, by=by(), today=today)
            return str(_("Ditunda. Barisnya ada di “Ditunda”."))
        case "back":
            actions.bring_back(list_id, key)
    return ""


def _pile() -> str:
    name = request.form.get("tumpukan", "") or asked_text("tumpukan")
    return name if name in set(Pile) else ""


def _context(list_id: int) -> dict[str, Any]:
    session, today, own = db.session(), settings().today(), actor().association_id
    assert own is not None
    kept, rows = reads.opened(session, list_id)
    roster = reads.roster(session, own, today=today)
    lines = reads.lines(kept, rows, roster, today=today)
    counts = {pile: sum(line.pile is pile for line in lines) for pile in Pile}
    wanted = _pile()
    pile = Pile(wanted) if wanted else next((one for one in Pile if counts[one]), Pile.MATCH)
    inside = [line for line in lines if line.pile is pile]
    paired = {line.ours.id for line in lines if line.ours is not None and line.theirs is not None}
    free = [one for one in roster if one.id not in paired]
    shown = cut_at(inside, asked_start("after"))
    return {
        "kept": kept,
        "pile": pile,
        "counts": counts,
        "shown": [(line, wording.told(line), _offers(line, free)) for line in shown.rows],
        "rows": _rows(shown.rows),
        "more": shown.after,
        "acceptable": sum(line.step is Step.ACCEPT for line in inside),
        "names": wording.pile_names(),
        "hints": wording.pile_hints(),
        "month_code": month_code,
        "problem": "",
        "said": "",
        "going": False,
    }


def _rows(shown: list[Line]) -> dict[int, members.Row]:
    """Give stall and status, as our book has them, of the members of a pile's rows."""
    ids = [line.ours.id for line in shown if line.ours is not None]
    return {row.id: row for row in members.rows_of(db.session(), ids, today=settings().today())}


def _offers(line: Line, free: list[reconciling.Ours]) -> list[reconciling.Ours]:
    if line.pile is not Pile.THEIRS or line.theirs is None or line.why in (Why.TWICE, Why.LEFT):
        return []
    return reconciling.offers(line.theirs, free)

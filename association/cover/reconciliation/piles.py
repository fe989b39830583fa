"""What the page of five piles shows, once more after something was done."""

from typing import Any

from flask import request

from association.cover.reconciliation import reads, wording
from association.cover.reconciliation.columns import is_complete
from association.database import db
from association.paging import cut_at
from association.roster.members import statuses as members
from association.rules.house.permissions import May
from association.rules.law import reconciling
from association.rules.law.listed import Line, Ours, Pile, Step, Why
from association.web.gate import actor, may, settings
from association.web.page import asked_start, asked_text

PILES = "cover/reconciliation/piles.html"
PARTS = ("piles", "pile_rows")


def asked_pile() -> str:
    """Read which pile is asked for; "" for the first that holds something."""
    name = request.form.get("tumpukan", "") or asked_text("tumpukan")
    return name if name in set(Pile) else ""


def may_record() -> bool:
    """Tell whether the one who acts may take months from a list: they are contributions."""
    return may(May.RECORD_CONTRIBUTION)


def shown(list_id: int) -> dict[str, Any]:
    """Gather the piles of a list, and the rows of one of them."""
    session, today, own = db.session(), settings().today(), actor().association_id
    assert own is not None
    kept, read = reads.opened(session, list_id)
    roster = reads.roster(session, own, today=today)
    lines = reads.lines(kept, read.rows, roster, today=today, months=may_record())
    counts = {pile: sum(line.pile is pile for line in lines) for pile in Pile}
    wanted = asked_pile()
    pile = Pile(wanted) if wanted else next((one for one in Pile if counts[one]), Pile.MATCH)
    inside = [line for line in lines if line.pile is pile]
    paired = {line.ours.id for line in lines if line.ours is not None and line.theirs is not None}
    free = [one for one in roster if one.id not in paired]
    page = cut_at(inside, asked_start("after"))
    return {
        "kept": kept,
        "pile": pile,
        "counts": counts,
        "shown": [(line, wording.told(line), _offers(line, free)) for line in page.rows],
        "rows": _rows(page.rows),
        "more": page.after,
        "acceptable": sum(line.step is Step.ACCEPT and not line.is_alone for line in inside),
        "with_months": sum(line.run is not None for line in inside),
        "all": reads.all_differences(lines),
        "mark": reads.mark,
        "alone": any(line.step is Step.ACCEPT and line.is_alone for line in inside),
        "columns": wording.columns_in_words(read.columns),
        "repeated": read.again,
        "understood": is_complete(read.columns) or not read.columns,
        "taking": wording.taking,
        "names": wording.pile_names(),
        "hints": wording.pile_hints(),
        "problem": "",
        "said": "",
        "going": False,
    }


def _rows(shown: list[Line]) -> dict[int, members.Row]:
    """Give stall and status, as our book has them, of the members of a pile's rows."""
    ids = [line.ours.id for line in shown if line.ours is not None]
    return {row.id: row for row in members.rows_of(db.session(), ids, today=settings().today())}


def _offers(line: Line, free: list[Ours]) -> list[Ours]:
    if line.pile is not Pile.THEIRS or line.theirs is None or line.why in (Why.TWICE, Why.LEFT):
        return []
    return reconciling.offers(line.theirs, free)

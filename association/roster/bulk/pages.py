"""Choose many members of the roster, or of those who left, and the list of these."""

from collections.abc import Mapping
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.database import db
from association.people.finding.forms import LONGEST, Query, asked_query, kept
from association.roster.bulk import actions, reads
from association.roster.bulk.forms import reason_names
from association.roster.bulk.reads import Filter
from association.roster.bulk.selections import chosen
from association.roster.members.wanted_forms import wanted_of
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, by, settings
from association.web.page import (
    Answer,
    asked_id,
    moved,
    page,
    posted_text,
    refused,
    whole_number,
)

pages = Pages("bulk")
PICK = "roster/bulk/pick.html"


@pages.get("/anggota/pilih", may=May.EDIT_ROSTER)
def pick() -> Answer:
    """Show the roster, as it is filtered, with a box to tick in each line."""
    return page(
        PICK,
        parts=("pick_table", "pick_rows"),
        **_picking(_filter(request.args, asked_query()), ticked=[], after=asked_id("after")),
    )


@pages.post("/anggota/pilih", may=May.EDIT_ROSTER)
def pick_more() -> Answer:
    """Show other lines, by search or further down the list; what was ticked stays ticked. Nothing
    is saved."""
    after = whole_number(request.form.get("after", ""))
    return page(PICK, parts=("pick_table",), **_picking(_sent(), ticked=_ticked(), after=after))


@pages.post("/anggota/pilih/lanjut", may=May.EDIT_ROSTER)
def keep() -> Answer:
    """Keep who was ticked, or everyone of the filter, and ask what is to be done."""
    ids = _ticked()
    if "all" in request.form:
        ids = reads.everyone(
            db.session(),
            _sent(),
            association_id=actor().association_id,
            today=settings().today(),
        )
    if not ids:
        context = _picking(_sent(), ticked=[], after=None)
        return refused(
            PICK, **(context | {"problem": _("Belum ada yang dicentang. Centang dulu orangnya.")})
        )
    filtered = _sent().code if "all" in request.form else ""
    selection_id = actions.keep(ids, by(), filtered=filtered)
    return moved(url_for("deciding.choose", selection_id=selection_id))


@pages.get("/anggota/keluar", may=May.SEE_ROSTER)
def gone() -> Answer:
    """List those who left the roster, with the reason."""
    query, own, today = asked_query(), actor().association_id, settings().today()
    found = reads.gone(
        db.session(), association_id=own, today=today, query=query.text, after=asked_id("after")
    )
    return page(
        "roster/bulk/gone.html",
        parts=("gone_table", "gone_rows"),
        found=found,
        query=query,
        reason_names=reason_names(),
    )


def _sent() -> Filter:
    """Read the filter of a form; what is looked for gets no address of its own there."""
    return _filter(request.form, kept(posted_text("q", most=LONGEST)))


def _filter(sent: Mapping[str, str], query: Query) -> Filter:
    return Filter(wanted=wanted_of(sent, query), gone=sent.get("keluar") == "1")


def _ticked() -> list[int]:
    numbers = (whole_number(text) for text in request.form.getlist("member"))
    return list(dict.fromkeys(number for number in numbers if number))


def _picking(wanted: Filter, *, ticked: list[int], after: int | None) -> dict[str, Any]:
    session, own, today = db.session(), actor().association_id, settings().today()
    found = reads.lines(session, wanted, association_id=own, today=today, after=after)
    shown = {row.id for row in found.rows}
    return {
        "wanted": wanted,
        "found": found,
        "total": len(reads.everyone(session, wanted, association_id=own, today=today)),
        "ticked": set(ticked),
        "elsewhere": chosen(session, [one for one in ticked if one not in shown]),
        "reason_names": reason_names(),
        "problem": "",
    }

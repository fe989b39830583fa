"""The roster: search, filter, more."""

from flask import request
from flask_babel import gettext as _

from association.database import db
from association.roster.members import counting
from association.roster.members.roster import search
from association.rules.house.permissions import May
from association.rules.law.groups import Group
from association.web.asof import AsOf, asked_day
from association.web.gate import Pages, actor, settings
from association.web.page import (
    Answer,
    asked_id,
    asked_text,
    page,
    refused,
    wanted_part,
)

pages = Pages("roster")
ROSTER_PARTS = ("member_table", "member_rows")


@pages.get("/anggota", may=May.SEE_ROSTER)
def roster() -> Answer:
    """List the roster: search, filter by status, 25 rows and more."""
    session, own, as_of = db.session(), actor().association_id, asked_day()
    today, past = (as_of.day, as_of.past) if as_of else (settings().today(), False)
    group = Group(request.args["status"]) if request.args.get("status") in set(Group) else Group.ALL
    query = asked_text("q")
    found = search(
        session,
        association_id=own,
        today=today,
        query=query,
        group=group,
        market_id=asked_id("pasar"),
        after=asked_id("after"),
        past=past,
    )
    # The rows alone show no counts, unless there are none: a search is answered without counting
    # the roster.
    whole = wanted_part(ROSTER_PARTS) is None or not found.rows
    counts = counting.counts(session, association_id=own, today=today, past=past) if whole else {}
    names, answer = _group_names(as_of), refused if as_of and as_of.problem else page
    return answer(
        "roster/members/asof_roster.html" if as_of else "roster/members/roster.html",
        parts=ROSTER_PARTS,
        as_of=as_of,
        found=found,
        counts=counts,
        group=group,
        query=query,
        market_id=asked_id("pasar") or "",
        groups={group: names[group]} | names,  # the chosen filter first, where a phone shows it
    )


def _group_names(as_of: AsOf | None) -> dict[Group, str]:
    return {
        Group.ALL: _("Semua"),
        Group.ACTIVE: _("Aktif"),
        Group.LAPSING: _("Habis bulan itu") if as_of else _("Habis bulan ini"),
        Group.ENTRUSTED: _("Dititip"),
        Group.DUE: _("Jatuh tempo"),
        Group.ARREARS: _("Menunggak"),
        Group.INACTIVE: _("Nonaktif"),
        Group.PROCESS: _("Proses"),
        Group.NEVER: _("Belum terdaftar"),
        Group.INELIGIBLE: _("Tidak bisa (65+)"),
        Group.ENDED: _("Berhenti"),
    }

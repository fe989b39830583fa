"""The roster: search, filter, more."""

from flask import request

from association.database import db
from association.people.participants.wording import groups
from association.roster.members import counting
from association.roster.members.roster import search
from association.rules.house.permissions import May
from association.rules.law.groups import WIDER, Group
from association.web.asof import asked_day
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
    names, answer = (
        groups(that_month=as_of is not None),
        refused if as_of and as_of.problem else page,
    )
    return answer(
        "roster/members/asof_roster.html" if as_of else "roster/members/roster.html",
        parts=ROSTER_PARTS,
        as_of=as_of,
        found=found,
        counts=counts,
        group=group,
        query=query,
        market_id=asked_id("pasar") or "",
        # The chosen filter first, where a phone shows it.
        groups={group: names[group]} | {one: names[one] for one in Group if one not in WIDER},
    )

"""The roster: search, filter, more."""

from typing import Any

from association.database import db
from association.people.participants.wording import groups
from association.roster.members import counting
from association.roster.members.roster import count, search
from association.roster.members.sections import KEPT_FILTERS
from association.roster.members.wanted import Wanted
from association.roster.members.wanted_forms import asked_wanted
from association.roster.members.wanted_wording import narrowed_words
from association.rules.house.permissions import May
from association.rules.law.groups import WIDER, Group
from association.web.asof import AsOf, asked_day
from association.web.gate import Pages, actor, settings
from association.web.page import (
    Answer,
    asked_id,
    page,
    refused,
    wanted_part,
)

pages = Pages("roster")
ROSTER_PARTS = ("member_table", "member_rows")


@pages.get("/anggota", may=May.SEE_ROSTER)
def roster() -> Answer:
    """List the roster: search, filter by status, 25 rows and more."""
    wanted, as_of = asked_wanted(), asked_day()
    day = as_of or AsOf(settings().today(), settings().today())
    found = search(
        db.session(),
        association_id=actor().association_id,
        today=day.day,
        wanted=wanted,
        after=asked_id("after"),
        past=day.past,
    )
    names = groups(that_month=as_of is not None)
    # The rows alone show no counts, unless there are none: a search is answered without counting
    # the roster.
    whole = wanted_part(ROSTER_PARTS) is None or not found.rows
    return (refused if day.problem else page)(
        "roster/members/asof_roster.html" if as_of else "roster/members/roster.html",
        parts=ROSTER_PARTS,
        as_of=as_of,
        found=found,
        wanted=wanted,
        shown=({"as_of": day.day.isoformat()} if as_of else {}) | wanted.address,
        # The chosen filter first, where a phone shows it.
        groups={wanted.group: names[wanted.group]}
        | {one: names[one] for one in Group if one not in WIDER},
        **(_above(wanted, day) if whole else {"counts": {}}),
    )


def _above(wanted: Wanted, day: AsOf) -> dict[str, Any]:
    """Gather what stands above the list: how many are in each filter, what narrows it, what is
    kept."""
    session, own = db.session(), actor().association_id
    counts = counting.counts(session, association_id=own, today=day.day, past=day.past)
    narrowed = narrowed_words(wanted)
    matched = count(session, association_id=own, today=day.day, wanted=wanted) if narrowed else None
    kept = KEPT_FILTERS.answer(session, own)
    return {"counts": counts, "narrowed": narrowed, "matched": matched, "kept": kept}

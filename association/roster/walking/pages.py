"""/anggota/urutan: the order of the walk through the market, by numbers, 25 stalls at a time."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.database import db
from association.roster.walking import actions, reads
from association.roster.walking.forms import WalkForm
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, asked_start, moved, page, posted_id, refused, whole_number

pages = Pages("walking")
WALK = "roster/walking/walk.html"


def _shown(start: int, form: WalkForm) -> dict[str, Any]:
    session, own, today = db.session(), actor().association_id, settings().today()
    found = reads.stops(session, association_id=own, today=today, start=start)
    everything, numbered = reads.counted(session, association_id=own, today=today)
    return {
        "form": form,
        "stops": found.rows,
        "start": start,
        "next": found.after,
        "total": everything,
        "numbered": numbered,
        "shown": " ".join(f"{one.stall_id}:{one.walk or ''}" for one in found.rows),
        "texts": {one.stall_id: one.walk or "" for one in found.rows},
        "wrong": {},
    }


@pages.get("/anggota/urutan", may=May.EDIT_ROSTER)
def walk() -> Answer:
    """Show the stalls in the order of the walk, each with its number."""
    return page(WALK, **_shown(asked_start("dari"), WalkForm()))


@pages.post("/anggota/urutan", may=May.EDIT_ROSTER)
def arrange() -> Answer:
    """Set the numbers that were typed; others make room."""
    form = WalkForm.received()
    start = min(whole_number(form.part.data) or 0, 1_000_000)
    wrong = form.wrong()
    if wrong:
        shown = _shown(start, form)
        return refused(WALK, **(shown | {"texts": shown["texts"] | form.texts(), "wrong": wrong}))
    fill = list(form.texts()) if "fill" in request.form else None
    typed, today = form.typed(), settings().today()
    meant, pushed = actions.arrange(typed, by(), part=fill, today=today, once=form.once())
    said = _("Urutan tersimpan: %(n)s tempat usaha.", n=meant)
    if pushed:
        said += " " + _("%(n)s lain bergeser memberi tempat.", n=pushed)
    onward = None if fill else posted_id("onward")  # what was filled in is to be seen
    return moved(url_for("walking.walk", dari=onward or start or None), said)

"""What all events of a paguyuban achieved together."""

from association.database import db
from association.meetings.effect.achieved import Line, achieved, compared, told_of
from association.meetings.effect.days import day_of
from association.meetings.effect.held import held
from association.rules.house.permissions import May
from association.web.gate import Pages
from association.web.page import Answer, page

pages = Pages("effect")
LATEST = 25


@pages.get("/kegiatan/hasil", may=May.SEE_WHOLE)
def total() -> Answer:
    """Show what all events of the paguyuban achieved together, and the latest one by one."""
    every = held(db.session())
    counted = achieved(every)
    (whole,) = compared(every, counted, lambda _one: [""]) or [Line("")]
    each = [(one, told_of(one, counted)) for one in every[:LATEST]]
    return page("meetings/effect/total.html", whole=whole, each=each, day_of=day_of)

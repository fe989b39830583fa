"""What one event achieved, and whom to follow up."""

from association.meetings.effect.shown import RESULT, result_of
from association.rules.house.permissions import May
from association.web.gate import Pages
from association.web.page import Answer, page

pages = Pages("results")


@pages.get("/kegiatan/<id:event_id>/hasil", may=May.SEE_WHOLE)
def result(event_id: int) -> Answer:
    """Show what an event achieved, and whom to follow up."""
    return page(RESULT, parts=("follow_rows",), **result_of(event_id))

"""One batch of registrations (/pendaftaran/<id>)."""

from association.cover.enrolment.batch import BATCH, shown
from association.rules.house.permissions import May
from association.web.gate import Pages
from association.web.page import Answer, asked_start, page

pages = Pages("registration")


@pages.get("/pendaftaran/<id:registration_id>", may=May.SEE_WHOLE)
def batch(registration_id: int) -> Answer:
    """Show one batch: what came of each line, and the files that go with it."""
    return page(BATCH, parts=("line_rows",), **shown(registration_id, after=asked_start("after")))

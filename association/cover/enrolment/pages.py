"""Who can be registered (/pendaftaran), and the batches so far."""

from flask import request

from association.cover.enrolment.candidates import Which
from association.cover.enrolment.choices import CHOOSE, shown
from association.cover.enrolment.forms import SendForm
from association.rules.house.permissions import May
from association.web.gate import Pages
from association.web.page import Answer, page

pages = Pages("enrolment")


@pages.get("/pendaftaran", may=May.SEE_WHOLE)
def choose() -> Answer:
    """List who can be registered, who not yet, or who never; and the batches so far."""
    asked = request.args.get("lihat")
    which = Which(asked) if asked in set(Which) else Which.READY
    return page(
        CHOOSE,
        parts=("candidate_rows", "batch_rows"),
        form=SendForm().offered(),
        **shown(which),
    )

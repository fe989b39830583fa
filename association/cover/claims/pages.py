"""Cases (/klaim): the list of a paguyuban, and one case."""

from association.cover.claims import absent, reads
from association.cover.claims.sections import CLAIM_PAGE
from association.cover.claims.shown import DETAIL, case, shown
from association.cover.claims.wording import case_states, kinds, next_up
from association.database import db
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, settings
from association.web.page import Answer, asked_id, page

pages = Pages("claims")


@pages.get("/klaim", may=May.SEE_WHOLE)
def listed() -> Answer:
    """List the cases: those that go on first, with what is next."""
    own, today = actor().association_id, settings().today()
    found = reads.listed(db.session(), association_id=own, after=asked_id("after"))
    return page(
        "cover/claims/list.html",
        parts=("claim_rows",),
        found=found,
        kinds=kinds(),
        words=case_states(),
        next_up=lambda claim: next_up(claim, today=today),
    )


@pages.get("/klaim/belum", may=May.SEE_WHOLE)
def without() -> Answer:
    """List who died, or has not been seen for long, without a case."""
    own, today = actor().association_id, settings().today()
    found = absent.listed(db.session(), association_id=own, today=today, after=asked_id("after"))
    return page("cover/claims/without.html", parts=("without_rows",), found=found)


@pages.get("/klaim/<id:claim_id>", may=May.SEE_WHOLE)
def detail(claim_id: int) -> Answer:
    """Show a case: the cover of its day, what the law gives and to whom, what may go wrong, and
    how far it is."""
    subject = case(claim_id)
    return CLAIM_PAGE.alone(subject) or page(DETAIL, **shown(subject))

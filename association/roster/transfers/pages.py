"""Members offered to another paguyuban: what either side sees."""

from association.database import db
from association.roster.transfers import reads
from association.roster.transfers.shown import PARTS, TEMPLATE, offer_shown, states
from association.rules.house.permissions import May
from association.web.gate import Pages, actor
from association.web.page import Answer, asked_id, page

pages = Pages("transfers")


@pages.get("/anggota/pindahan", may=May.SEE_WHOLE)
def listed() -> Answer:
    """List the offers made and received."""
    own = actor().association_id
    offers = reads.listed(db.session(), association_id=own, after=asked_id("after"))
    return page(
        "roster/transfers/list.html",
        parts=("offers_rows",),
        offers=offers.rows,
        more=offers.after,
        own=own,
        states=states(),
    )


@pages.get("/anggota/pindahan/<id:transfer_id>", may=May.SEE_WHOLE)
def detail(transfer_id: int) -> Answer:
    """Show an offer to one of its two sides."""
    return page(TEMPLATE, parts=PARTS, **offer_shown(transfer_id))

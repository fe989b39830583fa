"""What was done to many members at once, and how far it came."""

from association.database import db
from association.roster.bulk import batches
from association.roster.bulk.batch_shown import BATCH, PARTS, shown
from association.roster.bulk.wording import summary
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, settings
from association.web.page import Answer, asked_id, page

pages = Pages("batches")


@pages.get("/anggota/perubahan", may=May.SEE_WHOLE)
def listed() -> Answer:
    """List what was done to many at once, newest first."""
    found = batches.listed(
        db.session(), association_id=actor().association_id, before=asked_id("before")
    )
    return page(
        "roster/bulk/batches.html",
        parts=("batch_rows",),
        lines=found.rows,
        more=found.after,
        told=summary,
        now=settings().now(),
    )


@pages.get("/anggota/perubahan/<id:batch_id>", may=May.SEE_WHOLE)
def detail(batch_id: int) -> Answer:
    """Show one batch: how far it came, whom it left out, and how to take it back."""
    return page(BATCH, parts=PARTS, **shown(batch_id))

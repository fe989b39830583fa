"""/ahli-waris: participants whose heirs nobody has noted yet."""

from association.cover.heirs import reads
from association.database import db
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, settings
from association.web.page import Answer, asked_id, page

pages = Pages("heirless")


@pages.get("/ahli-waris", may=May.SEE_WHOLE)
def lacking() -> Answer:
    """List the registered members without heirs, 25 at a time."""
    session, own, today = db.session(), actor().association_id, settings().today()
    found = reads.lacking(session, association_id=own, today=today, after=asked_id("after"))
    total = reads.count(session, association_id=own, today=today)
    return page(
        "cover/heirs/lacking.html",
        parts=("lacking_rows",),
        rows=found.rows,
        more=found.after,
        total=total,
    )

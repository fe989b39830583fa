"""What the page of a batch shows."""

from typing import Any

from flask_babel import gettext as _

from association.database import db
from association.roster.bulk import batches
from association.roster.bulk.ways import root_of, way_of
from association.roster.bulk.wording import reasons, summary
from association.roster.members import wording
from association.web.gate import settings
from association.web.page import asked_id

BATCH = "roster/bulk/batch.html"
PARTS = ("batch_state", "kept_rows")
MOST_NAMES = 5


def shown(batch_id: int) -> dict[str, Any]:
    """Gather how far a batch came, whom it left out, and how to take it back."""
    session = db.session()
    line = batches.one(session, batch_id)
    touched = way_of(session, batch_id).touched(batch_id)
    root = root_of(session, batch_id)
    kept = batches.kept(session, batch_id, after=asked_id("after"))
    return {
        "line": line,
        "told": summary,
        "root": line if root == batch_id else batches.one(session, root),
        "names": batches.first_names(session, touched, most=MOST_NAMES),
        "kept": kept.rows,
        "kept_count": batches.count_kept(session, batch_id),
        "more": kept.after,
        "reasons": reasons(),
        "field_names": wording.field_names() | {"attendance": _("tanda hadir")},
        "now": settings().now(),
        "problem": "",
    }

"""The preview of an upload: what was understood, and what becomes of its rows."""

from association.database import db
from association.roster.imports import reads
from association.roster.imports.checking import PARTS_A_REQUEST
from association.roster.imports.checking import check as hold
from association.roster.imports.preview import context, shown
from association.roster.imports.progress import PREVIEW
from association.roster.lists.markets import known_markets
from association.rules.house.permissions import May
from association.web.gate import Pages, actor
from association.web.page import Answer, page

pages = Pages("imports")


@pages.get("/anggota/impor/<id:upload_id>", may=May.IMPORT_ROSTER)
def preview(upload_id: int) -> Answer:
    """Show what was understood, problem rows first, or how far the checking or saving came."""
    return page(PREVIEW, parts=("import_state",), **context(upload_id))


@pages.post("/anggota/impor/<id:upload_id>/periksa", may=May.IMPORT_ROSTER)
def check(upload_id: int) -> Answer:
    """Hold the next rows of a long list against the roster; the page goes on by itself, or by its
    button."""
    reads.upload_and_head(db.session(), upload_id)
    hold(
        upload_id,
        markets=known_markets(db.session(), actor().association_id),
        parts=PARTS_A_REQUEST,
    )
    return shown(upload_id)

"""What was done to many members at once, how far it came, and taking it back."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.roster.bulk import batches, chunks
from association.roster.bulk.chunks import way_of
from association.roster.bulk.wording import reasons, summary
from association.roster.members import wording
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, asked_id, moved, page, refused, wanted_part
from association.web.words import in_words

pages = Pages("batches")
CHUNKS_A_REQUEST = 2
MOST_NAMES = 5
PARTS = ("batch_state", "kept_rows")


@pages.get("/anggota/perubahan", may=May.SEE_ROSTER)
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


@pages.get("/anggota/perubahan/<id:batch_id>", may=May.SEE_ROSTER)
def detail(batch_id: int) -> Answer:
    """Show one batch: how far it came, whom it left out, and how to take it back."""
    return page("roster/bulk/batch.html", parts=PARTS, **_context(batch_id))


@pages.post("/anggota/perubahan/<id:batch_id>/lanjut", may=May.EDIT_ROSTER)
def go_on(batch_id: int) -> Answer:
    """Do the next members; the page goes on by itself, or by its button without JavaScript."""
    chunks.go_on(batch_id, by(), today=settings().today(), chunks=CHUNKS_A_REQUEST)
    if wanted_part(PARTS):
        return page("roster/bulk/batch.html", parts=PARTS, **_context(batch_id))
    return moved(url_for("batches.detail", batch_id=batch_id))


@pages.post("/anggota/perubahan/<id:batch_id>/batalkan", may=May.EDIT_ROSTER)
def undo(batch_id: int) -> Answer:
    """Take a batch back."""
    try:
        undoing = chunks.start_undo(batch_id, by())
    except RuleError as error:
        return refused(
            "roster/bulk/batch.html", **(_context(batch_id) | {"problem": in_words(error)})
        )
    return moved(url_for("batches.detail", batch_id=undoing))


def _context(batch_id: int) -> dict[str, Any]:
    session = db.session()
    line = batches.one(session, batch_id)
    touched = way_of(session, batch_id).touched(batch_id)
    root = batches.root_of(session, batch_id)
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

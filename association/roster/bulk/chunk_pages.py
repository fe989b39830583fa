"""Go on with what is done to many members, or take it back."""

from flask import url_for

from association.roster.bulk import chunks, opening
from association.roster.bulk.batch_shown import BATCH, PARTS, shown
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, by, settings
from association.web.page import Answer, moved, page, refused, wanted_part
from association.web.words import in_words

pages = Pages("chunks")
CHUNKS_A_REQUEST = 4


@pages.post("/anggota/perubahan/<id:batch_id>/lanjut", may=May.EDIT_ROSTER)
def go_on(batch_id: int) -> Answer:
    """Do the next members; the page goes on by itself, or by its button without JavaScript."""
    chunks.go_on(batch_id, by(), today=settings().today(), chunks=CHUNKS_A_REQUEST)
    if wanted_part(PARTS):
        return page(BATCH, parts=PARTS, **shown(batch_id))
    return moved(url_for("batches.detail", batch_id=batch_id))


@pages.post("/anggota/perubahan/<id:batch_id>/batalkan", may=May.EDIT_ROSTER)
def undo(batch_id: int) -> Answer:
    """Take a batch back."""
    try:
        undoing = opening.start_undo(batch_id, by())
    except RuleError as error:
        return refused(BATCH, **(shown(batch_id) | {"problem": in_words(error)}))
    return moved(url_for("batches.detail", batch_id=undoing))

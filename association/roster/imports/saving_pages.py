"""Save the good rows of an upload."""

from flask import request

from association.database import db
from association.roster.imports import actions, reads
from association.roster.imports.progress import progress, stepped
from association.roster.lists.markets import known_markets
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, by
from association.web.page import Answer, whole_number

pages = Pages("saving")
ROWS_A_REQUEST = 500


@pages.post("/anggota/impor/<id:upload_id>", may=May.IMPORT_ROSTER)
def save(upload_id: int) -> Answer:
    """Save the next good rows; the page goes on by itself, or by its button without JavaScript."""
    if (
        "begin" in request.form
    ):  # the changes that are wanted are ticked; the others are passed over
        wanted, asked = _numbers("change"), _numbers("asked")
        actions.pass_over(upload_id, sorted(asked - wanted), by())
    actions.save(
        upload_id,
        by(),
        city_id=actor().leading.city_id,
        markets=known_markets(db.session(), actor().association_id),
        most=ROWS_A_REQUEST,
    )
    upload, head = reads.upload_and_head(db.session(), upload_id)
    return stepped(upload, progress(upload, head))


def _numbers(name: str) -> set[int]:
    numbers = (whole_number(text) for text in request.form.getlist(name))
    return {number for number in numbers if number is not None}

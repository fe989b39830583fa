"""The worklist of likely duplicates, and which of them are two people."""

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.paging import cut_at
from association.roster.duplicates import reads, telling
from association.rules.house.permissions import May
from association.web.forms import Form
from association.web.gate import Pages, actor, by, settings
from association.web.live import listed
from association.web.page import Answer, asked_start, moved, page

pages = Pages("duplicates")


@pages.get("/anggota/kembar", may=May.EDIT_ROSTER)
def worklist() -> Answer:
    """List the rows that may be one person, the likeliest first."""
    found = reads.likely(
        db.session(), association_id=actor().association_id, today=settings().today()
    )
    shown = cut_at(found, asked_start("dari"))
    return page(
        "roster/duplicates/list.html",
        parts=("pairs",),
        pairs=shown.rows,
        total=len(found),
        more=shown.after,
        live=listed(len(shown.rows), more=shown.after is not None),
    )


@pages.post("/anggota/kembar/<id:first_id>/<id:second_id>/beda", may=May.EDIT_ROSTER)
def tell_apart(first_id: int, second_id: int) -> Answer:
    """Remember that they are two people, and go on with the next pair."""
    telling.tell_apart(first_id, second_id, by(), once=Form.received().once())
    return moved(
        url_for("duplicates.worklist"),
        _("Dicatat: bukan orang yang sama. Pasangan ini tidak ditanyakan lagi."),
    )

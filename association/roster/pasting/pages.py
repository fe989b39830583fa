"""Ask about the unclear lines of a pasted list, one at a time."""

from flask import url_for

from association.roster.pasting.asking import ASK, asking, open_questions
from association.roster.pasting.forms import AnswerForm
from association.rules.house.permissions import May
from association.web.gate import Pages
from association.web.page import Answer, moved, page

pages = Pages("pasting")


@pages.get("/anggota/impor/<id:upload_id>/tanya", may=May.IMPORT_ROSTER)
def ask(upload_id: int) -> Answer:
    """Show the first line that is not answered yet; the preview when there is none."""
    rows = open_questions(upload_id)
    if not rows:
        return moved(url_for("imports.preview", upload_id=upload_id))
    return page(ASK, **asking(upload_id, rows[0], len(rows), AnswerForm.guessed(rows[0])))

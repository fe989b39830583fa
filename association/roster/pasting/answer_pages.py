"""Take the answer to an unclear line of a pasted list."""

from flask import request, url_for
from flask_babel import gettext as _

from association.database import db
from association.roster.imports.checking import check
from association.roster.lists.markets import known_markets
from association.roster.lists.pasted_cells import key_of
from association.roster.pasting import actions
from association.roster.pasting.asking import ASK, asking, open_questions
from association.roster.pasting.forms import AnswerForm
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, by
from association.web.page import Answer, moved, refused
from association.web.words import in_words

pages = Pages("answering")
PARTS = 4  # 2,000 rows at most


@pages.post("/anggota/impor/<id:upload_id>/tanya", may=May.IMPORT_ROSTER)
def answer(upload_id: int) -> Answer:
    """Keep one answer and go on to the next line."""
    form = AnswerForm.received()
    rows = open_questions(upload_id)
    row = next((row for row in rows if key_of(row) == form.number.data), None)
    if row is None:  # answered meanwhile, on another phone or by a second tap
        return moved(url_for("pasting.ask", upload_id=upload_id))
    values = form.values(row) if request.form.get("answer") != "nobody" else None
    if values is None and request.form.get("answer") != "nobody":
        return refused(ASK, **asking(upload_id, row, len(rows), form))
    try:
        actions.answer(upload_id, key_of(row), values, by(), once=form.once())
    except RuleError as error:
        return moved(url_for("imports.preview", upload_id=upload_id), in_words(error))
    if len(rows) == 1:
        markets = known_markets(db.session(), actor().association_id)
        check(upload_id, markets=markets, parts=PARTS)
    said = (
        _("Baris %(n)s menjadi anggota.", n=row.line)
        if values
        else _("Baris %(n)s dilewati.", n=row.line)
    )
    return moved(url_for("pasting.ask", upload_id=upload_id), said)

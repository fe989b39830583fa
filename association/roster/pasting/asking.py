"""What the question about an unclear line shows, asked for the first time or once more."""

from typing import Any

from association.database import db
from association.roster.lists.contents import RowRead
from association.roster.lists.marks import mask
from association.roster.lists.pasted_cells import written_of
from association.roster.lists.wording import all_in_words
from association.roster.pasting import questions
from association.roster.pasting.forms import AnswerForm

ASK = "roster/pasting/ask.html"


def open_questions(upload_id: int) -> list[RowRead]:
    """Give the rows that are still to be asked; none once the saving has begun."""
    return questions.unclear(db.session(), upload_id)


def asking(upload_id: int, row: RowRead, left: int, form: AnswerForm) -> dict[str, Any]:
    """Gather what the question shows."""
    written = mask(written_of(row)).splitlines()
    return {
        "upload_id": upload_id,
        "row": row,
        "reasons": all_in_words(row.problems),
        "left": left,
        "form": form,
        "written": written,
        "problem": "",
    }

"""What the page that asks for KPJs shows, once more after a refusal."""

from typing import Any

from association.cover.enrolment import batches
from association.cover.enrolment.forms import NumbersForm, today_text
from association.database import db
from association.web.words import in_words


def numbers_asked(registration_id: int, text: str) -> dict[str, Any]:
    """Gather what the page that asks for KPJs shows; `text` is what was pasted."""
    return {
        "counted": batches.one(db.session(), registration_id),
        "text": text,
        "form": NumbersForm(day=today_text(), text=text),
        "found": None,
        "problem": "",
        "in_words": in_words,
    }

"""What the form that takes a list shows, asked for the first time or once more."""

from typing import Any

from association.database import db
from association.roster.imports.reads import going_on
from association.web.gate import actor

UPLOAD = "roster/imports/upload.html"


def asking(problem: str = "", text: str = "") -> dict[str, Any]:
    """Gather the form's problem and pasted text, and the lists that are not finished."""
    unfinished = going_on(db.session(), actor().association_id)
    return {"problem": problem, "text": text, "going_on": unfinished}

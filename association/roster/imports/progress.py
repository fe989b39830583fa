"""How far the checking and saving of an upload came, and which rows stand in the way."""

from typing import Any

from flask import request, url_for

from association.database import db
from association.roster.imports import reads
from association.roster.imports.models import Upload
from association.roster.imports.plans import Fate
from association.roster.imports.refused import refused_now
from association.roster.imports.storage import PART
from association.roster.lists.contents import Contents
from association.roster.lists.problems import Code
from association.roster.lists.wording import in_words as problem_in_words
from association.web.page import Answer, moved, page

PREVIEW = "roster/imports/preview.html"
MOST_SHOWN = 100


def progress(upload: Upload, head: Contents) -> dict[str, Any]:
    """Gather what is shown before, while and after an upload is saved."""
    return {
        "upload": upload,
        "problem": "",
        "notes": head.notes,
        "problem_in_words": problem_in_words,
        "done": min(upload.checked * PART, upload.total),
        "most": MOST_SHOWN,
        **_rows_shown(upload),
        **_counts(upload),
    }


def stepped(upload: Upload, context: dict[str, Any]) -> Answer:
    """Answer a step of the checking or saving: its state to htmx, the preview to a plain form."""
    if request.headers.get("HX-Target"):
        return page(PREVIEW, parts=("import_state",), **context)
    return moved(url_for("imports.preview", upload_id=upload.id))


def _rows_shown(upload: Upload) -> dict[str, Any]:
    """Give the rows to show by what becomes of them, and how many are still to be asked about."""
    told: dict[str, list[Any]] = {fate: [] for fate in Fate}
    if upload.position:
        told[Fate.REFUSED] = [
            {"name": row.values.name, "where": (row.sheet, row.line), "problems": row.problems}
            for row in refused_now(upload, upload.refused[:MOST_SHOWN])
        ]
        return {"told": told, "unclear": 0}
    for one in reads.findings(db.session(), upload.id):
        told[one["fate"]].append(one)
    asked = (one["problems"] for one in told[Fate.REFUSED])
    unclear = sum(any(one.code is Code.UNCLEAR for one in problems) for problems in asked)
    return {"told": told, "unclear": unclear}


def _counts(upload: Upload) -> dict[str, int]:
    return {
        "bad": len(upload.refused) if upload.position else upload.counts.get(Fate.REFUSED, 0),
        "good": upload.counts.get(Fate.NEW, 0),
        "changed": upload.counts.get(Fate.CHANGED, 0),
        "same": upload.counts.get(Fate.SAME, 0),
    }

"""How far the checking and saving of an upload came, and which rows stand in the way."""

from typing import Any

from flask import url_for
from flask_babel import gettext

from association.database import db
from association.roster.imports import reads
from association.roster.imports.models import Upload
from association.roster.imports.plans import Fate
from association.roster.imports.refused import refused_now
from association.roster.imports.storage import PART
from association.roster.lists.contents import Contents
from association.roster.lists.mending import line_of, to_leave_out
from association.roster.lists.problems import Code
from association.roster.lists.wording import in_words as problem_in_words
from association.roster.members.values import FIELDS
from association.web.csrf import masked_token
from association.web.gate import new_key, settings
from association.web.page import Answer, moved, page, wanted_part

PREVIEW = "roster/imports/preview.html"
MOST_SHOWN, MOST_REFUSED = 100, 25


def progress(upload: Upload, head: Contents) -> dict[str, Any]:
    """Gather what is shown before, while and after an upload is saved."""
    return {
        "upload": upload,
        "problem": "",
        "notes": head.notes,
        "problem_in_words": problem_in_words,
        "done": min(upload.checked * PART, upload.total),
        "most": MOST_SHOWN,
        "most_refused": MOST_REFUSED,
        "token": masked_token(),
        "key": new_key(),
        **_rows_shown(upload, head),
        **counts(upload),
    }


def stepped(upload: Upload, context: dict[str, Any]) -> Answer:
    """Answer a step of the checking or saving: its state to htmx, the preview to a plain form."""
    if wanted_part(("import_state",)):
        return page(PREVIEW, parts=("import_state",), **context)
    return moved(url_for("imports.preview", upload_id=upload.id))


def _rows_shown(upload: Upload, head: Contents) -> dict[str, Any]:
    """Give the rows to show by what becomes of them, and how many are still to be asked about."""
    told: dict[str, list[Any]] = {fate: [] for fate in Fate}
    if upload.position:
        places = upload.refused[:MOST_REFUSED]
        told[Fate.REFUSED] = [
            {
                "place": place,
                "name": row.values.name,
                "where": (row.sheet, row.line),
                "problems": row.problems,
            }
            for place, row in zip(places, refused_now(upload, places), strict=True)
        ]
    else:
        for one in reads.findings(db.session(), upload.id):
            told[one["fate"]].append(one)
    asked = (one["problems"] for one in told[Fate.REFUSED])
    unclear = sum(any(one.code is Code.UNCLEAR for one in problems) for problems in asked)
    _offer(upload, head, told[Fate.REFUSED][:MOST_REFUSED])
    return {"told": told, "unclear": 0 if upload.position else unclear}


def _offer(upload: Upload, head: Contents, told: list[dict[str, Any]]) -> None:
    """Say of refused rows whether they can be mended now, and without what they would be good; a
    date is not to be left out while it is asked how to read it."""
    is_idle = upload.position in (0, upload.total)
    unread = {doubt.sheet for doubt in head.doubts if not doubt.answer and not upload.position}
    rows = reads.rows_at(db.session(), upload.id, [one["place"] for one in told])
    for one, row in zip(told, rows, strict=True):
        is_asked = row.is_unclear and upload.position == 0  # one by one, beside its own words
        one["can_mend"] = is_idle and not is_asked
        names: tuple[str, ...] = ()
        if one["can_mend"]:
            line, today = line_of(row, head.columns), settings().today()
            names = to_leave_out(row, line, one["problems"], today=today)
        is_unread = row.sheet in unread and "birth_date" in names
        one["leave_out"] = () if is_unread else names
        one["without"] = ", ".join(gettext(FIELDS[name].words) for name in one["leave_out"])


def counts(upload: Upload) -> dict[str, int]:
    """Give how many rows become what."""
    return {
        "bad": len(upload.refused) if upload.position else upload.counts.get(Fate.REFUSED, 0),
        "good": upload.counts.get(Fate.NEW, 0),
        "changed": upload.counts.get(Fate.CHANGED, 0),
        "same": upload.counts.get(Fate.SAME, 0),
    }

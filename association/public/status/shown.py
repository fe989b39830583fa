"""What the form of the self-check shows, asked for the first time or once more."""

from typing import Any

from association.access.fence import set_reach
from association.access.reach import Visitor
from association.database import db
from association.people.finding.forms import asked_query
from association.public.status.directory import directory
from association.public.status.forms import CheckForm
from association.web.gate import settings
from association.web.live import listed
from association.web.page import asked_id

FORM = "public/status/check.html"


def shown(form: CheckForm, problem: str = "", *, scanned: bool = False) -> dict[str, Any]:
    """Gather what the form's page shows; under it the public directory of paguyuban, the same
    whoever asks."""
    set_reach(db.session(), Visitor())
    query = asked_query().text
    found = directory(db.session(), query=query, after=asked_id("after"), today=settings().today())
    shown = {"found": found.rows, "more": found.after, "query": query}
    told = listed(len(found.rows), more=found.after is not None)
    form_shown = {"form": form, "problem": problem, "scanned": scanned, "arrival": None}
    return form_shown | shown | {"live": told}

"""A list of paguyuban as its page shows it: before it is made, and after."""

from collections import Counter
from typing import Any

from association.database import db
from association.office.intake import plans, reads, undoing, wording
from association.office.intake.entries import NEW, NONE, Read
from association.office.intake.forms import MakeForm
from association.office.intake.models import Intake
from association.office.intake.names import market_name
from association.office.intake.plans import Fate
from association.roster.lists.wording import in_words
from association.web.gate import actor, settings

PREVIEW, MADE = "office/intake/preview.html", "office/intake/made.html"


def preview(kept: Intake, read: Read, problem: str = "") -> dict[str, Any]:
    """Say what would become of a list, with what is to be asked of it."""
    session, city_id = db.session(), actor().city_id
    city = reads.city(session, city_id, read.entries, today=settings().today())
    found = plans.planned(read, city)
    counts = Counter(plan.fate for plan in found)
    return {
        "kept": kept,
        "read": read,
        "counts": {fate.value: counts[fate] for fate in Fate},
        "piles": {fate.value: [one for one in found if one.fate is fate] for fate in Fate},
        "questions": plans.questions(read, found, city),
        "places": city.places,
        "offers": reads.offers(found),
        "form": MakeForm(),
        "columns": [(wording.label(one), one.samples, one.kind) for one in read.columns],
        "column_names": wording.column_names(),
        "problem_in_words": in_words,
        "market_name": market_name,
        "problem": problem,
        "NEW": NEW,
        "NONE": NONE,
    }


def made(kept: Intake, problem: str = "") -> dict[str, Any]:
    """Say what a list made, and what taking it back would leave."""
    found = undoing.standing(db.session(), kept)
    return {
        "kept": kept,
        "found": found,
        "invited": sum(one.duty is not None for one, _row, _since in found),
        "going": sum(since is None for _told, _row, since in found),
        "since_names": wording.since_names(),
        "form": MakeForm(),
        "problem": problem,
    }

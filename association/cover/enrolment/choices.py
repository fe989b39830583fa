"""What the page of candidates shows, once more after a refusal."""

from collections.abc import Collection
from typing import Any

from flask_babel import gettext as _

from association.cover.enrolment import batches, candidates
from association.cover.enrolment.candidates import Which
from association.cover.enrolment.rejections import rejections
from association.database import db
from association.people.participants.wording import ends, states
from association.roster.members.wording import gap_names
from association.web.gate import actor, settings
from association.web.page import asked_id

CHOOSE = "cover/enrolment/choose.html"


def shown(which: Which, *, seen: Collection[int] = ()) -> dict[str, Any]:
    """Gather what one of the lists of candidates shows; who was `seen` of it is shown again."""
    session, own, today = db.session(), actor().association_id, settings().today()
    found = candidates.candidates(
        session,
        association_id=own,
        today=today,
        which=which,
        after=asked_id("after"),
        seen=seen,
    )
    counts = candidates.counts(session, association_id=own, today=today)
    made = batches.listed(session, association_id=own, before=asked_id("before"))
    return {
        "found": found,
        "which": which,
        "why_never": {row.id: never_words(row) for row in found.rows}
        if which is Which.NEVER
        else {},
        "counts": counts,
        "states": states(),
        "rejected": rejections(session, [row.id for row in found.rows]),
        "lacking": gap_names(),
        "batches": made.rows,
        "before": made.after,
        "kept": None,
        "problem": "",
        "asked": None,
    }


def never_words(row: candidates.Candidate) -> str:
    """Say why somebody is not to be registered any more."""
    if row.ended_reason is not None:
        return str(
            _("berhenti: %(reason)s", reason=ends().get(row.ended_reason, _("tidak dicatat")))
        )
    return str(_("sudah 65 tahun atau lebih"))

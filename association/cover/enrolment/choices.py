"""What the page of candidates shows, once more after a refusal."""

from typing import Any

from flask_babel import gettext as _

from association.cover.enrolment import batches, candidates
from association.cover.enrolment.rejections import rejections
from association.database import db
from association.rules.people.completeness import Gap
from association.web.gate import actor, settings
from association.web.page import asked_id

CHOOSE = "cover/enrolment/choose.html"


def shown(*, ready: bool) -> dict[str, Any]:
    """Gather what the list of candidates shows: those who can be sent, or those who cannot yet."""
    session, own, today = db.session(), actor().association_id, settings().today()
    found = candidates.candidates(
        session, association_id=own, today=today, ready=ready, after=asked_id("after")
    )
    counts = candidates.counts(session, association_id=own, today=today)
    made = batches.listed(session, association_id=own, before=asked_id("before"))
    return {
        "found": found,
        "ready": ready,
        "counts": counts,
        "rejected": rejections(session, [row.id for row in found.rows]),
        "lacking": _lacking(),
        "batches": made.rows,
        "before": made.after,
        "kept": None,
        "problem": "",
    }


def _lacking() -> dict[Gap, str]:
    """Say shortly what is lacking."""
    return {
        Gap.NIK: _("NIK"),
        Gap.BIRTH_DATE: _("tanggal lahir"),
        Gap.PHONE: _("nomor HP"),
        Gap.MOTHER: _("nama ibu kandung"),
        Gap.BIRTH_PLACE: _("tempat lahir"),
        Gap.ADDRESS: _("alamat"),
    }

"""What the page of a batch shows, once more after a refusal."""

from typing import Any

from flask_babel import gettext as _

from association.cover.enrolment import batches, candidates, reads
from association.cover.enrolment.forms import today_text
from association.database import db
from association.people.signin.forms import PasswordForm
from association.roster.members.wording import gap_names
from association.rules.law.enrolment import LineState
from association.web.csrf import masked_token
from association.web.gate import new_key

BATCH = "cover/enrolment/batch.html"


def shown(registration_id: int, *, after: int) -> dict[str, Any]:
    """Gather what the page of a batch shows: the lines behind a place, and what its rows need.

    One token and one key stand for all the rows of a page.
    """
    lines = reads.lines(db.session(), registration_id, after=after)
    return {
        "counted": batches.one(db.session(), registration_id),
        "lines": lines.rows,
        "lacks": candidates.lacks(db.session(), reads.waiting(registration_id)),
        "lacking": gap_names(),
        "after": lines.after,
        "token": masked_token(),
        "key": new_key(),
        "today": today_text(),
        "states": {
            LineState.SENT: _("Dikirim"),
            LineState.ACCEPTED: _("Diterima"),
            LineState.REJECTED: _("Ditolak"),
            LineState.WITHDRAWN: _("Ditarik"),
        },
        "password": PasswordForm(),
        "problem": "",
        "typed": {},
        "wrong": "",
        "wrong_at": 0,
        "marked": False,
    }

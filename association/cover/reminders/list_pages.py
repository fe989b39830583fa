"""Who was not reached, skipped, left open, or reminded (/pengingat/<cause>/daftar)."""

from typing import Any

from flask import abort, request, url_for

from association.cover.reminders import actions, forms, reads, wording
from association.cover.reminders.forms import asked_cause
from association.cover.reminders.kinds import Cause, Outcome, Standing
from association.database import db
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.forms import Form
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, asked_start, moved, page, refused
from association.web.words import in_words

pages = Pages("reminder_lists")
LIST = "cover/reminders/list.html"
SHOWN = (Standing.UNREACHABLE, Outcome.FAILED, Outcome.SKIPPED, Outcome.OPENED, Outcome.SENT)


@pages.get("/pengingat/<cause>/daftar", may=May.SEND_REMINDER)
def listed(cause: str) -> Answer:
    """List who cannot be reached, was not reached, skipped, left open, or reminded."""
    return page(LIST, **_listed(asked_cause(cause), request.args.get("lihat", "")))


@pages.post("/pengingat/<cause>/buka", may=May.SEND_REMINDER)
def reopen(cause: str) -> Answer:
    """Give the turn of one member of a list."""
    wanted, form = asked_cause(cause), forms.MemberForm.received()
    if not form.validate():
        abort(400)
    try:
        actions.reopen(form.member.value, wanted, by(), today=settings().today(), once=form.once())
    except RuleError as error:
        return refused(
            LIST, **(_listed(wanted, request.form.get("lihat", "")) | {"problem": in_words(error)})
        )
    return moved(url_for("reminder_turns.turn", cause=cause))


def _listed(cause: Cause, seen: str) -> dict[str, Any]:
    standing = seen if seen in SHOWN else Standing.UNREACHABLE
    own, today, session = actor().association_id, settings().today(), db.session()
    return {
        "found": reads.listed(
            session,
            association_id=own,
            cause=cause,
            standing=standing,
            today=today,
            start=asked_start("dari"),
        ),
        "counts": reads.counts(session, association_id=own, today=today)[cause],
        "cause": cause,
        "name": wording.causes()[cause],
        "standing": str(standing),
        "shown": SHOWN,
        "form": Form(),
        "problem": "",
    }

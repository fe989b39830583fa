"""What would be handed over now, signed by the outgoing ketua."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.people.handover import proposing, reads, wording
from association.people.handover.forms import ProposalForm
from association.people.signin.password import password_refused
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("handover")
START = "people/handover/start.html"


@pages.get("/pengurus/serah-terima", may=May.MANAGE_TEAM)
def start() -> Answer:
    """Show what would be handed over now, the form to do so, and earlier ones."""
    return page(START, **_starting(ProposalForm()))


def _starting(form: ProposalForm, problem: str = "") -> dict[str, Any]:
    session, own, today = db.session(), actor().association_id, settings().today()
    lines = reads.successors(
        session, association_id=own, account_id=actor().account_id or 0, today=today
    )
    matters = proposing.open_matters(session, own, today)
    money = proposing.entrusted(session, own, today)
    return {
        "form": form.offer(lines),
        "matters": matters,
        "entrusted": money,
        "says": proposing.counted(matters, money),
        "matter_names": wording.matter_names(),
        "earlier": reads.listed(session, association_id=own),
        "problem": problem,
    }


@pages.post("/pengurus/serah-terima", may=May.MANAGE_TEAM)
def propose() -> Answer:
    """Sign as the outgoing ketua."""
    form = ProposalForm.received()
    context = _starting(form)
    if not form.validate():
        return refused(START, **context)
    refusal = password_refused(START, lambda: context, wrong=wording.wrong_password())
    if refusal is not None:
        return refusal
    try:
        handover_id = proposing.propose(form.proposal(), by(), once=form.once())
    except RuleError as error:
        return refused(START, **_starting(form, in_words(error)))
    return moved(
        url_for("handover_paper.one", handover_id=handover_id), _("Anda sudah menandatangani.")
    )

"""A serah terima as it was signed: the other signature, and taking it back."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.people.handover import actions, reads, wording
from association.people.handover.forms import SignForm
from association.people.signin.password import password_refused
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May, Right
from association.web.gate import Pages, actor, by
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("handover_paper")
PAPER = "people/handover/paper.html"


@pages.get("/pengurus/serah-terima/<id:handover_id>", may=May.SEE_WHOLE, paper=True)
def one(handover_id: int) -> Answer:
    """Show a serah terima as it was signed, to its two sides and the ketua."""
    return page(PAPER, **_paper(handover_id))


def _paper(handover_id: int, problem: str = "") -> dict[str, Any]:
    who = actor()
    shown = reads.one(
        db.session(), handover_id, account_id=who.account_id or 0, leads=Right.LEAD in who.rights
    )
    return {
        "shown": shown,
        "kept": shown.kept,
        "papers": shown.papers,
        "matter_names": wording.matter_names(),
        "is_incoming": who.account_id == shown.to_account_id,
        "is_party": who.account_id in (shown.from_account_id, shown.to_account_id),
        "form": SignForm(),
        "problem": problem,
    }


@pages.post("/pengurus/serah-terima/<id:handover_id>/tanda-tangan", may=May.SEE_WHOLE)
def sign(handover_id: int) -> Answer:
    """Sign as the incoming ketua."""
    context = _paper(handover_id)
    refusal = password_refused(PAPER, lambda: context, wrong=wording.wrong_password())
    if refusal is not None:
        return refusal
    try:
        actions.sign(handover_id, by())
    except RuleError as error:
        return refused(PAPER, **_paper(handover_id, in_words(error)))
    return moved(
        url_for("handover_paper.one", handover_id=handover_id),
        _("Kedua ketua sudah menandatangani."),
    )


@pages.post("/pengurus/serah-terima/<id:handover_id>/tarik", may=May.SEE_WHOLE)
def withdraw(handover_id: int) -> Answer:
    """Take a serah terima back."""
    try:
        actions.withdraw(handover_id, by())
    except RuleError as error:
        return refused(PAPER, **_paper(handover_id, in_words(error)))
    return moved("/", _("Serah terima ditarik. Tidak ada jabatan yang berubah."))

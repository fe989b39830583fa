"""The deposit (/iuran/setor)."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.cover.cash import custody, depositing
from association.cover.cash.deposit_forms import DepositForm, today_text
from association.database import db
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.people.cards import display_card_code
from association.web.forms import Form
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, moved, page, posted_text, refused
from association.web.words import in_words

pages = Pages("deposits")
DEPOSITS = "cover/cash/deposits.html"


@pages.get("/iuran/setor", may=May.RECORD_CONTRIBUTION)
def deposits() -> Answer:
    """Show the cash that each collector holds, and the deposits so far."""
    return page(DEPOSITS, form=DepositForm(day=today_text()), problem="", **_deposited())


@pages.post("/iuran/setor", may=May.RECORD_CONTRIBUTION)
def deposit() -> Answer:
    """Note a deposit of all that a collector holds."""
    form = DepositForm.received()
    if not form.validate():
        return refused(
            DEPOSITS,
            form=form,
            problem=_("Belum tersimpan. Perbaiki yang ditandai."),
            **_deposited(),
        )
    try:
        depositing.deposit(form.values(), by(), today=settings().today(), once=form.once())
    except RuleError as error:
        earlier = {"earlier": error.deposit_id} if isinstance(error, depositing.NumberTaken) else {}
        return refused(DEPOSITS, form=form, problem=in_words(error), **(_deposited() | earlier))
    return moved(
        url_for("deposits.deposits"),
        _("Setoran tercatat. Tandai terbukti setelah buktinya dilihat."),
    )


@pages.get("/iuran/setor/<id:deposit_id>", may=May.RECORD_CONTRIBUTION)
def one_deposit(deposit_id: int) -> Answer:
    """Show one deposit and the receipts whose cash it holds."""
    made, collector = custody.one_deposit(db.session(), deposit_id)
    lines = custody.inside(db.session(), deposit_id)
    return page(
        "cover/cash/deposit.html",
        one=made,
        collector=collector,
        lines=lines,
        code=display_card_code,
    )


@pages.post("/iuran/setor/<id:deposit_id>/terbukti", may=May.RECORD_CONTRIBUTION)
def prove(deposit_id: int) -> Answer:
    """Note that the proof of a deposit was seen."""
    depositing.prove(deposit_id, by(), once=Form.received().once())
    return moved(url_for("deposits.deposits"), _("Setoran ini sudah terbukti."))


@pages.post("/iuran/setor/<id:deposit_id>/tarik", may=May.RECORD_CONTRIBUTION)
def withdraw(deposit_id: int) -> Answer:
    """Take a wrongly noted deposit back."""
    try:
        depositing.withdraw(
            deposit_id, by(), reason=posted_text("reason"), once=Form.received().once()
        )
    except RuleError as error:
        form = DepositForm(day=today_text())
        return refused(DEPOSITS, form=form, problem=in_words(error), **_deposited())
    return moved(
        url_for("deposits.deposits"), _("Setoran ditarik. Uangnya kembali tercatat di pengumpul.")
    )


def _deposited() -> dict[str, Any]:
    own, today = actor().association_id, settings().today()
    return {
        "held": custody.held(db.session(), association_id=own, today=today),
        "deposits": custody.deposits(db.session(), association_id=own),
        "earlier": None,
    }

"""The deposit (/iuran/setor)."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.cover.cash import custody, depositing
from association.cover.cash.deposit_forms import DepositForm, ticked, today_text
from association.cover.contributions.numbers import NumberTaken
from association.database import db
from association.people.accounts.reads import money_holders, names_of
from association.people.participants.models import Deposit
from association.rules.house.errors import RuleError
from association.rules.house.money import rupiah
from association.rules.house.permissions import May
from association.rules.people.cards import display_card_code
from association.web.forms import Form
from association.web.gate import Pages, actor, by, settings
from association.web.page import (
    Answer,
    asked_id,
    moved,
    page,
    posted_text,
    refused,
    whole_number,
)
from association.web.words import in_words

pages = Pages("deposits")
DEPOSITS = "cover/cash/deposits.html"


@pages.get("/iuran/setor", may=May.RECORD_CONTRIBUTION)
def deposits() -> Answer:
    """Show the cash that each collector holds, the receipts of one, and the deposits so far."""
    return page(DEPOSITS, **_deposited(DepositForm(day=today_text())))


@pages.post("/iuran/setor", may=May.RECORD_CONTRIBUTION)
def deposit() -> Answer:
    """Note a deposit of all that a collector holds, or of the receipts that are ticked."""
    form = DepositForm.received()
    if not form.validate():
        return _refused(form, _("Belum tersimpan. Perbaiki yang ditandai."))
    try:
        made = depositing.deposit(form.values(), by(), today=settings().today(), once=form.once())
    except RuleError as error:
        return _refused(form, in_words(error), error)
    amount = rupiah(custody.one_deposit(db.session(), made)[0].amount)
    return moved(
        url_for("deposits.deposits"),
        _("Setoran %(amount)s tercatat. Tandai terbukti setelah buktinya dilihat.", amount=amount),
    )


def _refused(form: DepositForm, problem: str, error: RuleError | None = None) -> Answer:
    """Show the form again, with what was typed and ticked."""
    taken = isinstance(error, NumberTaken)
    again = {
        "problem": problem,
        "earlier": error.deposit_id if isinstance(error, NumberTaken) else None,
        "ask_number": taken or form.number_confirmed.data,
        "ticked": ticked(),
    }
    return refused(DEPOSITS, **(_deposited(form) | again))


@pages.get("/iuran/setor/<id:deposit_id>", may=May.RECORD_CONTRIBUTION)
def one_deposit(deposit_id: int) -> Answer:
    """Show one deposit and the receipts whose cash it holds."""
    made, collector = custody.one_deposit(db.session(), deposit_id)
    people = [one for one in (made.made_by, made.proven_by, made.withdrawn_by) if one]
    return page(
        "cover/cash/deposit.html",
        one=made,
        collector=collector,
        lines=custody.inside(db.session(), deposit_id),
        code=display_card_code,
        who=names_of(db.session(), people),
        left_to=_left_to(made),
    )


@pages.post("/iuran/setor/<id:deposit_id>/terbukti", may=May.RECORD_CONTRIBUTION)
def prove(deposit_id: int) -> Answer:
    """Note that the proof of a deposit was seen."""
    try:
        depositing.prove(deposit_id, by(), once=Form.received().once())
    except RuleError as error:
        return _refused(DepositForm(day=today_text()), in_words(error))
    return moved(url_for("deposits.deposits"), _("Setoran ini sudah terbukti."))


@pages.post("/iuran/setor/<id:deposit_id>/tarik", may=May.RECORD_CONTRIBUTION)
def withdraw(deposit_id: int) -> Answer:
    """Take a wrongly noted deposit back, proven or not."""
    try:
        depositing.withdraw(
            deposit_id, by(), reason=posted_text("reason"), once=Form.received().once()
        )
    except RuleError as error:
        return _refused(DepositForm(day=today_text()), in_words(error))
    return moved(
        url_for("deposits.deposits"), _("Setoran ditarik. Uangnya kembali tercatat di pengumpul.")
    )


def _left_to(made: Deposit, people: list[tuple[int, str]] | None = None) -> str:
    """Name who is to prove a deposit in the actor's place; "" when the actor may."""
    if actor().account_id not in (made.made_by, made.collector_id):
        return ""
    today = settings().today()
    return ", ".join(custody.others(db.session(), made, today=today, people=people or ()))


def _deposited(form: DepositForm) -> dict[str, Any]:
    """Give what the page shows; the receipts of the collector that was asked for, or of the only
    one."""
    own, today, session = actor().association_id, settings().today(), db.session()
    held = custody.held(session, association_id=own, today=today)
    asked = whole_number(form.collector.data) or asked_id("dari")
    only = held[0].collector_id if len(held) == 1 else None
    opened = next((one for one in held if one.collector_id == (asked or only)), None)
    after = asked_id("sesudah")
    people = money_holders(session, own, today=today)
    made = custody.deposits(session, association_id=own)
    return {
        "form": form,
        "problem": "",
        "earlier": None,
        "ask_number": False,
        "ticked": None,
        "held": held,
        "opened": opened,
        "after": after,
        "receipts": custody.in_hand(
            session, association_id=own, collector_id=opened.collector_id, after=after
        )
        if opened
        else None,
        "deposits": [(one, name, _left_to(one, people)) for one, name in made],
    }

"""The round (/iuran/catat), the deposit (/iuran/setor), and the public check of a receipt
(/kuitansi)."""

from datetime import timedelta
from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _

from association.access.fence import set_reach
from association.access.reach import OneMember
from association.cover.cash import actions, custody, forms, reads
from association.cover.cash.outcomes import Outcome
from association.database import db
from association.rules.house.errors import RuleError
from association.rules.house.money import rupiah
from association.rules.house.months import month_of
from association.rules.house.permissions import May
from association.rules.law.custody import Custody
from association.rules.law.tariff import amounts, usual_programmes
from association.rules.people.cards import display_card_code, normalise_card_code
from association.rules.people.dates import format_month, short_month
from association.rules.people.names import initials
from association.web.csrf import masked_token
from association.web.forms import Form
from association.web.gate import Pages, actor, by, settings
from association.web.page import (
    Answer,
    asked_id,
    asked_start,
    asked_text,
    done,
    moved,
    page,
    posted_text,
    refused,
)
from association.web.words import in_words

pages = Pages("cash")
PROMISES = (0, 3, 7, 14)  # days ahead, one tap each
ROUND, DEPOSITS = "cover/cash/round.html", "cover/cash/deposits.html"


@pages.get("/iuran/catat", may=May.RECORD_CONTRIBUTION)
def round_() -> Answer:
    """List who is still to be asked, in walking order; or who was visited; or who is searched
    for."""
    return page(
        ROUND, parts=("round_list", "round_rows"), **_listed(), **_marking(forms.VisitForm())
    )


def _listed() -> dict[str, Any]:
    own, today, session = actor().association_id, settings().today(), db.session()
    query, seen, start = asked_text("q"), request.args.get("lihat", ""), asked_start("dari")
    outcome = Outcome(seen) if seen in set(Outcome) else None
    by_name = request.args.get("urut") == "nama"
    if query:
        found = reads.found(session, association_id=own, today=today, query=query)
    elif outcome or seen == "sudah":
        found = reads.visited(
            session, association_id=own, today=today, outcome=outcome, start=start
        )
    else:
        found = reads.round_of(
            session, association_id=own, today=today, walking=not by_name, after=asked_id("sesudah")
        )
    asked = {
        "q": query,
        "lihat": seen if outcome or seen == "sudah" else "",
        "urut": "nama" if by_name else "",
    }
    return {"found": found, "query": query, "asked": {k: v for k, v in asked.items() if v}}


def _marking(form: forms.VisitForm) -> dict[str, Any]:
    """Give what the rows need; one token and one key stand for all rows of a page."""
    own, today = actor().association_id, settings().today()
    held = custody.held(db.session(), association_id=own, today=today)
    return {
        "held": held,
        "mine": next((one for one in held if one.collector_id == actor().account_id), None),
        "outcomes": reads.outcomes(db.session(), association_id=own, today=today),
        "names": _names(),
        "month": month_of(today),
        "token": masked_token(),
        "key": form.key.data,
        "price": _price,
        "wa_text": _receipt_text,
        "problem": "",
        "problem_at": 0,
        "typed": {"months": "", "amount": "", "day": ""},
        "days": [today + timedelta(days=n) for n in PROMISES],
        "marked": False,
    }


def _names() -> dict[Outcome, str]:
    return {
        Outcome.PAID: _("Bayar"),
        Outcome.PROMISED: _("Janji"),
        Outcome.ABSENT: _("Tidak ada"),
        Outcome.MOVED: _("Pindah"),
    }


def _price(line: reads.Line, months: int) -> int:
    """Estimate what so many months cost a member, from the next unpaid one."""
    each = amounts(
        line.row.coverage.next_month,
        months,
        income=line.row.income or 0,
        programmes=usual_programmes(employs_helpers=line.row.employs_helpers),
    )
    return sum(month.total for month in each)


def _receipt_text(line: reads.Line) -> str:
    """Write the receipt that is sent by WhatsApp: what was taken, for which months, where the money
    is, how to check."""
    paid = line.contribution
    assert paid is not None
    months = format_month(paid.first_month)
    if paid.last_month != paid.first_month:
        months = f"{short_month(paid.first_month)} – {short_month(paid.last_month)}"
    return str(
        _(
            "Bapak/Ibu %(name)s, titipan iuran BPJS Ketenagakerjaan %(months)s sebesar %(amount)s "
            "sudah diterima %(place)s. Uang akan disetor ke BPJS Ketenagakerjaan. Cek kuitansi: "
            "%(link)s",
            name=line.row.name,
            months=months,
            amount=rupiah(paid.amount),
            place=actor().place,
            link=f"{settings().base_url}/kuitansi/{display_card_code(line.number)}",
        )
    )


@pages.post("/iuran/catat", may=May.RECORD_CONTRIBUTION)
def visit() -> Answer:
    """Note what came of one visit: the row and the totals to htmx, the same list to a plain
    form."""
    form = forms.VisitForm.received()
    if not form.validate() and not form.only_mistyped():
        abort(400)
    member, today = form.member.value, settings().today()
    problem = form.mistyped()
    try:
        if not problem and form.outcome.data == forms.FORGET:
            actions.forget_visit(member, by(), today=today, once=form.once())
        elif not problem:
            actions.visit(member, form.asking(), by(), today=today, once=form.once())
    except RuleError as error:
        problem = in_words(error)
    return _visited(member, form, problem)


def _visited(member: int, form: forms.VisitForm, problem: str) -> Answer:
    """Show the line of a member after a tap, or why nothing was saved, with what was typed."""
    lines = reads.lines_of(db.session(), [member], today=settings().today())
    context = _marking(forms.VisitForm()) | {"asked": {}, "query": ""}
    parts = {f"m{member}": "round_row"}
    if problem:
        found = reads.Round(lines, len(lines), None)
        typed = {
            "months": form.months.data or "",
            "amount": form.amount.data or "",
            "day": form.day.data or "",
        }
        again = {
            "found": found,
            "line": lines[0],
            "problem": problem,
            "problem_at": member,
            "typed": typed,
        }
        return refused(ROUND, parts=parts, **(context | again))
    to = url_for(
        "cash.round_", q=request.form.get("q") or None, urut=request.form.get("urut") or None
    )
    return done(
        ROUND,
        parts=parts,
        to=to,
        said=_("Tercatat."),
        **(context | {"line": lines[0], "marked": True}),
    )


@pages.get("/iuran/setor", may=May.RECORD_CONTRIBUTION)
def deposits() -> Answer:
    """Show the cash that each collector holds, and the deposits so far."""
    return page(
        DEPOSITS, form=forms.DepositForm(day=forms.today_text()), problem="", **_deposited()
    )


@pages.post("/iuran/setor", may=May.RECORD_CONTRIBUTION)
def deposit() -> Answer:
    """Note a deposit of all that a collector holds."""
    form = forms.DepositForm.received()
    if not form.validate():
        return refused(
            DEPOSITS,
            form=form,
            problem=_("Belum tersimpan. Perbaiki yang ditandai."),
            **_deposited(),
        )
    try:
        actions.deposit(form.values(), by(), today=settings().today(), once=form.once())
    except RuleError as error:
        earlier = {"earlier": error.deposit_id} if isinstance(error, actions.NumberTaken) else {}
        return refused(DEPOSITS, form=form, problem=in_words(error), **(_deposited() | earlier))
    return moved(
        url_for("cash.deposits"), _("Setoran tercatat. Tandai terbukti setelah buktinya dilihat.")
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
    actions.prove(deposit_id, by(), once=Form.received().once())
    return moved(url_for("cash.deposits"), _("Setoran ini sudah terbukti."))


@pages.post("/iuran/setor/<id:deposit_id>/tarik", may=May.RECORD_CONTRIBUTION)
def withdraw(deposit_id: int) -> Answer:
    """Take a wrongly noted deposit back."""
    try:
        actions.withdraw(
            deposit_id, by(), reason=posted_text("reason"), once=Form.received().once()
        )
    except RuleError as error:
        form = forms.DepositForm(day=forms.today_text())
        return refused(DEPOSITS, form=form, problem=in_words(error), **_deposited())
    return moved(
        url_for("cash.deposits"), _("Setoran ditarik. Uangnya kembali tercatat di pengumpul.")
    )


def _deposited() -> dict[str, Any]:
    own, today = actor().association_id, settings().today()
    return {
        "held": custody.held(db.session(), association_id=own, today=today),
        "deposits": custody.deposits(db.session(), association_id=own),
        "earlier": None,
    }


@pages.get("/kuitansi/<number>", may=May.SEE_PUBLIC)
def receipt(number: str) -> Answer:
    """Tell whoever holds a receipt that it is ours, for which months, and where the money is; no
    full name."""
    try:
        found = reads.receipt_of(db.session(), normalise_card_code(number))
    except RuleError:
        abort(404)
    set_reach(db.session(), OneMember(found.member_id, found.association_id, found.city_id))
    paid, name, place = reads.checked(db.session(), found)
    return page(
        "cover/cash/receipt.html",
        number=display_card_code(found.number),
        paid=paid,
        payer=initials(name),
        place=place,
        custody=Custody(paid.custody),
    )

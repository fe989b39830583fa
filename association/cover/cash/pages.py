"""The round (/iuran/catat)."""

from datetime import timedelta
from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _

from association.cover.cash import actions, custody, forms, reads
from association.cover.cash.outcomes import Outcome
from association.database import db
from association.rules.house.errors import RuleError
from association.rules.house.money import rupiah
from association.rules.house.months import month_of
from association.rules.house.permissions import May
from association.rules.people.cards import display_card_code
from association.rules.people.dates import format_month, short_month
from association.web.csrf import masked_token
from association.web.gate import Pages, actor, by, settings
from association.web.page import (
    Answer,
    asked_id,
    asked_start,
    asked_text,
    done,
    page,
    refused,
)
from association.web.words import in_words

pages = Pages("cash")
PROMISES = (0, 3, 7, 14)  # days ahead, one tap each
ROUND = "cover/cash/round.html"


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
    return line.terms.total(line.row.coverage.next_month, months)


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

"""The round (/iuran/catat)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from flask import abort, request, url_for
from flask_babel import gettext as _

from association.cover.cash import actions, custody, forms, reads
from association.cover.cash.outcomes import Outcome
from association.database import db
from association.people.finding.forms import asked_query
from association.people.participants.wording import states
from association.rules.house.errors import RuleError
from association.rules.house.money import rupiah
from association.rules.house.months import month_of
from association.rules.house.permissions import May
from association.rules.house.said import write
from association.rules.law.custody import Custody, is_fresh
from association.rules.law.owed import months_to_collect
from association.rules.people.cards import display_card_code
from association.rules.people.dates import format_month, short_month
from association.web.csrf import masked_token
from association.web.gate import Pages, actor, by, page_said, settings
from association.web.language import in_indonesian
from association.web.page import (
    Answer,
    asked_id,
    asked_start,
    done,
    facts,
    page,
    part_of,
    refused,
    wanted_part,
    wants_facts,
)
from association.web.words import in_words

pages = Pages("cash")
PROMISES = (0, 3, 7, 14)  # days ahead, one tap each
AT_ONCE = (1, 2, 3, 6, 12)  # months, one tap each
ROUND = "cover/cash/round.html"
LISTS = ("q", "cari", "lihat", "urut")  # which list one looks at
PLACE = (*LISTS, "sesudah", "dari")  # and from where on


@pages.get("/iuran/catat", may=May.RECORD_CONTRIBUTION)
def round_() -> Answer:
    """List who is still to be asked, in walking order; or who was visited; or who is searched for;
    `buka` opens the other ways of one line, `tadi` closes them and keeps it in its place."""
    opened, context = asked_id("buka"), _marking(forms.VisitForm())
    one = opened if opened is not None else asked_id("tadi")
    if one is not None and wanted_part(_row(one)):
        line = reads.line_of(db.session(), one, today=settings().today())
        if line is None:
            abort(404)
        return page(ROUND, parts=_row(one), line=line, **context)
    shown = _listed(one)
    return page(ROUND, parts=("round_list", "round_rows"), **(context | shown))


def _row(member: int) -> dict[str, str]:
    return {f"m{member}": "round_row"}


def _place() -> dict[str, str]:
    """Give what the URL asks for: which list, and from where on."""
    return {name: request.args[name] for name in PLACE if request.args.get(name)}


def _address(place: dict[str, str]) -> str:
    return url_for("cash.round_") + (f"?{urlencode(place)}" if place else "")


def _listed(also: int | None) -> dict[str, Any]:
    """Select the lines that the URL asks for, `also` among them whatever came of it."""
    own, today, session = actor().association_id, settings().today(), db.session()
    query, seen, start = asked_query(), request.args.get("lihat", ""), asked_start("dari")
    outcome = Outcome(seen) if seen in set(Outcome) else None
    if query:
        found = reads.found(session, association_id=own, today=today, query=query.text)
    elif outcome or seen == "sudah":
        found = reads.visited(
            session, association_id=own, today=today, outcome=outcome, start=start
        )
    else:
        found = reads.round_of(
            session,
            association_id=own,
            today=today,
            walking=request.args.get("urut") != "nama",
            after=asked_id("sesudah"),
            also=also,
        )
    if also is not None and also not in {line.row.id for line in found.lines}:
        first = reads.line_of(session, also, today=today)
        found = replace(found, lines=[*filter(None, [first]), *found.lines])
    return {"found": found, "query": query.text}


def _marking(form: forms.VisitForm) -> dict[str, Any]:
    """Give what the rows need; one token and one key stand for all rows of a page."""
    own, today = actor().association_id, settings().today()
    held = custody.held(db.session(), association_id=own, today=today)
    place = _place()
    return {
        "held": held,
        "mine": next((one for one in held if one.collector_id == actor().account_id), None),
        "outcomes": reads.outcomes(db.session(), association_id=own, today=today),
        "names": _names(),
        "states": states(),
        "month": month_of(today),
        "token": masked_token(),
        "key": form.key.data,
        "price": _price,
        "months": _months,
        "choice": _choice,
        "wa_text": _receipt_text,
        "fresh": _fresh,
        "problem": "",
        "problem_at": 0,
        "typed": {"months": "", "amount": "", "day": ""},
        "days": [today + timedelta(days=n) for n in PROMISES],
        "opened": asked_id("buka"),
        "closed": asked_id("tadi"),
        "asked": {name: value for name, value in place.items() if name in LISTS},
        "address": _address(place),
        "place": place,
        "marked": False,
    }


def _fresh(line: reads.Line) -> bool:
    """Tell whether what was noted a moment ago may be taken back here: cash by who took it."""
    paid, now = line.contribution, settings().now()
    if paid is None:
        return line.outcome is not None and line.at is not None and is_fresh(line.at, now)
    mine = paid.recorded_by == actor().account_id and paid.custody == Custody.ENTRUSTED
    return mine and is_fresh(paid.recorded_at, now)


def _names() -> dict[Outcome, str]:
    return {
        Outcome.PAID: _("Bayar"),
        Outcome.PROMISED: _("Janji"),
        Outcome.ABSENT: _("Tidak ada"),
        Outcome.MOVED: _("Pindah"),
    }


def _months(line: reads.Line) -> int:
    """Count the months that one tap takes: those that bring cover back."""
    return months_to_collect(line.row.coverage, today=settings().today())


def _price(line: reads.Line, months: int) -> int:
    """Estimate what so many months cost a member, from the next one to collect."""
    return line.terms.total(line.row.coverage.collect_from, months)


def _choice(line: reads.Line, usual: int) -> dict[str, int]:
    """Price the other numbers of months that one tap takes."""
    return {str(n): _price(line, n) for n in AT_ONCE if n != usual}


@in_indonesian()
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
    member, today = form.member.value, form.tapped_on()
    problem, said = form.mistyped(), _("Tercatat.")
    now: Mapping[str, object] = {}
    try:
        if problem:
            pass
        elif form.outcome.data == forms.FORGET:
            actions.forget_visit(member, by(), today=today, once=form.once())
        elif form.outcome.data == forms.TAKE_BACK:
            actions.take_back(member, by(), today=today, once=form.once())
            said = _("Diurungkan.")
        else:
            actions.visit(member, form.asking(page_said()), by(), today=today, once=form.once())
    except RuleError as error:
        problem, now = in_words(error), getattr(error, "facts", now)
    if problem and wants_facts():  # with what a tap on it would do now
        return facts(409 if now else 422, why=problem, **({"said": write(now)} if now else {}))
    return _refused(member, form, problem) if problem else _marked(member, said)


def _marked(member: int, said: str) -> Answer:
    """Show the line of a member after a tap, in its place."""
    context = _marking(forms.VisitForm())
    lines = reads.lines_of(db.session(), [member], today=settings().today())
    to = f"{_address(_place() | {'tadi': str(member)})}#m{member}"
    shown = context | {"marked": True, "opened": None}
    if wants_facts():  # who left the roster since then has no row any more
        rows = [part_of(ROUND, "round_row", shown | {"line": line}) for line in lines]
        return facts(row="".join(rows))
    shown["line"] = lines[0]
    return done(ROUND, parts=_row(member), to=to, said=said, **shown)


def _refused(member: int, form: forms.VisitForm, problem: str) -> Answer:
    """Show why nothing was saved on the line itself, in its place, with what was typed."""
    shown = _listed(member)
    line = next((one for one in shown["found"].lines if one.row.id == member), None)
    if line is None:
        abort(404)
    again = {
        "line": line,
        "problem": problem,
        "problem_at": member,
        "typed": {
            "months": form.months.data or "",
            "amount": form.amount.data or "",
            "day": form.day.data or "",
        },
    }
    return refused(ROUND, parts=_row(member), **(_marking(forms.VisitForm()) | shown | again))

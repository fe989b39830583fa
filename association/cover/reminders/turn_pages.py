"""Reminders of one cause (/pengingat/<cause>): whose turn it is, one person at a time."""

from datetime import date
from typing import Any

from flask import abort, url_for

from association.cover.reminders import actions, forms, reads, wording
from association.cover.reminders.forms import asked_cause
from association.cover.reminders.kinds import Cause, Outcome
from association.cover.reminders.turns import said_lately
from association.database import db
from association.rules.house.errors import RuleError
from association.rules.house.months import month_code
from association.rules.house.permissions import May
from association.web.forms import Form
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, done, moved, page, refused
from association.web.words import in_words

pages = Pages("reminder_turns")
TURN = "cover/reminders/turn.html"


@pages.get("/pengingat/<cause>", may=May.SEND_REMINDER)
def turn(cause: str) -> Answer:
    """Show whose turn it is: the open one goes on, also on another phone."""
    return page(TURN, parts=("turn",), **_turn(asked_cause(cause)))


@pages.post("/pengingat/<cause>/mulai", may=May.SEND_REMINDER)
def begin(cause: str) -> Answer:
    """Give the first turn, or go on with the open one."""
    actions.begin(asked_cause(cause), by(), today=settings().today(), once=Form.received().once())
    return moved(url_for("reminder_turns.turn", cause=cause))


@pages.post("/pengingat/<cause>", may=May.SEND_REMINDER)
def answer(cause: str) -> Answer:
    """Note what came of a turn, or take back what was said last, and show whose turn it is."""
    wanted, form, today = asked_cause(cause), forms.AnswerForm.received(), settings().today()
    if not form.validate():
        abort(400)
    try:
        _answered(form, wanted, today)
    except RuleError as error:
        return refused(TURN, parts=("turn",), **_turn(wanted, in_words(error)))
    return done(
        TURN,
        parts=("turn",),
        to=url_for("reminder_turns.turn", cause=cause),
        said="",
        **_turn(wanted),
    )


def _answered(form: forms.AnswerForm, cause: Cause, today: date) -> None:
    member, month, said, once = (
        form.member.value,
        form.month.value,
        form.outcome.data,
        form.once(),
    )
    if said == forms.STOP:
        actions.stop(member, by(), cause=cause, today=today, once=once)
    elif said == forms.GO_ON:
        actions.allow(member, by(), agreed=False, cause=cause, today=today, once=once)
    elif said == forms.NOT_SENT:
        actions.take_back_sent(member, month, by(), once=once)
    else:
        actions.answer(member, month, cause, Outcome(said), by(), today=today, once=once)


def _turn(cause: Cause, problem: str = "") -> dict[str, Any]:
    """Gather whose turn it is, with the message, and how many are left."""
    today, session = settings().today(), db.session()
    own, me = actor().association_id, actor().account_id or 0
    opened = reads.open_turn(session, association_id=own, account_id=me, cause=cause, today=today)
    lately = said_lately(
        session, association_id=own, account_id=me, today=today, now=settings().now()
    )
    person = reads.person(session, opened.member_id, today=today) if opened else None
    return {
        "lately": lately,
        "lately_of": month_code(lately.month or today) if lately else "",
        "person": person,
        "text": _text(person) if person and person.cause is cause and person.to else "",
        "counts": reads.counts(session, association_id=own, today=today)[cause],
        "cause": cause,
        "name": wording.causes()[cause],
        "code": month_code(opened.month) if opened else "",
        "form": Form(),
        "problem": problem,
    }


def _text(person: reads.Person) -> str:
    """Write the message for a person, or for who carries it to them."""
    row, carrier = person.row, person.carrier
    whom = wording.Whom(
        name=row.name,
        cover=row.coverage,
        sex=person.sex,
        stall=row.stall,
        terms=person.terms,
    )
    sender, place = actor().name, actor().place
    if carrier:
        return wording.carried(
            whom, carrier=carrier.name, carrier_sex=carrier.sex, sender=sender, place=place
        )
    return wording.message(whom, sender=sender, place=place, today=settings().today())

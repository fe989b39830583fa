"""Reminders (/pengingat): who needs one, one person at a time, who asked for none, and a recap for
the group."""

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _

from association.cover.reminders import actions, forms, reads, wording
from association.cover.reminders import told as reminders
from association.cover.reminders.kinds import Cause, Outcome, Standing
from association.database import db
from association.people.accounts import reads as accounts
from association.roster.members import counting
from association.roster.members import reads as members
from association.rules.house.errors import RuleError
from association.rules.house.months import month_code, month_of
from association.rules.house.permissions import May
from association.web.forms import Form
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, asked_start, done, moved, page, refused
from association.web.words import in_words

pages = Pages("reminders")
TURN, LIST, MEMBER = (
    "cover/reminders/turn.html",
    "cover/reminders/list.html",
    "cover/reminders/member.html",
)
SHOWN = (Standing.UNREACHABLE, Outcome.FAILED, Outcome.SKIPPED, Outcome.OPENED, Outcome.SENT)


@pages.get("/pengingat", may=May.SEND_REMINDER)
def overview() -> Answer:
    """Show who needs a reminder, by cause, and what came of this month's."""
    today = settings().today()
    return page(
        "cover/reminders/overview.html",
        counts=reads.counts(db.session(), association_id=actor().association_id, today=today),
        names=wording.causes(),
        month=month_of(today),
        form=Form(),
    )


@pages.get("/pengingat/berhenti", may=May.SEND_REMINDER)
def stopped() -> Answer:
    """List who asked not to be reminded."""
    own, today = actor().association_id, settings().today()
    found = reads.stopped(db.session(), association_id=own, today=today, start=asked_start("dari"))
    return page("cover/reminders/stopped.html", found=found)


@pages.get("/anggota/<id:member_id>/pengingat", may=May.SEND_REMINDER)
def member(member_id: int) -> Answer:
    """Show whether a member was reminded and whether they asked not to be, and let that be
    changed."""
    return page(MEMBER, **_member(member_id, forms.AgreedForm()))


@pages.post("/anggota/<id:member_id>/pengingat/berhenti", may=May.SEND_REMINDER)
def stop(member_id: int) -> Answer:
    """Note that a member asked not to be reminded."""
    actions.stop(member_id, by(), cause=None, today=settings().today(), once=Form.received().once())
    return moved(
        url_for("reminders.member", member_id=member_id), _("Tersimpan. Tidak ada pengingat lagi.")
    )


@pages.post("/anggota/<id:member_id>/pengingat/boleh", may=May.SEND_REMINDER)
def allow(member_id: int) -> Answer:
    """Note that a member was asked and may be reminded again."""
    form = forms.AgreedForm.received()
    try:
        actions.allow(member_id, by(), agreed=form.agreed.data, once=form.once())
    except RuleError as error:
        return refused(MEMBER, **_member(member_id, form, in_words(error)))
    return moved(
        url_for("reminders.member", member_id=member_id),
        _("Tersimpan. Anggota ini boleh diingatkan lagi."),
    )


def _member(member_id: int, form: forms.AgreedForm, problem: str = "") -> dict[str, Any]:
    session = db.session()
    said = reminders.refusals(session, member_id)
    told = reminders.told(session, member_id, today=settings().today())
    who = accounts.names_of(
        session, [one.account_id for one in (*said, told) if one and one.account_id]
    )
    name = members.one(session, member_id).name
    return {
        "id": member_id,
        "name": name,
        "said": said,
        "told": told,
        "who": who,
        "form": form,
        "problem": problem,
    }


@pages.get("/pengingat/rekap", may=May.SEND_REMINDER)
def recap() -> Answer:
    """Show what the WhatsApp group may read: numbers, no names."""
    own, today, session = actor().association_id, settings().today(), db.session()
    ready = reads.in_need(session, association_id=own, cause=Cause.READY, today=today)
    people = counting.counts(session, association_id=own, today=today)
    return page(
        "cover/reminders/recap.html",
        text=wording.recap(people, ready=ready, place=actor().place, today=today),
    )


@pages.get("/pengingat/<cause>", may=May.SEND_REMINDER)
def turn(cause: str) -> Answer:
    """Show whose turn it is: the open one goes on, also on another phone."""
    return page(TURN, parts=("turn",), **_turn(_cause(cause)))


@pages.post("/pengingat/<cause>/mulai", may=May.SEND_REMINDER)
def begin(cause: str) -> Answer:
    """Give the first turn, or go on with the open one."""
    actions.begin(_cause(cause), by(), today=settings().today(), once=Form.received().once())
    return moved(url_for("reminders.turn", cause=cause))


@pages.post("/pengingat/<cause>", may=May.SEND_REMINDER)
def answer(cause: str) -> Answer:
    """Note what came of a turn, and show the next one."""
    wanted, form, today = _cause(cause), forms.AnswerForm.received(), settings().today()
    if not form.validate():
        abort(400)
    member, month, once = form.member.value, form.month.value, form.once()
    try:
        if form.outcome.data == forms.STOP:
            actions.stop(member, by(), cause=wanted, today=today, once=once)
        else:
            actions.answer(
                member, month, wanted, Outcome(form.outcome.data), by(), today=today, once=once
            )
    except RuleError as error:
        return refused(TURN, parts=("turn",), **_turn(wanted, in_words(error)))
    return done(
        TURN, parts=("turn",), to=url_for("reminders.turn", cause=cause), said="", **_turn(wanted)
    )


@pages.get("/pengingat/<cause>/daftar", may=May.SEND_REMINDER)
def listed(cause: str) -> Answer:
    """List who cannot be reached, was not reached, skipped, left open, or reminded."""
    return page(LIST, **_listed(_cause(cause), request.args.get("lihat", "")))


@pages.post("/pengingat/<cause>/buka", may=May.SEND_REMINDER)
def reopen(cause: str) -> Answer:
    """Give the turn of one member of a list."""
    wanted, form = _cause(cause), forms.MemberForm.received()
    if not form.validate():
        abort(400)
    try:
        actions.reopen(form.member.value, wanted, by(), today=settings().today(), once=form.once())
    except RuleError as error:
        return refused(
            LIST, **(_listed(wanted, request.form.get("lihat", "")) | {"problem": in_words(error)})
        )
    return moved(url_for("reminders.turn", cause=cause))


def _cause(text: str) -> Cause:
    if text not in set(Cause):
        abort(404)
    return Cause(text)


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


def _turn(cause: Cause, problem: str = "") -> dict[str, Any]:
    """Gather whose turn it is, with the message, and how many are left."""
    own, today, session = actor().association_id, settings().today(), db.session()
    opened = reads.open_turn(
        session, association_id=own, account_id=actor().account_id or 0, cause=cause, today=today
    )
    person = reads.person(session, opened.member_id, today=today) if opened else None
    return {
        "opened": opened,
        "person": person,
        "text": _text(person) if person and person.cause is cause and person.phone else "",
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
        income=row.income or 0,
        programmes=person.programmes,
    )
    sender, place = actor().name, actor().place
    if carrier:
        return wording.carried(
            whom, carrier=carrier.name, carrier_sex=carrier.sex, sender=sender, place=place
        )
    return wording.message(whom, sender=sender, place=place, today=settings().today())

"""The public page of an event, where people say whether they come; a leader may strike one."""

from functools import partial
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.database import db
from association.ledger.throttle.actions import TooManyTries
from association.meetings.rsvp import saying
from association.meetings.rsvp.calendars import as_ics, calendar_of
from association.meetings.rsvp.forms import RsvpForm
from association.meetings.rsvp.invitation import invitation_of
from association.meetings.rsvp.notices import Notice, notice_of
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, by, page_said, settings
from association.web.page import Answer, done, moved, page, refused
from association.web.refusals import wait_first
from association.web.words import in_words

pages = Pages("rsvp")
PUBLIC = "meetings/rsvp/public.html"


@pages.get("/e/<code>", may=May.SEE_PUBLIC)
def public(code: str) -> Answer:
    """Show an event to whoever got its link; everybody sees the same."""
    notice = notice_of(db.session(), code, now=settings().now())
    return page(PUBLIC, parts=("rsvp",), said="", **_public(notice, RsvpForm()))


def _public(notice: Notice, form: RsvpForm, problem: str = "") -> dict[str, Any]:
    form.offer(notice.guests)
    asked = [(one.name, one.contact(settings().today()).to) for one in notice.guests]
    contacts = [(name, to) for name, to in asked if to]
    return {
        "notice": notice,
        "form": form,
        "problem": problem,
        "contacts": contacts,
        **invitation_of(notice.event),
    }


@pages.post("/e/<code>", may=May.SEE_PUBLIC)
def answer(code: str) -> Answer:
    """Take a yes, or take it back: the count in place to htmx, the page again to a plain form."""
    now, today, form = settings().now(), settings().today(), RsvpForm.received()
    notice = notice_of(db.session(), code, now=now)
    event_id, city_id = notice.event.id, notice.event.city_id
    form.offer(notice.guests)
    if not form.understood():
        return refused(PUBLIC, parts=("rsvp",), said="", **_public(notice, form))
    person = form.person()
    try:
        saying.slow_down(event_id, person, network=request.remote_addr or "", clock=settings().now)
    except TooManyTries as error:
        context = _public(notice_of(db.session(), code, now=now), form)
        return wait_first(error, PUBLIC, parts=("rsvp",), said="", **context)
    change, said = (
        (partial(saying.say_yes, said=page_said()), _("Terima kasih. Anda tercatat akan datang."))
        if form.is_yes
        else (
            saying.take_back,
            _("Tercatat: Anda tidak jadi datang. Terima kasih sudah memberi tahu."),
        )
    )
    try:
        change(event_id, city_id, person, now=now, today=today, once=form.once())
    except RuleError as error:
        notice = notice_of(db.session(), code, now=now)
        return refused(PUBLIC, parts=("rsvp",), said="", **_public(notice, form, in_words(error)))
    context = _public(notice_of(db.session(), code, now=now), RsvpForm())
    return done(PUBLIC, parts=("rsvp",), to=url_for("rsvp.public", code=code), said=said, **context)


@pages.get("/e/<code>.ics", may=May.SEE_PUBLIC)
def public_calendar(code: str) -> Answer:
    """Give an event as a calendar file to whoever got its link."""
    return as_ics(calendar_of(notice_of(db.session(), code, now=settings().now()).event))


@pages.post("/kegiatan/<id:event_id>/akan-datang/<id:rsvp_id>/hapus", may=May.RUN_EVENT)
def strike(event_id: int, rsvp_id: int) -> Answer:
    """Strike one who said they come."""
    saying.strike(event_id, rsvp_id, by())
    return moved(
        url_for("events.detail", event_id=event_id), _("Sudah dihapus dari yang akan datang.")
    )

"""Screens of the invitation: who said they come, the public page, poster and calendar."""

from typing import Any
from urllib.parse import quote

from flask import Response, request, url_for
from flask_babel import gettext as _

from association.database import db
from association.meetings.events import reads as events
from association.meetings.events.models import AwarenessEvent
from association.meetings.events.wording import change
from association.meetings.rsvp import actions, reads, wording
from association.meetings.rsvp.forms import GuestForm, RsvpForm
from association.meetings.rsvp.invitation import invitation_of
from association.meetings.rsvp.reads import Notice
from association.rules.house.errors import RuleError
from association.rules.house.icalendar import calendar
from association.rules.house.permissions import May
from association.web.csrf import masked_token
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, asked_id, done, moved, page, refused
from association.web.words import in_words

pages = Pages("rsvp")
PUBLIC, TELLING = "meetings/rsvp/public.html", "meetings/rsvp/telling.html"


@pages.post("/kegiatan/<id:event_id>/akan-datang/<id:rsvp_id>/hapus", may=May.RUN_EVENT)
def strike(event_id: int, rsvp_id: int) -> Answer:
    """Strike one who said they come."""
    actions.strike(event_id, rsvp_id, by())
    return moved(
        url_for("events.detail", event_id=event_id), _("Sudah dihapus dari yang akan datang.")
    )


@pages.get("/kegiatan/<id:event_id>/kabari", may=May.RUN_EVENT)
def telling(event_id: int) -> Answer:
    """List who said they come and must hear of the last change, each with a message for
    WhatsApp."""
    event, session = events.one(db.session(), event_id), db.session()
    found = reads.concerned(session, event, after=asked_id("after"))
    return page(TELLING, parts=("telling_rows",), found=found, marked=False, **_telling(event))


def _telling(event: AwarenessEvent) -> dict[str, Any]:
    def message(guest: reads.Guest) -> str:
        number = (guest.phone or "").removeprefix("+")
        return f"https://wa.me/{number}?text={quote(wording.news(event, guest.name), safe='')}"

    left = reads.untold(db.session(), event)
    shared = {"token": masked_token(), "key": GuestForm().key.data}
    return {
        "event": event,
        "change": change(event),
        "left": left,
        "message": message,
        **shared,
    }


@pages.post("/kegiatan/<id:event_id>/kabari/<id:rsvp_id>", may=May.RUN_EVENT)
def tell(event_id: int, rsvp_id: int) -> Answer:
    """Note that one has been told, or take it back: the row and the count to htmx."""
    form = GuestForm.received()
    actions.tell(event_id, rsvp_id, by(), told=form.told.data != "0", once=form.once())
    event = events.one(db.session(), event_id)
    return done(
        TELLING,
        parts={f"g{rsvp_id}": "telling_row"},
        to=url_for("rsvp.telling", event_id=event_id, _anchor=f"g{rsvp_id}"),
        said="",
        guest=reads.guest(db.session(), event, rsvp_id),
        marked=True,
        **_telling(event),
    )


@pages.get("/kegiatan/<id:event_id>/poster", may=May.SEE_EVENTS)
def poster(event_id: int) -> Answer:
    """Show a poster of one A4 page to print."""
    event = events.one(db.session(), event_id)
    return page(
        "meetings/rsvp/poster.html",
        qr=wording.qr(event),
        base="/kegiatan",
        office=False,
        **invitation_of(event),
    )


@pages.get("/kegiatan/<id:event_id>.ics", may=May.SEE_EVENTS)
def as_calendar(event_id: int) -> Answer:
    """Give one event as a calendar file."""
    return as_ics(wording.calendar_of(events.one(db.session(), event_id)))


def as_ics(body: bytes) -> Response:
    """Answer with a calendar file."""
    return Response(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="kegiatan.ics"'},
    )


@pages.get("/kegiatan/kalender", may=May.SEE_EVENTS)
def feed() -> Answer:
    """Show the secret address under which a calendar fetches all events."""
    found = reads.feed(db.session(), actor().association_id)
    address = url_for("rsvp.fetch", token=found.token) if found else ""
    return page(
        "meetings/rsvp/feed.html",
        address=address and settings().base_url + address,
        form=GuestForm(),
    )


@pages.post("/kegiatan/kalender", may=May.RUN_EVENT)
def renew_feed() -> Answer:
    """Make the address, or a new one in its place."""
    actions.renew_feed(by(), city_id=actor().leading.city_id, once=GuestForm.received().once())
    return moved(
        url_for("rsvp.feed"),
        _("Alamat kalender yang baru sudah dibuat. Alamat lama tidak berlaku lagi."),
    )


@pages.get("/kegiatan/kalender/<token>.ics", may=May.SEE_PUBLIC)
def fetch(token: str) -> Answer:
    """Give a paguyuban's events to a calendar that knows the secret address."""
    association, found = reads.fed(db.session(), token, now=settings().now())
    return as_ics(calendar(association.name, map(wording.entry, found), made_at=settings().now()))


@pages.get("/e/<code>", may=May.SEE_PUBLIC)
def public(code: str) -> Answer:
    """Show an event to whoever got its link; everybody sees the same."""
    notice = reads.notice(db.session(), code, now=settings().now())
    return page(PUBLIC, parts=("rsvp",), said="", **_public(notice, RsvpForm()))


def _public(notice: Notice, form: RsvpForm, problem: str = "") -> dict[str, Any]:
    form.offer(notice.guests)
    contacts = [one for one in notice.guests if one.contact_phone]
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
    notice = reads.notice(db.session(), code, now=now)
    event_id, city_id = notice.event.id, notice.event.city_id
    form.offer(notice.guests)
    if not form.understood():
        return refused(PUBLIC, parts=("rsvp",), said="", **_public(notice, form))
    person = form.person()
    actions.slow_down(event_id, person, network=request.remote_addr or "", now=now)
    change, said = (
        (actions.say_yes, _("Terima kasih. Anda tercatat akan datang."))
        if form.is_yes
        else (
            actions.take_back,
            _("Tercatat: Anda tidak jadi datang. Terima kasih sudah memberi tahu."),
        )
    )
    try:
        change(event_id, city_id, person, now=now, today=today, once=form.once())
    except RuleError as error:
        notice = reads.notice(db.session(), code, now=now)
        return refused(PUBLIC, parts=("rsvp",), said="", **_public(notice, form, in_words(error)))
    context = _public(reads.notice(db.session(), code, now=now), RsvpForm())
    return done(PUBLIC, parts=("rsvp",), to=url_for("rsvp.public", code=code), said=said, **context)


@pages.get("/e/<code>.ics", may=May.SEE_PUBLIC)
def public_calendar(code: str) -> Answer:
    """Give an event as a calendar file to whoever got its link."""
    return as_ics(wording.calendar_of(reads.notice(db.session(), code, now=settings().now()).event))

"""Screens to carry an event away: poster, calendar file, and a calendar that fetches all."""

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.meetings.events import reads as events
from association.meetings.events.wording import address
from association.meetings.rsvp import calendars, feeds, renewing
from association.meetings.rsvp import poster as posters
from association.meetings.rsvp.guest_forms import GuestForm
from association.meetings.rsvp.invitation import invitation_of
from association.rules.house.icalendar import calendar
from association.rules.house.permissions import May
from association.web import qr
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, moved, page
from association.web.paper import attached

pages = Pages("calendars")


@pages.get("/kegiatan/<id:event_id>/poster", may=May.SEE_EVENTS, paper=True)
def poster(event_id: int) -> Answer:
    """Show a poster of one A4 page to print."""
    event = events.one(db.session(), event_id)
    return page(
        "meetings/rsvp/poster.html",
        qr=qr.svg(address(event)),
        cannot=posters.of_event(event).cannot_print,
        base="/kegiatan",
        office=False,
        **invitation_of(event),
    )


@pages.get("/kegiatan/<id:event_id>/poster.pdf", may=May.SEE_EVENTS)
def poster_paper(event_id: int) -> Answer:
    """Give the poster as a PDF."""
    made = posters.draw(posters.of_event(events.one(db.session(), event_id)))
    return attached(made, "poster.pdf")


@pages.get("/kegiatan/<id:event_id>.ics", may=May.SEE_EVENTS)
def as_calendar(event_id: int) -> Answer:
    """Give one event as a calendar file."""
    return calendars.as_ics(calendars.calendar_of(events.one(db.session(), event_id)))


@pages.get("/kegiatan/kalender", may=May.SEE_WHOLE)
def feed() -> Answer:
    """Show the secret address under which a calendar fetches all events."""
    found = feeds.feed(db.session(), actor().association_id)
    secret = url_for("calendars.fetch", token=found.token) if found else ""
    return page(
        "meetings/rsvp/feed.html",
        address=secret and settings().base_url + secret,
        form=GuestForm(),
    )


@pages.post("/kegiatan/kalender", may=May.RUN_EVENT)
def renew_feed() -> Answer:
    """Make the address, or a new one in its place."""
    renewing.renew_feed(by(), city_id=actor().leading.city_id, once=GuestForm.received().once())
    return moved(
        url_for("calendars.feed"),
        _("Alamat kalender yang baru sudah dibuat. Alamat lama tidak berlaku lagi."),
    )


@pages.get("/kegiatan/kalender/<token>.ics", may=May.SEE_PUBLIC)
def fetch(token: str) -> Answer:
    """Give a paguyuban's events to a calendar that knows the secret address."""
    association, found = feeds.fed(db.session(), token, now=settings().now())
    return calendars.as_ics(
        calendar(association.name, map(calendars.entry, found), made_at=settings().now())
    )

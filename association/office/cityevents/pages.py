"""/pemantauan/kegiatan: the city's events with their numbers, and the invitation of its own."""

from association.database import db
from association.meetings.attendance.reads import attendance
from association.meetings.events import reads as events
from association.meetings.events.wording import address, host_name
from association.meetings.rsvp import poster as posters
from association.meetings.rsvp.counting import coming
from association.meetings.rsvp.invitation import invitation_of
from association.office.cityevents import reads
from association.rules.house.permissions import May
from association.web import qr
from association.web.gate import Pages, actor, settings
from association.web.page import Answer, asked_id, page
from association.web.paper import attached

pages = Pages("cityevents")
BASE = "/pemantauan/kegiatan"


@pages.get(BASE, may=May.OVERSEE_CITY)
def calendar() -> Answer:
    """List the city's events, the latest first; 25 and more."""
    found = reads.listed(db.session(), city_id=actor().city_id, after=asked_id("after"))
    return page(
        "office/cityevents/list.html",
        parts=("event_rows",),
        found=found,
        host_name=host_name,
        now=settings().now() - events.LASTS,
    )


@pages.get(f"{BASE}/<id:event_id>", may=May.OVERSEE_CITY)
def detail(event_id: int) -> Answer:
    """Show one event with its numbers per paguyuban, and the invitation of a city's own."""
    session = db.session()
    event = events.one(session, event_id)
    return page(
        "office/cityevents/detail.html",
        parts_of=reads.parts(session, event),
        coming=coming(session, event_id),
        count=attendance(session, event_id),
        own=event.association_id is None,
        over=event.starts_at < settings().now() - events.LASTS,
        **invitation_of(event),
    )


@pages.get(f"{BASE}/<id:event_id>/poster", may=May.OVERSEE_CITY, paper=True)
def poster(event_id: int) -> Answer:
    """Show a poster of one A4 page to print."""
    event = events.one(db.session(), event_id)
    return page(
        "meetings/rsvp/poster.html",
        qr=qr.svg(address(event)),
        cannot=posters.of_event(event).cannot_print,
        base=BASE,
        office=True,
        **invitation_of(event),
    )


@pages.get(f"{BASE}/<id:event_id>/poster.pdf", may=May.OVERSEE_CITY)
def poster_paper(event_id: int) -> Answer:
    """Give the poster as a PDF."""
    made = posters.draw(posters.of_event(events.one(db.session(), event_id)))
    return attached(made, "poster.pdf")

"""Screens of those who said they come and are to hear of a change."""

from typing import Any

from flask import url_for

from association.database import db
from association.meetings.events import reads as events
from association.meetings.events.models import AwarenessEvent
from association.meetings.events.wording import change
from association.meetings.rsvp import actions, reads, wording
from association.meetings.rsvp.guest_forms import GuestForm
from association.rules.house.permissions import May
from association.web.csrf import masked_token
from association.web.gate import Pages, by
from association.web.page import Answer, asked_id, done, page

pages = Pages("telling")
TELLING = "meetings/rsvp/telling.html"


@pages.get("/kegiatan/<id:event_id>/kabari", may=May.RUN_EVENT)
def telling(event_id: int) -> Answer:
    """List who said they come and must hear of the last change, each with a message for
    WhatsApp."""
    event, session = events.one(db.session(), event_id), db.session()
    found = reads.concerned(session, event, after=asked_id("after"))
    return page(TELLING, parts=("telling_rows",), found=found, marked=False, **_telling(event))


def _telling(event: AwarenessEvent) -> dict[str, Any]:
    def message(guest: reads.Guest) -> str:
        return wording.news(event, guest.name)

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
        to=url_for("telling.telling", event_id=event_id, _anchor=f"g{rsvp_id}"),
        said="",
        guest=reads.guest(db.session(), event, rsvp_id),
        marked=True,
        **_telling(event),
    )

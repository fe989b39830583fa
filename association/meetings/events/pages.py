"""Screens of events: the list, one event, its form, another time or the end of it."""

from flask_babel import gettext as _

from association.database import db
from association.meetings.events import actions, changing, forms, reads
from association.meetings.events.changing import Desk
from association.meetings.events.facts import facts
from association.meetings.events.sections import EVENT_PAGE
from association.rules.house.permissions import May
from association.territory.reads import own_markets
from association.web import drafts
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, asked_id, moved, page, refused

pages = Pages("events")


@pages.get("/kegiatan", may=May.SEE_EVENTS)
def calendar() -> Answer:
    """List the events: what comes next, then what was; 25 and more."""
    found = reads.listed(
        db.session(),
        association_id=actor().association_id,
        now=settings().now(),
        after=asked_id("after"),
    )
    return page(
        "meetings/events/list.html", parts=("event_rows",), found=found, today=settings().today()
    )


@pages.get("/kegiatan/<id:event_id>", may=May.SEE_EVENTS)
def detail(event_id: int) -> Answer:
    """Show one event, with what the rooms above say of it: who came, who said they come."""
    event = reads.one(db.session(), event_id)
    return EVENT_PAGE.alone(event) or page(
        "meetings/events/detail.html",
        over=event.starts_at < settings().now() - reads.LASTS,
        own=event.association_id is not None,
        sections=EVENT_PAGE.gather(event),
        **facts(event),
    )


def _desk() -> Desk:
    return Desk(by(), "/kegiatan", office=False)


def _offered(form: forms.EventForm) -> forms.EventForm:
    form.offer(own_markets(db.session(), actor().association_id))
    return form


@pages.get("/kegiatan/baru", may=May.RUN_EVENT)
def new() -> Answer:
    """Show an empty event form, or one like an earlier event (`dari`)."""
    draft, earlier = drafts.of_page(), asked_id("dari")
    form = (draft and draft.into(forms.NewEventForm)) or forms.NewEventForm()
    if earlier is not None:
        form = forms.copied(reads.one(db.session(), earlier), now=settings().now())
    return page(changing.FORM, draft=draft, **_desk().empty(_offered(form)))


@pages.post("/kegiatan/baru", may=May.RUN_EVENT)
def create() -> Answer:
    """Save a new event, and go on to its invitation."""
    form, desk = forms.NewEventForm.received(), _desk()
    if not _offered(form).validate():
        return refused(changing.FORM, **desk.empty(form))
    city_id, again = actor().leading.city_id, form.again()
    event_id = actions.create(
        form.values(), desk.by, city_id=city_id, once=form.once(), again=again
    )
    return moved(desk.to(event_id), _("Kegiatan tersimpan. Bagikan undangannya lewat WhatsApp."))


@pages.get("/kegiatan/<id:event_id>/ubah", may=May.RUN_EVENT)
def edit(event_id: int) -> Answer:
    """Show an event's form."""
    event = _desk().own(event_id)
    draft = drafts.of_page(event.version)
    form = (draft and draft.into(forms.EventForm)) or forms.filled(event)
    return page(changing.FORM, draft=draft, **_desk().editing(event, _offered(form)))


@pages.post("/kegiatan/<id:event_id>/ubah", may=May.RUN_EVENT)
def save(event_id: int) -> Answer:
    """Save an event's form."""
    desk, form = _desk(), forms.EventForm.received()
    event = desk.own(event_id)
    if not _offered(form).validate():
        return refused(changing.FORM, **desk.editing(event, form))
    return changing.saved(desk, event_id, form)


@pages.get("/kegiatan/<id:event_id>/tunda", may=May.RUN_EVENT)
def change(event_id: int) -> Answer:
    """Ask for another time, or why the event is cancelled."""
    return changing.ask(_desk(), event_id)


@pages.post("/kegiatan/<id:event_id>/tunda", may=May.RUN_EVENT)
def postpone(event_id: int) -> Answer:
    """Move an event to another time."""
    return changing.postponed(_desk(), event_id)


@pages.post("/kegiatan/<id:event_id>/batal", may=May.RUN_EVENT)
def cancel(event_id: int) -> Answer:
    """Cancel an event."""
    return changing.cancelled(_desk(), event_id)

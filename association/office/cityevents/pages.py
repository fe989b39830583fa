"""/pemantauan/kegiatan: the city's events with their numbers, and those that officers hold for
several paguyuban."""

from typing import Any

from flask_babel import gettext as _

from association.access.by import By
from association.access.reach import OneCity
from association.database import db
from association.meetings.attendance.reads import attendance
from association.meetings.events import actions, changing, forms
from association.meetings.events import reads as events
from association.meetings.events.changing import Desk
from association.meetings.events.wording import host_name
from association.meetings.rsvp import wording
from association.meetings.rsvp.invitation import invitation_of
from association.meetings.rsvp.reads import coming
from association.office.cityevents import reads
from association.office.cityevents.forms import CityEventForm, Invite, NewCityEventForm
from association.rules.house.permissions import May
from association.territory import reads as territory
from association.web.gate import Pages, actor, settings
from association.web.page import Answer, asked_id, moved, page, refused

pages = Pages("cityevents")
BASE = "/pemantauan/kegiatan"
CityForm = NewCityEventForm | CityEventForm


def _desk() -> Desk:
    by = By(account_id=actor().account_id, association_id=None, at=settings().now())
    return Desk(by, BASE, office=True)


def _city_id() -> int:
    reach = actor().reach
    assert isinstance(reach, OneCity)
    return reach.city_id


@pages.get(BASE, may=May.OVERSEE_CITY)
def calendar() -> Answer:
    """List the city's events, the latest first; 25 and more."""
    found = reads.listed(db.session(), city_id=_city_id(), after=asked_id("after"))
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


@pages.get(f"{BASE}/baru", may=May.RUN_CITY_EVENT)
def new() -> Answer:
    """Show an empty form, or one like an earlier event of the city (`dari`)."""
    form, earlier = NewCityEventForm(), asked_id("dari")
    if earlier is not None:
        event = events.one(db.session(), earlier)
        form = forms.copied(event, now=settings().now(), form=NewCityEventForm)
        _invited_as(form, event.id)
    return page(changing.FORM, **_desk().empty(_offered(form)))


def _invited_as(form: Any, event_id: int) -> None:
    """Tick whom an earlier event invites."""
    guests = events.guests(db.session(), events.one(db.session(), event_id))
    form.invite.data, form.associations.data = Invite.CHOSEN.value, [one.id for one in guests]


def _offered(form: Any) -> Any:
    form.offer(territory.markets(db.session(), _city_id()))
    form.offer_guests(territory.associations_of(db.session(), _city_id(), today=settings().today()))
    return form


def _invited(form: Any) -> list[int]:
    if form.invite.data == Invite.CHOSEN:
        return list(form.associations.data or [])
    return territory.working_in(db.session(), form.markets.data or [], today=settings().today())


@pages.post(f"{BASE}/baru", may=May.RUN_CITY_EVENT)
def create() -> Answer:
    """Save a new event of the city, and go on to its invitation."""
    form, desk = NewCityEventForm.received(), _desk()
    if not _complete(_offered(form)):
        return refused(changing.FORM, **desk.empty(form))
    event_id = actions.create(
        form.values(),
        desk.by,
        city_id=_city_id(),
        once=form.once(),
        again=form.again(),
        invited=_invited(form),
    )
    return moved(
        desk.to(event_id), _("Kegiatan tersimpan. Pengurus yang diundang melihatnya di Kegiatan.")
    )


def _complete(form: Any) -> bool:
    """Check a form; somebody must be invited."""
    if not form.validate():
        return False
    if not _invited(form):
        form.refuse(
            "invite", _("Belum ada paguyuban yang diundang. Pilih pasar atau paguyubannya.")
        )
    return not form.errors


@pages.get(f"{BASE}/<id:event_id>/ubah", may=May.RUN_CITY_EVENT)
def edit(event_id: int) -> Answer:
    """Show the form of an event of the city."""
    event = _desk().own(event_id)
    form = forms.filled(event, form=CityEventForm)
    _invited_as(form, event_id)
    return page(changing.FORM, **_desk().editing(event, _offered(form)))


@pages.post(f"{BASE}/<id:event_id>/ubah", may=May.RUN_CITY_EVENT)
def save(event_id: int) -> Answer:
    """Save the form of an event of the city."""
    desk, form = _desk(), CityEventForm.received()
    event = desk.own(event_id)
    if not _complete(_offered(form)):
        return refused(changing.FORM, **desk.editing(event, form))
    return changing.saved(desk, event_id, form, invited=_invited(form))


@pages.get(f"{BASE}/<id:event_id>/tunda", may=May.RUN_CITY_EVENT)
def change(event_id: int) -> Answer:
    """Ask for another time, or why the event is cancelled."""
    return changing.ask(_desk(), event_id)


@pages.post(f"{BASE}/<id:event_id>/tunda", may=May.RUN_CITY_EVENT)
def postpone(event_id: int) -> Answer:
    """Move an event to another time; each paguyuban tells its own who said they come."""
    return changing.postponed(_desk(), event_id)


@pages.post(f"{BASE}/<id:event_id>/batal", may=May.RUN_CITY_EVENT)
def cancel(event_id: int) -> Answer:
    """Cancel an event; each paguyuban tells its own who said they come."""
    return changing.cancelled(_desk(), event_id)


@pages.get(f"{BASE}/<id:event_id>/poster", may=May.OVERSEE_CITY)
def poster(event_id: int) -> Answer:
    """Show a poster of one A4 page to print."""
    event = events.one(db.session(), event_id)
    return page(
        "meetings/rsvp/poster.html",
        qr=wording.qr(event),
        base=BASE,
        office=True,
        **invitation_of(event),
    )

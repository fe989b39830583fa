"""Screens in which officers hold events for several paguyuban, change them and call them off."""

from typing import Any

from flask_babel import gettext as _

from association.database import db
from association.meetings.events import actions, changing, forms
from association.meetings.events import reads as events
from association.meetings.events.changing import Desk
from association.office.cityevents.forms import CityEventForm, Invite, NewCityEventForm
from association.rules.house.permissions import May
from association.territory import reads as territory
from association.web import drafts
from association.web.gate import Pages, actor, city_by, settings
from association.web.page import Answer, asked_id, moved, page, refused

pages = Pages("cityforms")
BASE = "/pemantauan/kegiatan"


def _desk() -> Desk:
    return Desk(city_by(), BASE, office=True)


@pages.get(f"{BASE}/baru", may=May.RUN_CITY_EVENT)
def new() -> Answer:
    """Show an empty form, or one like an earlier event of the city (`dari`)."""
    draft, earlier = drafts.of_page(), asked_id("dari")
    form = (draft and draft.into(NewCityEventForm)) or NewCityEventForm()
    if earlier is not None:
        event = events.one(db.session(), earlier)
        form = forms.copied(event, now=settings().now(), form=NewCityEventForm)
        _invited_as(form, event.id)
    return page(changing.FORM, draft=draft, **_desk().empty(_offered(form)))


def _invited_as(form: Any, event_id: int) -> None:
    """Tick whom an earlier event invites."""
    guests = events.guests(db.session(), events.one(db.session(), event_id))
    form.invite.data, form.associations.data = Invite.CHOSEN.value, [one.id for one in guests]


def _offered(form: Any) -> Any:
    form.offer(territory.markets(db.session(), actor().city_id))
    form.offer_guests(
        territory.associations_of(db.session(), actor().city_id, today=settings().today())
    )
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
        city_id=actor().city_id,
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
    draft = drafts.of_page(event.version)
    form = (draft and draft.into(CityEventForm)) or forms.filled(event, form=CityEventForm)
    if not (draft and draft.taken):
        _invited_as(form, event_id)
    return page(changing.FORM, draft=draft, **_desk().editing(event, _offered(form)))


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

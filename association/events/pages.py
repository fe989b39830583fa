"""Screens of events: the list, the form, another time or the end of one, the attendance list."""

from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _

from association.access.territory import own_markets
from association.database import db
from association.events import actions, forms, reads
from association.events.models import AwarenessEvent
from association.members.context import by
from association.rules.errors import RuleError
from association.rules.permissions import May
from association.web.csrf import masked_token
from association.web.gate import Pages, actor, settings
from association.web.page import Answer, asked_id, asked_text, done, moved, page, refused, whole_number
from association.web.words import in_words

pages = Pages("events")
ATTENDANCE = "events/attendance.html"
CHANGE = "events/change.html"


@pages.get("/kegiatan", may=May.SEE_EVENTS)
def calendar() -> Answer:
    """List the events: what comes next, then what was; 25 and more."""
    found = reads.listed(
        db.session(), association_id=actor().association_id, now=settings().now(), after=asked_id("after")
    )
    return page("events/list.html", parts=("event_rows",), found=found, today=settings().today())


@pages.get("/kegiatan/baru", may=May.RUN_EVENT)
def new() -> Answer:
    """Show an empty event form, or one like an earlier event (`dari`)."""
    earlier = asked_id("dari")
    form = forms.NewEventForm() if earlier is None else _copied(earlier)
    return page("events/form.html", **_new(form))


def _copied(event_id: int) -> forms.EventForm:
    return forms.copied(reads.one(db.session(), event_id), now=settings().now())


@pages.post("/kegiatan/baru", may=May.RUN_EVENT)
def create() -> Answer:
    """Save a new event, and go on to its invitation."""
    form = forms.NewEventForm.received()
    context = _new(form)
    if not form.validate():
        return refused("events/form.html", **context)
    event_id = actions.create(
        form.values(), by(), city_id=actor().leading.city_id, once=form.once(), again=form.again()
    )
    return moved(_to(event_id), _("Kegiatan tersimpan. Bagikan undangannya lewat WhatsApp."))


def _to(event_id: int) -> str:
    return f"/kegiatan/{event_id}"


def _offered(form: forms.EventForm) -> forms.EventForm:
    form.offer(own_markets(db.session(), actor().association_id))
    return form


def _new(form: forms.EventForm) -> dict[str, Any]:
    return {"form": _offered(form), "event": None, "theirs": {}, "action": url_for("events.create"), "office": False}


@pages.get("/kegiatan/<id:event_id>/ubah", may=May.RUN_EVENT)
def edit(event_id: int) -> Answer:
    """Show an event's form."""
    event = _own(event_id)
    return page("events/form.html", form=_offered(forms.filled(event)), **_editing(event))


def _own(event_id: int) -> AwarenessEvent:
    return reads.own_one(db.session(), event_id, association_id=actor().association_id)


@pages.post("/kegiatan/<id:event_id>/ubah", may=May.RUN_EVENT)
def save(event_id: int) -> Answer:
    """Save an event's form; when somebody saved meanwhile, show theirs beside what was typed."""
    event, form = _own(event_id), forms.EventForm.received()
    if not _offered(form).validate():
        return refused("events/form.html", form=form, **_editing(event))
    version = whole_number(form.version.data) or 0
    try:
        actions.edit(event_id, form.values(), by(), version=version, once=form.once())
    except actions.ChangedMeanwhile:
        return _conflict(event_id, form)
    return moved(_to(event_id), _("Perubahan tersimpan."))


def _conflict(event_id: int, form: forms.EventForm) -> Answer:
    """Show, beside each field typed differently, what was saved meanwhile; saving again is then a decision."""
    event = _own(event_id)
    saved = forms.filled(event)
    form.version.data, form.key.data = saved.version.data, saved.key.data
    context = _editing(event) | {"theirs": forms.differences(form.values(), event)}
    return refused("events/form.html", status=409, form=form, **context)


def _editing(event: AwarenessEvent) -> dict[str, Any]:
    return {"event": event, "theirs": {}, "action": url_for("events.save", event_id=event.id), "office": False}


@pages.get("/kegiatan/<id:event_id>/tunda", may=May.RUN_EVENT)
def change(event_id: int) -> Answer:
    """Ask for another time, or why the event is cancelled."""
    return page(CHANGE, **_changing(_own(event_id)))


def _changing(event: AwarenessEvent, problem: str = "", **form: forms.ChangeForm | forms.CancelForm) -> dict[str, Any]:
    version = str(event.version)
    shown = {"later": forms.ChangeForm(version=version), "off": forms.CancelForm(version=version)}
    return {"event": event, "base": "/kegiatan", "office": False, "problem": problem, **(shown | form)}


@pages.post("/kegiatan/<id:event_id>/tunda", may=May.RUN_EVENT)
def postpone(event_id: int) -> Answer:
    """Move an event to another time."""
    event, form = _own(event_id), forms.ChangeForm.received()
    if not form.validate():
        return refused(CHANGE, **_changing(event, later=form))
    version = whole_number(form.version.data) or 0
    try:
        actions.postpone(event_id, form.starts_at.value, form.why, by(), version=version, once=form.once())
    except RuleError as error:
        return refused(CHANGE, **_changing(_own(event_id), in_words(error), later=form))
    except actions.ChangedMeanwhile:
        return refused(CHANGE, status=409, **_changing(_own(event_id), forms.changed_meanwhile()))
    return moved(_to(event_id), _("Waktu baru tersimpan. Kabari yang sudah bilang akan datang."))


@pages.post("/kegiatan/<id:event_id>/batal", may=May.RUN_EVENT)
def cancel(event_id: int) -> Answer:
    """Cancel an event."""
    event, form = _own(event_id), forms.CancelForm.received()
    if not form.validate():
        return refused(CHANGE, **_changing(event, off=form))
    version = whole_number(form.version.data) or 0
    try:
        actions.cancel(event_id, form.why.value, by(), version=version, once=form.once())
    except RuleError as error:
        return refused(CHANGE, **_changing(_own(event_id), in_words(error), off=form))
    except actions.ChangedMeanwhile:
        return refused(CHANGE, status=409, **_changing(_own(event_id), forms.changed_meanwhile()))
    return moved(_to(event_id), _("Kegiatan dibatalkan. Kabari yang sudah bilang akan datang."))


@pages.get("/kegiatan/<id:event_id>/hadir", may=May.RUN_EVENT)
def attendance(event_id: int) -> Answer:
    """List the roster with who came: search, 25 rows and more."""
    event, today = reads.one(db.session(), event_id), settings().today()
    query, after = asked_text("q"), asked_id("after")
    return page(
        ATTENDANCE,
        parts=("attendance_list", "attendance_rows"),
        found=reads.attendees(db.session(), event, today=today, query=query, after=after),
        members=reads.invitable(db.session(), event, today=today),
        query=query,
        after=after or "",
        **_marking(event, forms.MarkForm()),
    )


@pages.post("/kegiatan/<id:event_id>/hadir", may=May.RUN_EVENT)
def mark(event_id: int) -> Answer:
    """Mark who came, or take it back: the row and the count to htmx, the same place in the list to a plain form."""
    form = forms.MarkForm.received()
    if not form.validate():
        abort(400)
    present, today = form.present.data == "1", settings().today()
    actions.mark(event_id, form.member.data, by(), present=present, today=today, once=form.once())
    place = {"q": form.q.data or None, "after": form.after.data or None}
    return done(
        ATTENDANCE,
        parts={f"m{form.member.data}": "attendance_row"},
        to=url_for("events.attendance", event_id=event_id, **place, _anchor=f"m{form.member.data}"),
        said="",
        row=reads.attendee(db.session(), event_id, form.member.data),
        query=form.q.data,
        after=form.after.data,
        **(_marking(reads.one(db.session(), event_id), forms.MarkForm()) | {"marked": True}),
    )


def _marking(event: AwarenessEvent, form: forms.MarkForm) -> dict[str, Any]:
    """Give what the rows need. One token and one key stand for all rows of a page: compression makes them cost once."""
    count = reads.attendance(db.session(), event.id)
    return {"event": event, "count": count, "token": masked_token(), "key": form.key.data, "marked": False}

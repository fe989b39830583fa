"""Screens of events: the list, one event and its invitation, the form, the public page."""

from typing import Any
from urllib.parse import quote

from flask import url_for
from flask_babel import gettext as _

from association.access.fence import set_reach
from association.access.reach import OneAssociation, Visitor
from association.database import db
from association.events import actions, forms, reads
from association.events.models import AwarenessEvent, Kind
from association.members.context import by
from association.rules.dates import format_day
from association.rules.permissions import May
from association.web.formats import clock, wib_date
from association.web.gate import Pages, actor, settings
from association.web.page import Answer, asked_id, moved, page, refused, whole_number

pages = Pages("events")


@pages.get("/kegiatan", may=May.SEE_EVENTS)
def calendar() -> Answer:
    """List the events: what comes next, then what was; 25 and more."""
    found = reads.listed(
        db.session(), association_id=actor().association_id, now=settings().now(), after=asked_id("after")
    )
    return page("events/list.html", parts=("event_rows",), found=found, today=settings().today())


@pages.get("/kegiatan/<id:event_id>", may=May.SEE_EVENTS)
def detail(event_id: int) -> Answer:
    """Show one event, how many came, and the invitation to share."""
    event = reads.one(db.session(), event_id)
    text = _invitation(event)
    return page(
        "events/detail.html",
        event=event,
        kind=forms.KINDS[Kind(event.kind)],
        count=reads.attendance(db.session(), event_id),
        text=text,
        share=f"https://wa.me/?text={quote(text, safe='')}",
        begun=event.starts_at <= settings().now(),
    )


def _address(event: AwarenessEvent) -> str:
    return f"{settings().base_url}/e/{event.code}"


def _invitation(event: AwarenessEvent) -> str:
    """Write the message that people forward in WhatsApp: no names, one thing to do."""
    text: str = _(
        "Bapak/Ibu pedagang,\n\n%(place)s mengundang ke:\n*%(title)s*\n%(day)s\n%(clock)s\n%(where)s\n\n"
        "Mohon hadir. Keterangan: %(address)s",
        place=actor().place,
        title=event.title,
        day=format_day(wib_date(event.starts_at)),
        clock=_("Pukul %(clock)s", clock=clock(event.starts_at)),
        where=_("Tempat: %(place)s", place=event.place),
        address=_address(event),
    )
    return text


@pages.get("/kegiatan/baru", may=May.RUN_EVENT)
def new() -> Answer:
    """Show an empty event form."""
    return page("events/form.html", form=forms.EventForm(), event=None, theirs={}, action=url_for("events.create"))


@pages.post("/kegiatan/baru", may=May.RUN_EVENT)
def create() -> Answer:
    """Save a new event, and go on to its invitation."""
    form = forms.EventForm.received()
    if not form.validate():
        return refused("events/form.html", form=form, event=None, theirs={}, action=url_for("events.create"))
    reach = actor().reach
    assert isinstance(reach, OneAssociation)
    event_id = actions.create(form.values(), by(), city_id=reach.city_id, once=form.once())
    return moved(
        url_for("events.detail", event_id=event_id), _("Kegiatan tersimpan. Bagikan undangannya lewat WhatsApp.")
    )


@pages.get("/kegiatan/<id:event_id>/ubah", may=May.RUN_EVENT)
def edit(event_id: int) -> Answer:
    """Show an event's form."""
    event = reads.one(db.session(), event_id)
    return page("events/form.html", form=forms.filled(event), **_editing(event))


@pages.post("/kegiatan/<id:event_id>/ubah", may=May.RUN_EVENT)
def save(event_id: int) -> Answer:
    """Save an event's form; when somebody saved meanwhile, show theirs beside what was typed."""
    event, form = reads.one(db.session(), event_id), forms.EventForm.received()
    if not form.validate():
        return refused("events/form.html", form=form, **_editing(event))
    version = whole_number(form.version.data) or 0
    try:
        actions.edit(event_id, form.values(), by(), version=version, once=form.once())
    except actions.ChangedMeanwhile:
        return _conflict(event_id, form)
    return moved(url_for("events.detail", event_id=event_id), _("Perubahan tersimpan."))


def _conflict(event_id: int, form: forms.EventForm) -> Answer:
    """Show, beside each field typed differently, what was saved meanwhile; saving again is then a decision."""
    event = reads.one(db.session(), event_id)
    saved = forms.filled(event)
    form.version.data, form.key.data = saved.version.data, saved.key.data
    context = _editing(event) | {"theirs": forms.differences(form.values(), event)}
    return refused("events/form.html", status=409, form=form, **context)


def _editing(event: AwarenessEvent) -> dict[str, Any]:
    return {"event": event, "theirs": {}, "action": url_for("events.save", event_id=event.id)}


@pages.get("/e/<code>", may=May.SEE_PUBLIC)
def public(code: str) -> Answer:
    """Show an event to whoever got its link; everybody sees the same."""
    set_reach(db.session(), Visitor())
    event, association = reads.invited(db.session(), code)
    return page(
        "events/public.html",
        event=event,
        association=association,
        kind=forms.KINDS[Kind(event.kind)],
        over=event.starts_at < settings().now() - reads.LASTS,
    )

"""Answers to a change of an event, the same for a leader's own events and for those of the city's
officers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from association.access.by import By
from association.database import db
from association.meetings.events import actions, forms, reads
from association.meetings.events.models import AwarenessEvent
from association.rules.house.errors import RuleError
from association.web.page import Answer, moved, page, refused, whole_number
from association.web.words import in_words

FORM, CHANGE = "meetings/events/form.html", "meetings/events/change.html"


@dataclass(frozen=True, slots=True)
class Desk:
    """Who changes events, and below which address."""

    by: By
    base: str
    office: bool

    def own(self, event_id: int) -> AwarenessEvent:
        """Get an event that may be changed here; NoResultFound for any other."""
        return reads.own_one(db.session(), event_id, association_id=self.by.association_id)

    def to(self, event_id: int) -> str:
        """Give the address of an event's page."""
        return f"{self.base}/{event_id}"

    def empty(self, form: forms.EventForm) -> dict[str, Any]:
        """Gather what the form of a new event shows."""
        return {
            "form": form,
            "event": None,
            "theirs": {},
            "action": f"{self.base}/baru",
            "office": self.office,
        }

    def editing(self, event: AwarenessEvent, form: forms.EventForm) -> dict[str, Any]:
        """Gather what the form of a saved event shows."""
        action = f"{self.base}/{event.id}/ubah"
        return {"form": form, "event": event, "theirs": {}, "action": action, "office": self.office}

    def changing(
        self, event: AwarenessEvent, problem: str = "", **form: forms.ChangeForm | forms.CancelForm
    ) -> dict[str, Any]:
        """Gather what the page shows on which an event is postponed or cancelled."""
        version = str(event.version)
        shown = {
            "later": forms.ChangeForm(version=version),
            "off": forms.CancelForm(version=version),
        }
        return {
            "event": event,
            "base": self.base,
            "office": self.office,
            "problem": problem,
            **(shown | form),
        }


def saved(
    desk: Desk, event_id: int, form: forms.EventForm, *, invited: Sequence[int] = ()
) -> Answer:
    """Save a form that was checked; when somebody saved meanwhile, show theirs beside what was
    typed."""
    version = whole_number(form.version.data) or 0
    try:
        actions.edit(
            event_id, form.values(), desk.by, version=version, once=form.once(), invited=invited
        )
    except actions.ChangedMeanwhile:
        event = desk.own(event_id)
        kept = forms.filled(event)
        form.version.data, form.key.data = kept.version.data, kept.key.data
        context = desk.editing(event, form) | {"theirs": forms.differences(form.values(), event)}
        return refused(FORM, status=409, **context)
    return moved(desk.to(event_id), _("Perubahan tersimpan."))


def ask(desk: Desk, event_id: int) -> Answer:
    """Ask for another time, or why the event is cancelled."""
    return page(CHANGE, **desk.changing(desk.own(event_id)))


def postponed(desk: Desk, event_id: int) -> Answer:
    """Move an event to another time."""
    event, form = desk.own(event_id), forms.ChangeForm.received()
    if not form.validate():
        return refused(CHANGE, **desk.changing(event, later=form))
    version = whole_number(form.version.data) or 0
    try:
        actions.postpone(
            event_id, form.starts_at.value, form.why, desk.by, version=version, once=form.once()
        )
    except RuleError as error:
        return refused(CHANGE, **desk.changing(desk.own(event_id), in_words(error), later=form))
    except actions.ChangedMeanwhile:
        return _conflict(desk, event_id)
    return moved(
        desk.to(event_id), _("Waktu baru tersimpan. Kabari yang sudah bilang akan datang.")
    )


def cancelled(desk: Desk, event_id: int) -> Answer:
    """Cancel an event."""
    event, form = desk.own(event_id), forms.CancelForm.received()
    if not form.validate():
        return refused(CHANGE, **desk.changing(event, off=form))
    version = whole_number(form.version.data) or 0
    try:
        actions.cancel(event_id, form.why.value, desk.by, version=version, once=form.once())
    except RuleError as error:
        return refused(CHANGE, **desk.changing(desk.own(event_id), in_words(error), off=form))
    except actions.ChangedMeanwhile:
        return _conflict(desk, event_id)
    return moved(desk.to(event_id), _("Kegiatan dibatalkan. Kabari yang sudah bilang akan datang."))


def _conflict(desk: Desk, event_id: int) -> Answer:
    said = _(
        "Kegiatan ini diubah orang lain sesudah Anda membukanya. BELUM tersimpan. Periksa, lalu "
        "ulangi."
    )
    return refused(CHANGE, status=409, **desk.changing(desk.own(event_id), said))

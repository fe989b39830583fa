"""Events on stage, made by the action that the form uses."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from association.database import db
from association.meetings.attendance.actions import mark as note_mark
from association.meetings.events import actions
from association.meetings.events.models import AwarenessEvent, Kind
from association.meetings.events.values import EventValues
from tests.infra.cast import NOW, TODAY, Cast, acting

Hold = Callable[..., int]
Come = Callable[..., None]
TOLD = {
    "title": "Sosialisasi JKK dan JKM",
    "kind": "sosialisasi",
    "starts_at": "2026-11-24T13:00",
    "place": "Aula Pasar Rejosari",
    "note": "Bawa KTP",
}


@pytest.fixture
def hold(app: Flask, cast: Cast) -> Hold:
    """Put an event on a leader's calendar: `hold("Rapat", hours=-5)` began five hours ago; gives
    its id.
    """

    def make(
        title: str = TOLD["title"],
        *,
        leader: str = "sari",
        kind: Kind = Kind.AWARENESS,
        note: str = "",
        **start: float,
    ) -> int:
        with app.app_context():
            by = acting(cast, leader)
            values = EventValues(
                title=title,
                kind=kind,
                starts_at=NOW + timedelta(**(start or {"hours": 60.5})),
                place="Aula Pasar Rejosari",
                note=note,
            )
            return actions.create(values, by, city_id=cast.city["Kota Surakarta"], once=None)

    return make


@pytest.fixture
def event(hold: Hold) -> int:
    """Sari's event: Tuesday, 24 November 2026, 13.00 WIB."""
    return hold()


@pytest.fixture
def code_of(app: Flask, cast: Cast) -> Callable[[int], str]:
    """Give the code of an event's public page."""

    def find(event_id: int) -> str:
        with app.app_context():
            acting(cast, "sari")
            return db.session.get_one(AwarenessEvent, event_id).code

    return find


@pytest.fixture
def come(app: Flask, cast: Cast) -> Come:
    """Note that members of Sari's came: `come(event, "Suparno", "Ngatiyem")`."""

    def mark(event_id: int, *names: str) -> None:
        with app.app_context():
            by = acting(cast, "sari")
            for name in names:
                note_mark(event_id, cast.member[name], by, present=True, today=TODAY, once=None)

    return mark

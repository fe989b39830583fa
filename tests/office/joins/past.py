"""Everything that earlier months show: figures of the city, its markets and paguyuban, and each
roster as of their last days; and every payment as it is written down."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from association.access.fence import set_reach
from association.access.reach import Everywhere, OneAssociation, OneCity
from association.database import db, write_tx
from association.meetings.effect.reads import Meeting, effects
from association.meetings.events.models import AwarenessEvent
from association.office.oversight.reads import Scope, count
from association.people.participants.models import Contribution
from association.roster.members import counting, roster
from association.roster.members.models import Member
from association.territory.models import Association
from tests.infra.cast import Cast

DAYS = [date(2026, 3, 31), date(2026, 8, 31), date(2026, 10, 31)]


@contextmanager
def changing(app: Flask) -> Iterator[Session]:
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        yield tx.session


def long_known(app: Flask) -> None:
    """Put everybody on record on 2 January 2026."""
    with changing(app) as session:
        session.query(Member).update({"created_at": datetime(2026, 1, 2, 3, tzinfo=UTC)})


def shown(app: Flask, cast: Cast, days: list[date] = DAYS) -> dict[str, Any]:
    """Give what these days show now, under a name each."""
    city_id = cast.city["Kota Surakarta"]
    found: dict[str, Any] = {}
    with app.app_context():
        session = db.session()
        set_reach(session, OneCity(city_id))
        ids = list(session.scalars(sa.select(Association.id)))
        parts = [{}, *({"association_id": one} for one in ids)]
        parts += [{"market_id": cast.market[name]} for name in ("sari", "budi")]
        for day in days:
            for part in parts:
                for as_of in (False, True):
                    scope = Scope(city_id=city_id, day=day, past=True, as_of=as_of, **part)
                    counted = count(session, scope)
                    if any(counted.per_association.values()) or not part.get("association_id"):
                        found[f"{day} {part} {as_of}"] = counted
        for one in ids:
            set_reach(session, OneAssociation(one, city_id))
            for day in days:
                known = {"association_id": one, "today": day, "past": True}
                page = roster.search(session, **known)
                lines = [(row.name, row.stall, row.coverage) for row in page.rows]
                if lines:
                    found[f"roster {one} {day}"] = lines, counting.counts(session, **known)
        set_reach(session, Everywhere())
        held = [
            Meeting(event.id, event.starts_at.date())
            for event in session.scalars(sa.select(AwarenessEvent))
            if event.starts_at.date() <= max(days)
        ]
        found["effects"] = effects(session, held)
        money = sa.select(Contribution.__table__).order_by(Contribution.id)
        found["payments"] = [tuple(row) for row in session.execute(money)]
        db.session.remove()
    return found

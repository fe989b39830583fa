"""Select the events that are counted, and the markets that they are for."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.config import WIB
from association.meetings.attendance.models import Attendance
from association.meetings.events.models import AwarenessEvent, State, event_market
from association.territory.models import Market
from association.territory.reads import stays


def held(
    session: Session, *, since: datetime | None = None, until: datetime | None = None
) -> list[AwarenessEvent]:
    """List the events within the reach at which somebody was marked, the latest first; cancelled
    ones left out."""
    wanted = sa.select(AwarenessEvent).where(*_marked(since, until))
    return list(
        session.scalars(wanted.order_by(AwarenessEvent.starts_at.desc(), AwarenessEvent.id.desc()))
    )


def _marked(since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    marked = sa.exists().where(Attendance.event_id == AwarenessEvent.id)
    wanted = [marked, AwarenessEvent.state != State.CANCELLED]
    wanted += [AwarenessEvent.starts_at >= since] if since is not None else []
    return wanted + ([AwarenessEvent.starts_at < until] if until is not None else [])


def market_names(session: Session, *, since: datetime, until: datetime) -> dict[int, list[str]]:
    """Name the markets that the same events are for: where nobody said, those in which the
    paguyuban that holds it worked on its day."""
    chosen = sa.select(event_market.c.event_id, Market.name).join(
        Market, Market.id == event_market.c.market_id
    )
    chosen = chosen.join(AwarenessEvent, AwarenessEvent.id == event_market.c.event_id)
    stay = stays()
    own = sa.select(AwarenessEvent.id, AwarenessEvent.starts_at, Market.name, stay.c.since)
    own = own.add_columns(stay.c.until)
    own = own.join(stay, stay.c.association_id == AwarenessEvent.association_id)
    own = own.join(Market, Market.id == stay.c.market_id)
    said: dict[int, list[str]] = {}
    usual: dict[int, list[str]] = {}
    marked = _marked(since, until)
    for event_id, name in session.execute(chosen.where(*marked).order_by(Market.name)):
        said.setdefault(event_id, []).append(name)
    for event_id, at, name, *stayed in session.execute(own.where(*marked).order_by(Market.name)):
        day = at.astimezone(WIB).date()
        if (stayed[0] or day) <= day and (stayed[1] is None or day < stayed[1]):
            usual.setdefault(event_id, []).append(name)
    return usual | said

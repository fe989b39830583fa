"""Select events, and whom they are for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.fence import reach_of
from association.access.reach import Leading
from association.meetings.events.models import AwarenessEvent, Invited, State
from association.paging import Page, behind, cut, one_more
from association.rules.house.marking import AFTER, BEFORE
from association.rules.house.slots import Slot
from association.territory.models import Association

LASTS = timedelta(hours=3)  # an event is still "next" while people may be arriving
CODE_SYMBOLS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's, in lower case
LOOKALIKES = str.maketrans("oil", "011")
CAME: Slot[Callable[[Session, list[int]], dict[int, int]]] = Slot(
    "how many came to each of these events?"
)


@dataclass(frozen=True, slots=True)
class EventLine:
    """One line of the list of events."""

    event: AwarenessEvent
    attendance: int
    is_over: bool


def one(session: Session, event_id: int) -> AwarenessEvent:
    """Get an event; NoResultFound outside the reach."""
    return session.get_one(AwarenessEvent, event_id)


def own_one(session: Session, event_id: int, *, association_id: int | None) -> AwarenessEvent:
    """Get an event that this paguyuban holds (None: the city's officers); NoResultFound for any
    other."""
    own = AwarenessEvent.association_id == association_id  # IS NULL for None
    return session.scalars(
        sa.select(AwarenessEvent).where(AwarenessEvent.id == event_id, own)
    ).one()


def roster_at(session: Session, event: AwarenessEvent) -> int:
    """Give the paguyuban whose members are meant: at an event of the city, that of the leader who
    asks.

    Raises NoResultFound when nobody's members are.
    """
    reach = reach_of(session)
    own = reach.association_id if isinstance(reach, Leading) else event.association_id
    if own is None:
        raise NoResultFound
    return own


def invited(session: Session, code: str) -> AwarenessEvent:
    """Find an event by the code of its public page; NoResultFound for any other text."""
    if not (code.isascii() and code.replace("-", "").isalnum()):
        raise NoResultFound
    typed = AwarenessEvent.code.in_([code, code.lower().translate(LOOKALIKES)])
    return session.scalars(sa.select(AwarenessEvent).where(typed)).one()


def guests(session: Session, event: AwarenessEvent) -> list[Association]:
    """List by name the paguyuban that an event is for: its own, or those that the city invites."""
    if event.association_id is not None:
        return [session.get_one(Association, event.association_id)]
    invited_ids = sa.select(Invited.association_id).where(Invited.event_id == event.id)
    return list(
        session.scalars(
            sa.select(Association).where(Association.id.in_(invited_ids)).order_by(Association.name)
        )
    )


def next_one(session: Session, *, association_id: int, now: datetime) -> AwarenessEvent | None:
    """Give the next event that takes place and has not ended long ago."""
    held = _upcoming(association_id, now).where(AwarenessEvent.state != State.CANCELLED)
    return session.scalars(held.limit(1)).first()


def theirs(association_id: int) -> sa.ColumnElement[bool]:
    """Match the events that a paguyuban holds or is invited to."""
    invited_to = sa.select(Invited.event_id).where(Invited.association_id == association_id)
    return sa.or_(
        AwarenessEvent.association_id == association_id, AwarenessEvent.id.in_(invited_to)
    )


def _upcoming(association_id: int, now: datetime) -> sa.Select[AwarenessEvent]:
    return (
        sa.select(AwarenessEvent)
        .where(theirs(association_id), AwarenessEvent.starts_at >= now - LASTS)
        .order_by(AwarenessEvent.starts_at, AwarenessEvent.id)
    )


def under_way(session: Session, *, association_id: int, now: datetime) -> list[AwarenessEvent]:
    """List the events at which people may be arriving, the latest to begin first."""
    arriving = AwarenessEvent.starts_at.between(now - AFTER, now + BEFORE)
    held = sa.select(AwarenessEvent).where(
        theirs(association_id), arriving, AwarenessEvent.state != State.CANCELLED
    )
    return list(session.scalars(held.order_by(AwarenessEvent.starts_at.desc(), AwarenessEvent.id)))


def _past(association_id: int, now: datetime) -> sa.Select[AwarenessEvent]:
    return (
        sa.select(AwarenessEvent)
        .where(theirs(association_id), AwarenessEvent.starts_at < now - LASTS)
        .order_by(AwarenessEvent.starts_at.desc(), AwarenessEvent.id.desc())
    )


def calendar(
    session: Session, *, association_id: int, since: datetime, most: int
) -> list[AwarenessEvent]:
    """List a paguyuban's events from a moment on, the earliest first."""
    held = sa.select(AwarenessEvent).where(
        theirs(association_id), AwarenessEvent.starts_at >= since
    )
    return list(
        session.scalars(held.order_by(AwarenessEvent.starts_at, AwarenessEvent.id).limit(most))
    )


def listed(
    session: Session, *, association_id: int, now: datetime, after: int | None = None
) -> Page[EventLine]:
    """Select one page of events, the soonest first, then the past ones backwards, from behind the
    event `after` (a row id)."""
    upcoming, past = _upcoming(association_id, now), _past(association_id, now)
    cursor = session.get(AwarenessEvent, after) if after is not None else None
    order = (AwarenessEvent.starts_at, AwarenessEvent.id)
    if cursor is None or cursor.starts_at >= now - LASTS:
        parts = [behind(session, upcoming, *order, after=after), past]
    else:
        parts = [behind(session, past, *order, after=after, backwards=True)]
    # The second part is asked for only when the first does not fill the page.
    events = chain.from_iterable(session.scalars(one_more(part)) for part in parts)
    found = cut(events, lambda event: event.id)
    came = CAME.answer(session, [event.id for event in found.rows])
    return found.showing(
        [
            EventLine(event, came.get(event.id, 0), event.starts_at < now - LASTS)
            for event in found.rows
        ]
    )

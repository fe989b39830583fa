"""Change events: create and edit them, postpone or cancel them."""

import secrets
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from association.access.by import By
from association.ledger.audit.actions import record
from association.meetings.events.models import AwarenessEvent, Invited, State
from association.meetings.events.reads import CODE_SYMBOLS, LASTS
from association.meetings.events.values import EventValues
from association.once import Once, write_once
from association.rules.house.errors import RuleError
from association.territory.models import Association, Market

CODE_LENGTH = 8
TOLD = {"starts_at", "place"}  # whoever said they would come must hear when these change


class ChangedMeanwhile(Exception):
    """Somebody saved the event after this form was opened."""


def new_code() -> str:
    """Make the code of a public page: eight symbols that nobody guesses and everybody can type."""
    return "".join(secrets.choice(CODE_SYMBOLS) for _ in range(CODE_LENGTH))


@write_once
def create(
    session: Session,
    values: EventValues,
    by: By,
    *,
    city_id: int,
    once: Once | None,
    again: Sequence[datetime] = (),
    invited: Sequence[int] = (),
) -> int:
    """Put an event on the calendar of the actor's paguyuban, or of the city for an officer; returns
    its id.

    `again` are the moments of further ones like it, `invited` the paguyuban of the city that an
    officer invites.
    """
    codes = [new_code() for _ in range(1 + len(again))]
    ids = []
    for code, starts_at in zip(codes, (values.starts_at, *again), strict=True):
        columns = values.columns | {"starts_at": starts_at}
        event = AwarenessEvent(
            association_id=by.association_id, city_id=city_id, code=code, **columns
        )
        event.markets = _markets(session, values, city_id)
        session.add(event)
        session.flush()
        _invite(session, event, invited)
        record(session, by, "create event", f"event:{event.id}")
        ids.append(event.id)
    return ids[0]


def _markets(session: Session, values: EventValues, city_id: int) -> list[Market]:
    chosen = sa.select(Market).where(Market.id.in_(values.market_ids), Market.city_id == city_id)
    return list(session.scalars(chosen.order_by(Market.name)))


def _invite(session: Session, event: AwarenessEvent, invited: Sequence[int]) -> list[int]:
    """Invite paguyuban of the city that are not invited yet; gives their ids."""
    known = sa.select(Invited.association_id).where(Invited.event_id == event.id)
    new = sa.select(Association.id).where(Association.id.in_(invited), Association.id.not_in(known))
    ids = list(session.scalars(new.order_by(Association.id)))
    session.add_all(
        [Invited(event_id=event.id, association_id=one, city_id=event.city_id) for one in ids]
    )
    return ids


@write_once
def edit(
    session: Session,
    event_id: int,
    values: EventValues,
    by: By,
    *,
    version: int,
    once: Once | None,
    invited: Sequence[int] = (),
) -> None:
    """Save an event's form; who is invited already stays so. Another time or place is to be told to
    who said they come.

    Raises ChangedMeanwhile when `version` is not the saved one, NoResultFound outside the reach or
    for others' events.
    """
    event = _own(session, event_id, by, version)
    changed = {
        name: value for name, value in values.columns.items() if getattr(event, name) != value
    }
    for name, value in changed.items():
        setattr(event, name, value)
    if TOLD & changed.keys():
        event.changed_at = by.at
    fields = set(changed)
    if {market.id for market in event.markets} != set(values.market_ids):
        event.markets = _markets(session, values, event.city_id)
        flag_modified(event, "note")  # a new version, though no column of the row is another one
        fields.add("markets")
    if _invite(session, event, invited):
        fields.add("invited")
    record(session, by, "edit event", f"event:{event_id}", fields=sorted(fields))


def _own(session: Session, event_id: int, by: By, version: int) -> AwarenessEvent:
    """Lock an event of the actor's paguyuban, or of the city for an officer."""
    event = session.get_one(AwarenessEvent, event_id, with_for_update=True)
    if event.association_id != by.association_id:
        raise NoResultFound
    if event.version != version:
        raise ChangedMeanwhile
    return event


@write_once
def postpone(
    session: Session,
    event_id: int,
    starts_at: datetime,
    reason: str,
    by: By,
    *,
    version: int,
    once: Once | None,
) -> None:
    """Move an event to another time, also one that was cancelled.

    Raises RuleError for a time that is past or the same, ChangedMeanwhile and NoResultFound like
    `edit`.
    """
    if starts_at <= by.at:
        raise RuleError("Waktu baru ini sudah lewat. Pilih waktu yang akan datang.")
    event = _own(session, event_id, by, version)
    if event.starts_at == starts_at and event.state != State.CANCELLED:
        raise RuleError("Waktu baru sama dengan waktu lama. Pilih waktu yang lain.")
    event.was_at, event.starts_at = event.starts_at, starts_at
    event.state, event.reason, event.changed_at = State.POSTPONED, reason, by.at
    record(session, by, "postpone event", f"event:{event_id}")


@write_once
def cancel(
    session: Session, event_id: int, reason: str, by: By, *, version: int, once: Once | None
) -> None:
    """Say that an event does not take place. Raises RuleError when it is over, otherwise like
    `edit`."""
    event = _own(session, event_id, by, version)
    if event.starts_at < by.at - LASTS:
        raise RuleError("Kegiatan ini sudah lewat, jadi tidak bisa dibatalkan.")
    event.state, event.reason, event.changed_at = State.CANCELLED, reason, by.at
    record(session, by, "cancel event", f"event:{event_id}")

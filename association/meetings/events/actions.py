"""Change events: create and edit them, postpone or cancel them, number their sheets."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from association.access.by import By
from association.database import Once, Writing, write_tx
from association.ledger.audit.actions import record
from association.meetings.events.models import (
    AttendanceSheet,
    AwarenessEvent,
    Host,
    Invited,
    Kind,
    State,
)
from association.meetings.events.reads import CODE_SYMBOLS, LASTS, roster_at
from association.roster.members import roster as members
from association.rules.house.errors import RuleError
from association.territory.models import Association, Market

CODE_LENGTH = 8
TOLD = {"starts_at", "place"}  # whoever said they would come must hear when these change


class ChangedMeanwhile(Exception):
    """Somebody saved the event after this form was opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventValues:
    """What an event's form says, parsed; `starts_at` is a moment with its time zone, `capacity`
    None for no limit."""

    title: str
    kind: Kind
    starts_at: datetime
    place: str
    note: str = ""
    speaker: str = ""
    host: Host = Host.ASSOCIATION
    capacity: int | None = None
    market_ids: tuple[int, ...] = ()

    @property
    def columns(self) -> dict[str, object]:
        """Give what stands in the event's own row."""
        return {name: value for name, value in asdict(self).items() if name != "market_ids"}


def new_code() -> str:
    """Make the code of a public page: eight symbols that nobody guesses and everybody can type."""
    return "".join(secrets.choice(CODE_SYMBOLS) for _ in range(CODE_LENGTH))


def create(
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
    with write_tx(once) as tx:
        if tx.repeated is None:
            ids = []
            for code, starts_at in zip(codes, (values.starts_at, *again), strict=True):
                columns = values.columns | {"starts_at": starts_at}
                event = AwarenessEvent(
                    association_id=by.association_id, city_id=city_id, code=code, **columns
                )
                event.markets = _markets(tx.session, values, city_id)
                tx.session.add(event)
                tx.session.flush()
                _invite(tx.session, event, invited)
                record(tx.session, by, "create event", f"event:{event.id}")
                ids.append(event.id)
            tx.answer = str(ids[0])
    return int(tx.repeated or tx.answer)


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


def edit(
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
    with write_tx(once) as tx:
        if tx.repeated is not None:
            return
        event = _own(tx, event_id, by, version)
        changed = {
            name: value for name, value in values.columns.items() if getattr(event, name) != value
        }
        for name, value in changed.items():
            setattr(event, name, value)
        if TOLD & changed.keys():
            event.changed_at = by.at
        fields = set(changed)
        if {market.id for market in event.markets} != set(values.market_ids):
            event.markets = _markets(tx.session, values, event.city_id)
            flag_modified(
                event, "note"
            )  # a new version, though no column of the row is another one
            fields.add("markets")
        if _invite(tx.session, event, invited):
            fields.add("invited")
        record(tx.session, by, "edit event", f"event:{event_id}", fields=sorted(fields))


def _own(tx: Writing, event_id: int, by: By, version: int) -> AwarenessEvent:
    """Lock an event of the actor's paguyuban, or of the city for an officer."""
    event = tx.session.get_one(AwarenessEvent, event_id, with_for_update=True)
    if event.association_id != by.association_id:
        raise NoResultFound
    if event.version != version:
        raise ChangedMeanwhile
    return event


def postpone(
    event_id: int, starts_at: datetime, reason: str, by: By, *, version: int, once: Once | None
) -> None:
    """Move an event to another time, also one that was cancelled.

    Raises RuleError for a time that is past or the same, ChangedMeanwhile and NoResultFound like
    `edit`.
    """
    if starts_at <= by.at:
        raise RuleError("Waktu baru ini sudah lewat. Pilih waktu yang akan datang.")
    with write_tx(once) as tx:
        if tx.repeated is not None:
            return
        event = _own(tx, event_id, by, version)
        if event.starts_at == starts_at and event.state != State.CANCELLED:
            raise RuleError("Waktu baru sama dengan waktu lama. Pilih waktu yang lain.")
        event.was_at, event.starts_at = event.starts_at, starts_at
        event.state, event.reason, event.changed_at = State.POSTPONED, reason, by.at
        record(tx.session, by, "postpone event", f"event:{event_id}")


def cancel(event_id: int, reason: str, by: By, *, version: int, once: Once | None) -> None:
    """Say that an event does not take place. Raises RuleError when it is over, otherwise like
    `edit`."""
    with write_tx(once) as tx:
        if tx.repeated is not None:
            return
        event = _own(tx, event_id, by, version)
        if event.starts_at < by.at - LASTS:
            raise RuleError("Kegiatan ini sudah lewat, jadi tidak bisa dibatalkan.")
        event.state, event.reason, event.changed_at = State.CANCELLED, reason, by.at
        record(tx.session, by, "cancel event", f"event:{event_id}")


def number(event_id: int, by: By, *, today: date) -> None:
    """Give everybody on the roster a number for this event: who has one keeps it, the others get
    the next ones.

    Raises NoResultFound outside the reach.
    """
    with write_tx() as tx:
        event = tx.session.get_one(AwarenessEvent, event_id, with_for_update=True)
        own = roster_at(tx.session, event)
        roster = members.matching_ids(tx.session, association_id=own, today=today)
        sheet = tx.session.get(AttendanceSheet, (event_id, own))
        if sheet is None:
            sheet = AttendanceSheet(
                event_id=event_id, association_id=own, member_ids=[], made_at=by.at
            )
            tx.session.add(sheet)
        known = set(sheet.member_ids)
        new = [member_id for member_id in roster if member_id not in known]
        if new:
            sheet.member_ids = [*sheet.member_ids, *new]
            record(tx.session, by, "number sheet", f"event:{event_id}", new=len(new))

"""Change events: create and edit them, number their sheets."""

import secrets
from dataclasses import asdict, dataclass
from datetime import date, datetime

from association.audit.actions import By, record
from association.database import Once, write_tx
from association.events.models import AttendanceSheet, AwarenessEvent, Kind
from association.events.reads import CODE_SYMBOLS
from association.members import reads as members

CODE_LENGTH = 8


class ChangedMeanwhile(Exception):
    """Somebody saved the event after this form was opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventValues:
    """What an event's form says, parsed; `starts_at` is a moment with its time zone."""

    title: str
    kind: Kind
    starts_at: datetime
    place: str
    note: str = ""


def new_code() -> str:
    """Make the code of a public page: eight symbols that nobody guesses and everybody can type."""
    return "".join(secrets.choice(CODE_SYMBOLS) for _ in range(CODE_LENGTH))


def create(values: EventValues, by: By, *, city_id: int, once: Once | None) -> int:
    """Put an event on the actor's calendar; returns its id."""
    assert by.association_id is not None
    code = new_code()
    with write_tx(once) as tx:
        if tx.repeated is None:
            event = AwarenessEvent(association_id=by.association_id, city_id=city_id, code=code, **asdict(values))
            tx.session.add(event)
            tx.session.flush()
            record(tx.session, by, "create event", f"event:{event.id}")
            tx.answer = str(event.id)
    return int(tx.repeated or tx.answer)


def edit(event_id: int, values: EventValues, by: By, *, version: int, once: Once | None) -> None:
    """Save an event's form. Raises ChangedMeanwhile when `version` is not the saved one, NoResultFound outside the reach."""
    with write_tx(once) as tx:
        if tx.repeated is not None:
            return
        event = tx.session.get_one(AwarenessEvent, event_id, with_for_update=True)
        if event.version != version:
            raise ChangedMeanwhile
        changed = {name: value for name, value in asdict(values).items() if getattr(event, name) != value}
        for name, value in changed.items():
            setattr(event, name, value)
        record(tx.session, by, "edit event", f"event:{event_id}", fields=sorted(changed))


def number(event_id: int, by: By, *, today: date) -> None:
    """Give everybody on the roster a number for this event: who has one keeps it, the others get the next ones.

    Raises NoResultFound outside the reach.
    """
    with write_tx() as tx:
        event = tx.session.get_one(AwarenessEvent, event_id, with_for_update=True)
        roster = members.matching_ids(tx.session, association_id=event.association_id, today=today)
        sheet = tx.session.get(AttendanceSheet, event_id)
        if sheet is None:
            sheet = AttendanceSheet(
                event_id=event_id, association_id=event.association_id, member_ids=[], made_at=by.at
            )
            tx.session.add(sheet)
        known = set(sheet.member_ids)
        new = [member_id for member_id in roster if member_id not in known]
        if new:
            sheet.member_ids = [*sheet.member_ids, *new]
            record(tx.session, by, "number sheet", f"event:{event_id}", new=len(new))

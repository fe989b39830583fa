"""Change events: create and edit them, mark who came."""

import secrets
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy.exc import NoResultFound

from association.audit.actions import By, record
from association.database import Once, write_tx
from association.events.models import Attendance, AwarenessEvent, Kind
from association.events.reads import CODE_SYMBOLS, marks
from association.members.models import Member

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


def mark(event_id: int, member_id: int, by: By, *, present: bool, today: date, once: Once | None) -> None:
    """Note that a member came, or take it back; saying the same twice changes nothing.

    Raises NoResultFound when event or member are outside the reach, or the member has left the roster.
    """
    with write_tx(once) as tx:
        if tx.repeated is not None:
            return
        # The lock lets two phones that mark at once take turns, so neither meets the other's row at INSERT.
        event = tx.session.get_one(AwarenessEvent, event_id, with_for_update=True)
        member = tx.session.get_one(Member, member_id)
        if member.left_on is not None and member.left_on <= today:
            raise NoResultFound
        marked = marks(tx.session, event_id, member_id)
        if present == bool(marked):
            return
        for one in marked:
            tx.session.delete(one)
        if present:
            tx.session.add(
                Attendance(event_id=event_id, member_id=member_id, association_id=event.association_id, marked_at=by.at)
            )
        record(tx.session, by, "mark attendance", f"event:{event_id}", member=member_id, present=present)

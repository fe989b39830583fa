"""Make the code at an event's door; note members who check in there."""

from datetime import date

from sqlalchemy.orm import Session

from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import OneMember
from association.database import db, write_tx
from association.ledger.audit.actions import record
from association.ledger.throttle import actions as throttle
from association.meetings.attendance.marks import markable
from association.meetings.attendance.putting import put
from association.meetings.door import reads
from association.meetings.door.models import Venue
from association.meetings.events.actions import new_code
from association.meetings.events.models import AwarenessEvent
from association.once import Once, write_once
from association.public.status.actions import owner
from association.rules.house.errors import RuleError
from association.rules.people.leaving import has_left


class UnknownCard(Exception):
    """No card with this code belongs to a member for whom the event is; nobody learns whether the
    code exists."""


def open_door(event_id: int, by: By) -> None:
    """Make the code for an event's door; nothing when there is one. Raises NoResultFound outside
    the reach."""
    assert by.association_id is not None
    code = new_code()
    with write_tx() as tx:
        event = markable(tx.session, event_id, lock=True)
        if reads.code_of(tx.session, event) is None:
            tx.session.add(Venue(event_id=event_id, association_id=by.association_id, code=code))
            record(tx.session, by, "open door", f"event:{event_id}")


def check_in(
    door_code: str,
    card_code: str,
    *,
    network: str,
    clock: throttle.Clock,
    today: date,
    once: Once | None,
) -> None:
    """Note that the member with this card came; saying it twice changes nothing. `card_code` is as
    stored.

    Raises UnknownCard; RuleError when nobody is let in now; NoResultFound for no such door;
    TooManyTries after five tries with one wrong code or a hundred from one network. A right code
    never waits: it cannot be guessed, and a whole event stands behind one address.
    """
    reach, known = owner(card_code)
    door = reads.door(db.session(), door_code, now=clock())
    if not door.is_open:
        raise RuleError(
            "Daftar hadir di pintu hanya dibuka di sekitar waktu kegiatan. Lapor kepada pengurus."
        )
    is_here = known is not None and not known.died and not has_left(known.left_on, today)
    if not is_here or reach.association_id not in door.guests:
        wrong = throttle.Limit(f"check-in {card_code} from {throttle.network_of(network)}")
        guess = throttle.Guess(wrong, (throttle.per_network("check-in", network),))
        throttle.settle(guess, throttle.Verdict.ABSENT, clock=clock)
        raise UnknownCard
    event_id = door.event.id
    by = By(account_id=None, association_id=reach.association_id, at=clock())
    _note(event_id, reach, by, once=once)


@write_once
def _note(
    session: Session,
    event_id: int,
    reach: OneMember,
    by: By,
    *,
    once: Once | None,
) -> None:
    # Whoever marks at the same event takes turns, as in attendance.actions.mark.
    session.get_one(AwarenessEvent, event_id, with_for_update=True)
    set_reach(session, reach)
    if put(session, event_id, reach.member_id, by, present=True, made_at=None):
        record(session, by, "check in", f"event:{event_id}", member=reach.member_id)

"""Keep how many came to an event of whom no name was taken."""

from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record
from association.meetings.attendance.marks import markable
from association.meetings.attendance.models import Headcount
from association.meetings.events.reads import roster_at
from association.once import Once, write_once


@write_once
def count_heads(session: Session, event_id: int, people: int, by: By, *, once: Once | None) -> None:
    """Keep how many came of whom no name was taken; 0 forgets it. They are never counted as
    attendants.

    Raises NoResultFound for an event outside the reach.
    """
    event = markable(session, event_id, lock=True)
    own = roster_at(session, event)
    counted = session.get(Headcount, (event_id, own))
    if counted is None:
        session.add(Headcount(event_id=event_id, association_id=own, people=people, at=by.at))
    else:
        counted.people, counted.at = people, by.at
    record(session, by, "count heads", f"event:{event_id}", people=people)

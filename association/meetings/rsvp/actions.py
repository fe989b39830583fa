"""Note who has been told of a change."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record
from association.meetings.events.models import AwarenessEvent
from association.meetings.rsvp.models import Rsvp
from association.once import Once, write_once
from association.rules.house.said import hold


@write_once
def tell(
    session: Session, event_id: int, rsvp_id: int, by: By, *, told: bool, once: Once | None
) -> None:
    """Note that one who said they would come has been told of the last change, or take it back.

    Raises OutOfDate when the event was changed again since the page was opened, NoResultFound
    outside the reach.
    """
    event = session.get_one(AwarenessEvent, event_id)
    rsvp = session.scalars(
        sa.select(Rsvp).where(Rsvp.id == rsvp_id, Rsvp.event_id == event.id)
    ).one()
    hold(by.said, event.announced)
    rsvp.told_at = by.at if told else None
    record(session, by, "tell of change", f"event:{event_id}", rsvp=rsvp_id, told=told)

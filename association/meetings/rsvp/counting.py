"""Count who said they would come."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.meetings.rsvp.models import Rsvp


def comings(session: Session, event_ids: Sequence[int]) -> dict[int, int]:
    """Count who said they would come to each of these events, in one query; events without anybody
    are absent."""
    counted = sa.select(Rsvp.event_id, sa.func.count(Rsvp.id)).where(Rsvp.event_id.in_(event_ids))
    return {row[0]: row[1] for row in session.execute(counted.group_by(Rsvp.event_id))}


def coming(session: Session, event_id: int) -> int:
    """Count who said they would come to an event; under a leader's reach, their own guests."""
    return comings(session, [event_id]).get(event_id, 0)

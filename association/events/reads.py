"""Select events and attendance."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.events.models import AwarenessEvent


def next_one(session: Session, *, association_id: int, now: datetime) -> AwarenessEvent | None:
    """Give the next event that has not ended long ago."""
    return session.scalars(
        sa.select(AwarenessEvent)
        .where(AwarenessEvent.association_id == association_id, AwarenessEvent.starts_at >= now)
        .order_by(AwarenessEvent.starts_at, AwarenessEvent.id)
        .limit(1)
    ).first()

"""Select the filters that a paguyuban keeps."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.roster.filters.models import SavedFilter


def one(session: Session, filter_id: int) -> SavedFilter:
    """Get a kept filter; NoResultFound outside the reach."""
    return session.get_one(SavedFilter, filter_id)


def listed(session: Session, association_id: int) -> list[SavedFilter]:
    """List by name the filters that a paguyuban keeps."""
    own = sa.select(SavedFilter).where(SavedFilter.association_id == association_id)
    return list(session.scalars(own.order_by(SavedFilter.name, SavedFilter.id)))

"""Lock an offer, for one of its two sides."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.roster.transfers.models import Transfer


def locked_offer(
    session: Session, transfer_id: int, *, from_id: int | None = None, to_id: int | None = None
) -> Transfer:
    """Lock an offer; NoResultFound for anyone but that side."""
    side = Transfer.from_id == from_id if from_id is not None else Transfer.to_id == to_id
    return session.scalars(
        sa.select(Transfer).where(Transfer.id == transfer_id, side).with_for_update()
    ).one()

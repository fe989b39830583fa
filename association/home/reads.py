"""Select who stands on a leader's first page."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.people.participants.models import Participant
from association.roster.members.models import Member
from association.roster.members.statuses import LINE, Row, lines, on_roster, status_on


def lapsing(session: Session, *, association_id: int, today: date, most: int) -> list[Row]:
    """List who loses cover at the end of this month, by name."""
    losing = (
        sa.select(*LINE)
        .outerjoin(Participant, Participant.id == Member.participant_id)
        .where(Member.association_id == association_id, on_roster(today), status_on(today).lapsing)
        .order_by(Member.sort_name, Member.id)
        .limit(most)
    )
    return lines(session, session.execute(losing).all(), today=today)

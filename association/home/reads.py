"""Select who stands on a leader's first page."""

from datetime import date

from sqlalchemy.orm import Session

from association.roster.members.models import Member
from association.roster.members.statuses import LINE, Row, lines, roster_of, status_on


def lapsing(session: Session, *, association_id: int, today: date, most: int) -> list[Row]:
    """List who loses cover at the end of this month, by name."""
    losing = roster_of(association_id, today, *LINE).where(status_on(today).lapsing)
    first = losing.order_by(Member.sort_name, Member.id).limit(most)
    return lines(session, session.execute(first).all(), today=today)

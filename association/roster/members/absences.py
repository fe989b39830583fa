"""Keep the days on which somebody was off the roster who comes back: earlier months stay as they
were."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from association.roster.members.models import Absence, Member
from association.rules.people.leaving import has_left


def keep_absence(session: Session, member: Member, back_on: date) -> None:
    """Keep, in the caller's transaction, since when a member was off the roster who is back on a
    day; nothing when that is the same day."""
    if member.left_on is not None and has_left(member.left_on, back_on - timedelta(1)):
        session.add(
            Absence(
                member_id=member.id,
                association_id=member.association_id,
                city_id=member.city_id,
                left_on=member.left_on,
                back_on=back_on,
            )
        )

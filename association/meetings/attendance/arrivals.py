"""Select whose card was scanned, and at which events under way they may have come."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.meetings.attendance.marks import PERSON, marks
from association.meetings.events import reads as events
from association.meetings.events.models import AwarenessEvent
from association.roster.members.keys import CARD_PURPOSE
from association.roster.members.models import Card, Member
from association.roster.members.statuses import living
from association.vault import vault


@dataclass(frozen=True, slots=True)
class Arrival:
    """Whose card was scanned, and the events under way, each with whether they are marked."""

    id: int
    name: str
    events: list[tuple[AwarenessEvent, bool]]


def arrival(
    session: Session, code: str, *, association_id: int, now: datetime, today: date
) -> Arrival | None:
    """Say who of the roster has the card with this code (as stored), at an event under way; None
    otherwise."""
    card = session.get(Card, vault.index(code, CARD_PURPOSE))
    person = sa.select(PERSON).where(Member.id == (card.member_id if card else 0)).scalar_subquery()
    member = session.scalars(sa.select(Member).where(Member.id == person, living(today))).first()
    held = events.under_way(session, association_id=association_id, now=now) if member else []
    if member is None or not held:
        return None
    return Arrival(
        member.id,
        member.name,
        [(one, bool(marks(session, one.id, member.id))) for one in held],
    )

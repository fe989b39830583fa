"""Days as events count them: when one was in Surakarta, from when somebody counts as joined."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from association.config import WIB
from association.meetings.attendance.marks import PERSON
from association.meetings.attendance.models import Attendance
from association.meetings.events.models import AwarenessEvent
from association.people.participants.models import NOT_VOID, Contribution, Participant
from association.roster.members.models import Member


def day_of(event: AwarenessEvent) -> date:
    """Give the day of an event in Surakarta."""
    return event.starts_at.astimezone(WIB).date()


def midnight(day: date) -> datetime:
    """Give the moment at which a day begins in Surakarta."""
    return datetime.combine(day, time(), WIB)


def joined_on(member_participant_id: Any) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Give, as SQL, the two days from which a person counts as joined: the first payment, and the
    registration."""
    paid = sa.select(sa.func.min(Contribution.paid_on)).where(
        Contribution.participant_id == member_participant_id, NOT_VOID
    )
    known = sa.select(Participant.registered_on).where(Participant.id == member_participant_id)
    return paid.scalar_subquery(), known.scalar_subquery()


def joined_that_day(day: date) -> ColumnElement[bool]:
    """Say, as SQL, which members joined on a day."""
    paid, known = joined_on(Member.participant_id)
    first_paid = sa.and_(paid == day, sa.or_(known.is_(None), known >= day))
    return sa.or_(first_paid, sa.and_(known == day, sa.or_(paid.is_(None), paid >= day)))


def came(event_ids: Sequence[int]) -> sa.Select[int]:
    """Ask for the ids of who came to events."""
    marked = sa.select(PERSON).join(Attendance, Attendance.member_id == Member.id)
    return marked.where(Attendance.event_id.in_(event_ids))

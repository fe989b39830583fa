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
from association.people.participants.models import Participant
from association.roster.members.models import Member


def day_of(event: AwarenessEvent) -> date:
    """Give the day of an event in Surakarta."""
    return event.starts_at.astimezone(WIB).date()


def midnight(day: date) -> datetime:
    """Give the moment at which a day begins in Surakarta."""
    return datetime.combine(day, time(), WIB)


def joined_on(member_participant_id: Any) -> ColumnElement[Any]:
    """Give, as SQL, the day from which a person counts as joined: that of the registration, which a
    first payment at a channel is, too; cash that a collector holds is not."""
    known = sa.select(Participant.registered_on).where(Participant.id == member_participant_id)
    return known.scalar_subquery()


def joined_that_day(day: date) -> ColumnElement[bool]:
    """Say, as SQL, which members joined on a day."""
    return joined_on(Member.participant_id) == day


def came(event_ids: Sequence[int]) -> sa.Select[int]:
    """Ask for the ids of who came to events."""
    marked = sa.select(PERSON).join(Attendance, Attendance.member_id == Member.id)
    return marked.where(Attendance.event_id.in_(event_ids))

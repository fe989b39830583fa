"""Select events and attendance."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.territory import Association
from association.events.models import Attendance, AwarenessEvent
from association.members import reads as members
from association.members.models import Member

ROWS = 25
LASTS = timedelta(hours=3)  # an event is still "next" while people may be arriving
CODE_SYMBOLS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's, in lower case
LOOKALIKES = str.maketrans("oil", "011")
PERSON = sa.func.coalesce(Member.merged_into_id, Member.id)  # who was merged into another row came as that one


@dataclass(frozen=True, slots=True)
class EventLine:
    """One line of the list of events."""

    event: AwarenessEvent
    attendance: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class EventPage:
    """Up to 25 events, and the id after which the next ones come, if there are more."""

    lines: list[EventLine]
    after: int | None


@dataclass(frozen=True, slots=True)
class Attendee:
    """One line of the attendance list: a member, and whether they came."""

    id: int
    name: str
    stall: str
    present: bool


@dataclass(frozen=True, slots=True)
class AttendancePage:
    """Up to 25 members by name, and the id after which the next ones come, if there are more."""

    rows: list[Attendee]
    after: int | None


def one(session: Session, event_id: int) -> AwarenessEvent:
    """Get an event; NoResultFound outside the reach."""
    return session.get_one(AwarenessEvent, event_id)


def invited(session: Session, code: str) -> tuple[AwarenessEvent, Association]:
    """Find an event and its paguyuban by the code of its public page; NoResultFound for any other text."""
    if not (code.isascii() and code.replace("-", "").isalnum()):
        raise NoResultFound
    typed = AwarenessEvent.code.in_([code, code.lower().translate(LOOKALIKES)])
    found = session.execute(
        sa.select(AwarenessEvent, Association)
        .join(Association, Association.id == AwarenessEvent.association_id)
        .where(typed)
    ).one()
    return found[0], found[1]


def next_one(session: Session, *, association_id: int, now: datetime) -> AwarenessEvent | None:
    """Give the next event that has not ended long ago."""
    return session.scalars(_upcoming(association_id, now).limit(1)).first()


def _upcoming(association_id: int, now: datetime) -> sa.Select[AwarenessEvent]:
    return (
        sa.select(AwarenessEvent)
        .where(AwarenessEvent.association_id == association_id, AwarenessEvent.starts_at >= now - LASTS)
        .order_by(AwarenessEvent.starts_at, AwarenessEvent.id)
    )


def _past(association_id: int, now: datetime) -> sa.Select[AwarenessEvent]:
    return (
        sa.select(AwarenessEvent)
        .where(AwarenessEvent.association_id == association_id, AwarenessEvent.starts_at < now - LASTS)
        .order_by(AwarenessEvent.starts_at.desc(), AwarenessEvent.id.desc())
    )


def listed(session: Session, *, association_id: int, now: datetime, after: int | None = None) -> EventPage:
    """Select one page of events, the soonest first, then the past ones backwards, from behind the event `after` (a row id)."""
    upcoming, past = _upcoming(association_id, now), _past(association_id, now)
    cursor = session.get(AwarenessEvent, after) if after is not None else None
    events: list[AwarenessEvent] = []
    if cursor is None or cursor.starts_at >= now - LASTS:
        if cursor is not None:
            upcoming = upcoming.where(_place() > sa.tuple_(cursor.starts_at, cursor.id))
        events += session.scalars(upcoming.limit(ROWS + 1))
    else:
        past = past.where(_place() < sa.tuple_(cursor.starts_at, cursor.id))
    if len(events) <= ROWS:
        events += session.scalars(past.limit(ROWS + 1 - len(events)))
    shown = events[:ROWS]
    counted = attendances(session, [event.id for event in shown])
    lines = [EventLine(event, counted.get(event.id, 0), event.starts_at < now - LASTS) for event in shown]
    return EventPage(lines, shown[-1].id if len(events) > ROWS else None)


def _place() -> sa.Tuple:
    return sa.tuple_(AwarenessEvent.starts_at, AwarenessEvent.id)


def attendances(session: Session, event_ids: list[int]) -> dict[int, int]:
    """Count who came to each of these events, in one query; events without anybody are absent."""
    found = session.execute(
        sa.select(Attendance.event_id, sa.func.count(PERSON.distinct()))
        .join(Member, Member.id == Attendance.member_id)
        .where(Attendance.event_id.in_(event_ids))
        .group_by(Attendance.event_id)
    )
    return {row[0]: row[1] for row in found}


def attendance(session: Session, event_id: int) -> int:
    """Count who came to an event."""
    return attendances(session, [event_id]).get(event_id, 0)


def attendees(session: Session, event: AwarenessEvent, *, today: date, query: str, after: int | None) -> AttendancePage:
    """Select one page of the roster by name, with who came to the event."""
    found = members.roster(session, association_id=event.association_id, today=today, query=query, after=after)
    came = _came(session, event.id, [row.id for row in found.rows])
    return AttendancePage([Attendee(row.id, row.name, row.stall, row.id in came) for row in found.rows], found.after)


def attendee(session: Session, event_id: int, member_id: int) -> Attendee:
    """Give one line of the attendance list; NoResultFound outside the reach."""
    member = members.one(session, member_id)
    stalls = members.stall_labels(session, [member_id])
    return Attendee(
        member_id, member.name, stalls.get(member_id, ""), member_id in _came(session, event_id, [member_id])
    )


def _came(session: Session, event_id: int, member_ids: list[int]) -> set[int]:
    same_person = sa.or_(Member.id.in_(member_ids), Member.merged_into_id.in_(member_ids))
    came = sa.select(PERSON).join(Attendance, Attendance.member_id == Member.id)
    return set(session.scalars(came.where(Attendance.event_id == event_id, same_person)))


def marks(session: Session, event_id: int, member_id: int) -> list[Attendance]:
    """List the marks of one person at an event: more than one when two rows of theirs were merged."""
    rows = sa.select(Member.id).where(sa.or_(Member.id == member_id, Member.merged_into_id == member_id))
    marked = sa.select(Attendance).where(Attendance.event_id == event_id, Attendance.member_id.in_(rows))
    return list(session.scalars(marked))


def invitable(session: Session, event: AwarenessEvent, *, today: date) -> int:
    """Count who could come: everybody on the roster."""
    on_roster = sa.or_(Member.left_on.is_(None), Member.left_on > today)
    counted = sa.select(sa.func.count(Member.id)).where(Member.association_id == event.association_id, on_roster)
    return session.scalar(counted) or 0

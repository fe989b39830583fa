"""Select events and attendance."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.fence import reach_of
from association.access.reach import OneAssociation
from association.meetings.events.models import (
    Attendance,
    AttendanceSheet,
    AwarenessEvent,
    Invited,
    State,
)
from association.roster.members import reads as members
from association.roster.members import roster
from association.roster.members.models import Member
from association.roster.members.statuses import on_roster, stall_labels, whole
from association.rules.house.marking import AFTER, BEFORE
from association.territory.models import Association

ROWS = 25
LASTS = timedelta(hours=3)  # an event is still "next" while people may be arriving
CODE_SYMBOLS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's, in lower case
MOST_EVERYONE = 5_000
LOOKALIKES = str.maketrans("oil", "011")
PERSON = sa.func.coalesce(
    Member.merged_into_id, Member.id
)  # who was merged into another row came as that one


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


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of a sheet to print: its number, and whose it is."""

    number: int
    name: str
    stall: str


@dataclass(frozen=True, slots=True)
class NumberedSheet:
    """An event's sheet as it stands: its lines by number, and how many of the roster have no number
    yet."""

    lines: list[SheetLine]
    unnumbered: int


def one(session: Session, event_id: int) -> AwarenessEvent:
    """Get an event; NoResultFound outside the reach."""
    return session.get_one(AwarenessEvent, event_id)


def own_one(session: Session, event_id: int, *, association_id: int | None) -> AwarenessEvent:
    """Get an event that this paguyuban holds (None: the city's officers); NoResultFound for any
    other."""
    own = AwarenessEvent.association_id == association_id  # IS NULL for None
    return session.scalars(
        sa.select(AwarenessEvent).where(AwarenessEvent.id == event_id, own)
    ).one()


def roster_at(session: Session, event: AwarenessEvent) -> int:
    """Give the paguyuban whose members are meant: at an event of the city, that of the leader who
    asks.

    Raises NoResultFound when nobody's members are.
    """
    reach = reach_of(session)
    own = reach.association_id if isinstance(reach, OneAssociation) else event.association_id
    if own is None:
        raise NoResultFound
    return own


def invited(session: Session, code: str) -> AwarenessEvent:
    """Find an event by the code of its public page; NoResultFound for any other text."""
    if not (code.isascii() and code.replace("-", "").isalnum()):
        raise NoResultFound
    typed = AwarenessEvent.code.in_([code, code.lower().translate(LOOKALIKES)])
    return session.scalars(sa.select(AwarenessEvent).where(typed)).one()


def guests(session: Session, event: AwarenessEvent) -> list[Association]:
    """List by name the paguyuban that an event is for: its own, or those that the city invites."""
    if event.association_id is not None:
        return [session.get_one(Association, event.association_id)]
    invited_ids = sa.select(Invited.association_id).where(Invited.event_id == event.id)
    return list(
        session.scalars(
            sa.select(Association).where(Association.id.in_(invited_ids)).order_by(Association.name)
        )
    )


def next_one(session: Session, *, association_id: int, now: datetime) -> AwarenessEvent | None:
    """Give the next event that takes place and has not ended long ago."""
    held = _upcoming(association_id, now).where(AwarenessEvent.state != State.CANCELLED)
    return session.scalars(held.limit(1)).first()


def _theirs(association_id: int) -> sa.ColumnElement[bool]:
    """Match the events that a paguyuban holds or is invited to."""
    invited_to = sa.select(Invited.event_id).where(Invited.association_id == association_id)
    return sa.or_(
        AwarenessEvent.association_id == association_id, AwarenessEvent.id.in_(invited_to)
    )


def _upcoming(association_id: int, now: datetime) -> sa.Select[AwarenessEvent]:
    return (
        sa.select(AwarenessEvent)
        .where(_theirs(association_id), AwarenessEvent.starts_at >= now - LASTS)
        .order_by(AwarenessEvent.starts_at, AwarenessEvent.id)
    )


def under_way(session: Session, *, association_id: int, now: datetime) -> list[AwarenessEvent]:
    """List the events at which people may be arriving, the latest to begin first."""
    arriving = AwarenessEvent.starts_at.between(now - AFTER, now + BEFORE)
    held = sa.select(AwarenessEvent).where(
        _theirs(association_id), arriving, AwarenessEvent.state != State.CANCELLED
    )
    return list(session.scalars(held.order_by(AwarenessEvent.starts_at.desc(), AwarenessEvent.id)))


def _past(association_id: int, now: datetime) -> sa.Select[AwarenessEvent]:
    return (
        sa.select(AwarenessEvent)
        .where(_theirs(association_id), AwarenessEvent.starts_at < now - LASTS)
        .order_by(AwarenessEvent.starts_at.desc(), AwarenessEvent.id.desc())
    )


def calendar(
    session: Session, *, association_id: int, since: datetime, most: int
) -> list[AwarenessEvent]:
    """List a paguyuban's events from a moment on, the earliest first."""
    theirs = sa.select(AwarenessEvent).where(
        _theirs(association_id), AwarenessEvent.starts_at >= since
    )
    return list(
        session.scalars(theirs.order_by(AwarenessEvent.starts_at, AwarenessEvent.id).limit(most))
    )


def listed(
    session: Session, *, association_id: int, now: datetime, after: int | None = None
) -> EventPage:
    """Select one page of events, the soonest first, then the past ones backwards, from behind the
    event `after` (a row id)."""
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
    lines = [
        EventLine(event, counted.get(event.id, 0), event.starts_at < now - LASTS) for event in shown
    ]
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


def attendees(
    session: Session, event: AwarenessEvent, *, today: date, query: str, after: int | None
) -> AttendancePage:
    """Select one page of the roster by name, with who came to the event."""
    found = roster.search(
        session, association_id=roster_at(session, event), today=today, query=query, after=after
    )
    rows = [*found.rows, *found.alike]
    came = came_of(session, event.id, [row.id for row in rows])
    return AttendancePage(
        [Attendee(row.id, row.name, row.stall, row.id in came) for row in rows], found.after
    )


def everyone(session: Session, event: AwarenessEvent, *, today: date) -> list[Attendee]:
    """List the whole roster by name with who came, up to MOST_EVERYONE."""
    own = roster_at(session, event)
    statement = sa.select(Member.id, Member.name).where(
        Member.association_id == own, on_roster(today)
    )
    found = session.execute(
        statement.order_by(Member.sort_name, Member.id).limit(MOST_EVERYONE)
    ).all()
    ids = [row.id for row in found]
    stalls, came = stall_labels(session, ids), came_of(session, event.id, ids)
    return [Attendee(row.id, row.name, stalls.get(row.id, ""), row.id in came) for row in found]


def attendee(session: Session, event_id: int, member_id: int) -> Attendee:
    """Give one line of the attendance list; NoResultFound outside the reach."""
    member = members.one(session, member_id)
    stalls = stall_labels(session, [member_id])
    return Attendee(
        member_id,
        member.name,
        stalls.get(member_id, ""),
        member_id in came_of(session, event_id, [member_id]),
    )


def came_of(session: Session, event_id: int, member_ids: list[int]) -> set[int]:
    """Tell who of these members came to an event."""
    same_person = sa.or_(Member.id.in_(member_ids), Member.merged_into_id.in_(member_ids))
    came = sa.select(PERSON).join(Attendance, Attendance.member_id == Member.id)
    return set(session.scalars(came.where(Attendance.event_id == event_id, same_person)))


def marks(session: Session, event_id: int, member_id: int) -> list[Attendance]:
    """List the marks of one person at an event: more than one when two rows of theirs were
    merged."""
    rows = sa.select(Member.id).where(
        sa.or_(Member.id == member_id, Member.merged_into_id == member_id)
    )
    marked = sa.select(Attendance).where(
        Attendance.event_id == event_id, Attendance.member_id.in_(rows)
    )
    return list(session.scalars(marked))


def invitable(session: Session, event: AwarenessEvent, *, today: date) -> int:
    """Count who could come: everybody on the roster."""
    on_roster = sa.or_(Member.left_on.is_(None), Member.left_on > today)
    counted = sa.select(sa.func.count(Member.id)).where(
        Member.association_id == roster_at(session, event), on_roster
    )
    return session.scalar(counted) or 0


def sheet(session: Session, event: AwarenessEvent, *, today: date) -> NumberedSheet:
    """Give an event's numbered sheet. Who left the roster is not on it any more; their number stays
    unused."""
    own = roster_at(session, event)
    kept = session.get(AttendanceSheet, (event.id, own))
    numbers = {
        member_id: number for number, member_id in enumerate(kept.member_ids if kept else [], 1)
    }
    lines, unnumbered = [], 0
    ids = roster.matching_ids(session, association_id=own, today=today)
    for rows in whole(session, ids, today=today):
        lines += [
            SheetLine(numbers[row.id], row.name, row.stall) for row in rows if row.id in numbers
        ]
        unnumbered += sum(1 for row in rows if row.id not in numbers)
    return NumberedSheet(sorted(lines, key=lambda line: line.number), unnumbered)

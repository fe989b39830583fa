"""Count what events achieved, in one statement for any number of events; never a name (decision
19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.database import UtcDateTime
from association.meetings.attendance.marks import PERSON
from association.meetings.attendance.models import Attendance
from association.meetings.effect.days import day_of, joined_on, midnight
from association.meetings.events.models import AwarenessEvent
from association.roster.members.models import Member
from association.roster.members.statuses import MISTAKEN, away, leaves_after
from association.rules.house.effect import WINDOWS, Effect, Group, window_ends

KEPT = "MATERIALIZED"  # worked out once: inlined, SQLite reckons people again for every event
Place = tuple[int, int]  # an event's id and a paguyuban's


@dataclass(frozen=True, slots=True)
class Meeting:
    """An event, and the day on which it was in Surakarta."""

    event_id: int
    day: date


def meeting(event: AwarenessEvent) -> Meeting:
    """Give what is counted of an event."""
    return Meeting(event.id, day_of(event))


def effects(session: Session, meetings: Sequence[Meeting]) -> dict[int, dict[Place, Effect]]:
    """Count, for each window, each event's effect in each paguyuban of which somebody came.

    Joined is who was registered, or paid a contribution that was not declared void: the earlier of
    the two days counts. A day before the event leaves a person out; the day itself counts as joined
    through it.
    """
    if not meetings:
        return {window: {} for window in WINDOWS}
    held = _held(meetings)
    came = _came(held)
    spots = _spots(held, came)
    people = _people(sa.select(spots.c.association_id), since=min(one.day for one in meetings))
    statement = sa.union_all(_attendants(spots, came, people), _others(spots, people))
    found: dict[int, dict[Place, dict[str, Group]]] = {window: {} for window in WINDOWS}
    for side, event_id, association_id, *numbers in session.execute(statement):
        for window, number, registered in zip(WINDOWS, numbers[::2], numbers[1::2], strict=True):
            found[window].setdefault((event_id, association_id), {})[side] = Group(
                number, registered
            )
    return {
        window: {place: Effect(**sides) for place, sides in places.items()}
        for window, places in found.items()
    }


def _held(meetings: Sequence[Meeting]) -> sa.CTE:
    """Give the events as a table: the day and the moments at which it begins and ends, and for each
    window its last day and end."""
    moments = ("starts", "tomorrow", *(f"stops_{window}" for window in WINDOWS))
    columns: list[ColumnElement[Any]] = [
        sa.column("event_id", sa.BigInteger),
        sa.column("day", sa.Date),
    ]
    columns += [sa.column(f"last_{window}", sa.Date) for window in WINDOWS]
    columns += [sa.column(name, UtcDateTime) for name in moments]
    rows = []
    for one in meetings:
        lasts = [window_ends(one.day, window) for window in WINDOWS]
        ends = [midnight(last + timedelta(1)) for last in lasts]
        rows.append(
            (
                one.event_id,
                one.day,
                *lasts,
                midnight(one.day),
                midnight(one.day + timedelta(1)),
                *ends,
            )
        )
    return sa.values(*columns, name="listed").data(rows).cte("held")


def _came(held: sa.CTE) -> sa.CTE:
    """Give who came to these events, each once."""
    return (
        sa.select(Attendance.event_id, Attendance.association_id, PERSON.label("person"))
        .join(Member, Member.id == Attendance.member_id)
        .join(held, held.c.event_id == Attendance.event_id)
        .distinct()
        .cte("came")
        .prefix_with(KEPT)
    )


def _spots(held: sa.CTE, came: sa.CTE) -> sa.CTE:
    """Give each event once for each paguyuban of which somebody came, with its days."""
    theirs = sa.select(came.c.event_id, came.c.association_id).distinct().subquery("theirs")
    days = [column for column in held.c if column.name != "event_id"]
    return (
        sa.select(theirs.c.event_id, theirs.c.association_id, *days)
        .join(held, held.c.event_id == theirs.c.event_id)
        .cte("spot")
        .prefix_with(KEPT)
    )


def _people(association_ids: Any, *, since: date) -> sa.CTE:
    """Give everybody who is or was on these rosters and had not joined by the first event, with the
    day of joining."""
    joined = joined_on(Member.participant_id).label("joined")
    days = (
        sa.select(Member.id, Member.association_id, joined)
        .where(Member.association_id.in_(association_ids), Member.left_reason.not_in(MISTAKEN))
        .cte("days")
        .prefix_with(KEPT)
    )
    return (
        sa.select(days)
        .where(sa.or_(days.c.joined.is_(None), days.c.joined >= since))
        .cte("people")
        .prefix_with(KEPT)
    )


def _attendants(spots: sa.CTE, came: sa.CTE, people: sa.CTE) -> sa.Select[Any]:
    """Count who came, and who of these joined within each window."""
    joined = (_within(spots, people, window) for window in WINDOWS)
    counts = [count for within in joined for count in (sa.func.count(), within)]
    same = sa.and_(
        came.c.event_id == spots.c.event_id, came.c.association_id == spots.c.association_id
    )
    return (
        sa.select(sa.literal("came"), spots.c.event_id, spots.c.association_id, *counts)
        .join(came, same)
        .join(people, people.c.id == came.c.person)
        .where(_not_before(spots, people))
        .group_by(spots.c.event_id, spots.c.association_id)
    )


def _others(spots: sa.CTE, people: sa.CTE) -> sa.Select[Any]:
    """Count who stood on the roster on that day and came to no event in each window, and who of
    these joined in it."""
    busy = _busy(spots)
    counts = []
    for window in WINDOWS:
        stayed_away = sa.or_(busy.c.first.is_(None), busy.c.first >= spots.c[f"stops_{window}"])
        joined = sa.and_(stayed_away, people.c.joined <= spots.c[f"last_{window}"])
        counts += [_sum(stayed_away), _sum(joined)]
    theirs = sa.and_(
        busy.c.event_id == spots.c.event_id,
        busy.c.association_id == spots.c.association_id,
        busy.c.person == people.c.id,
    )
    return (
        sa.select(sa.literal("others"), spots.c.event_id, spots.c.association_id, *counts)
        .join(people, people.c.association_id == spots.c.association_id)
        .join(Member, Member.id == people.c.id)
        .outerjoin(busy, theirs)
        .where(_not_before(spots, people), _stood_there(spots))
        .group_by(spots.c.event_id, spots.c.association_id)
    )


def _busy(spots: sa.CTE) -> sa.CTE:
    """Give, for each event, when people of the paguyuban first came to that or another one,
    whatever it was for."""
    near = _near(spots)
    marked = sa.and_(
        Attendance.event_id == near.c.there, Attendance.association_id == near.c.association_id
    )
    return (
        sa.select(
            near.c.event_id,
            near.c.association_id,
            # a number to SQLite, too: it looks this up
            sa.cast(PERSON, sa.BigInteger).label("person"),
            sa.func.min(near.c.starts_at).label("first"),
        )
        .join(Attendance, marked)
        .join(Member, Member.id == Attendance.member_id)
        .group_by(near.c.event_id, near.c.association_id, PERSON)
        .cte("busy")
        .prefix_with(KEPT)
    )


def _near(spots: sa.CTE) -> sa.CTE:
    """Give, for each event, the events of the same paguyuban within its longest window."""
    again = spots.alias("again")
    held = sa.select(
        Attendance.association_id, Attendance.event_id, AwarenessEvent.starts_at
    ).distinct()
    theirs = Attendance.association_id.in_(sa.select(again.c.association_id))
    occasions = held.join(AwarenessEvent, AwarenessEvent.id == Attendance.event_id).where(theirs)
    each = occasions.cte("occasion").prefix_with(KEPT)
    longest = spots.c[f"stops_{max(WINDOWS)}"]
    in_time = sa.and_(each.c.starts_at >= spots.c.starts, each.c.starts_at < longest)
    return (
        sa.select(
            spots.c.event_id,
            spots.c.association_id,
            each.c.event_id.label("there"),
            each.c.starts_at,
        )
        .join(each, sa.and_(each.c.association_id == spots.c.association_id, in_time))
        .cte("near")
        .prefix_with(KEPT)
    )


def _not_before(spots: sa.CTE, people: sa.CTE) -> ColumnElement[bool]:
    return sa.or_(people.c.joined.is_(None), people.c.joined >= spots.c.day)


def _within(spots: sa.CTE, people: sa.CTE, window: int) -> ColumnElement[int]:
    return _sum(people.c.joined <= spots.c[f"last_{window}"])


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


def _stood_there(spots: sa.CTE) -> ColumnElement[bool]:
    """Say who stood on the roster on the day of the event (as statuses.on_roster of a past
    day, but for the mistaken, whom the caller leaves out)."""
    day = spots.c.day
    return sa.and_(leaves_after(day), ~away(day), Member.joined_before(day, spots.c.tomorrow))

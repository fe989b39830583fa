"""Count what events achieved, in one statement for any number of events; never a name (decision 19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.config import WIB
from association.coverage.models import Contribution, Participant
from association.database import UtcDateTime
from association.events.models import Attendance, AwarenessEvent
from association.events.reads import PERSON
from association.members.models import Member
from association.members.reads import MISTAKEN
from association.rules.effect import Effect, Group, window_ends

Place = tuple[int, int]  # an event's id and a paguyuban's


@dataclass(frozen=True, slots=True)
class Meeting:
    """An event, and the day on which it was in Surakarta."""

    event_id: int
    day: date


def day_of(event: AwarenessEvent) -> date:
    """Give the day of an event in Surakarta."""
    return event.starts_at.astimezone(WIB).date()


def meeting(event: AwarenessEvent) -> Meeting:
    """Give what is counted of an event."""
    return Meeting(event.id, day_of(event))


def joined_on(member_participant_id: Any) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Give, as SQL, the two days from which a person counts as joined: the first payment, and the registration."""
    paid = sa.select(sa.func.min(Contribution.paid_on)).where(
        Contribution.participant_id == member_participant_id, Contribution.voided_at.is_(None)
    )
    known = sa.select(Participant.registered_on).where(Participant.id == member_participant_id)
    return paid.scalar_subquery(), known.scalar_subquery()


def effects(session: Session, meetings: Sequence[Meeting], window: int) -> dict[Place, Effect]:
    """Count each event's effect in each paguyuban of which somebody came, over a window of so many days.

    Joined is who was registered, or paid a contribution that was not declared void: the earlier of the two days counts.
    A day before the event leaves a person out; the day itself counts as joined through it.
    """
    if not meetings:
        return {}
    held = _held(meetings, window)
    came = (
        sa.select(Attendance.event_id, Attendance.association_id, PERSON.label("person"))
        .join(Member, Member.id == Attendance.member_id)
        .join(held, held.c.event_id == Attendance.event_id)
        .distinct()
        .cte("came")
    )
    people = _people(sa.select(came.c.association_id))
    places = sa.select(came.c.event_id, came.c.association_id).distinct().cte("place")
    statement = sa.union_all(_attendants(held, came, people), *_rosters(held, places, people))
    found: dict[str, dict[Place, Group]] = {"came": {}, "roster": {}, "busy": {}}
    for kind, event_id, association_id, number, registered in session.execute(statement):
        found[kind][event_id, association_id] = Group(number, registered)
    return {place: _effect(place, found) for place in found["came"] | found["roster"]}


def _attendants(held: sa.CTE, came: sa.CTE, people: sa.CTE) -> sa.Select[Any]:
    """Count who came."""
    not_before, counts = _counts(held, people)
    return (
        sa.select(sa.literal("came"), came.c.event_id, came.c.association_id, *counts)
        .join(held, held.c.event_id == came.c.event_id)
        .join(people, people.c.id == came.c.person)
        .where(not_before)
        .group_by(came.c.event_id, came.c.association_id)
    )


def _rosters(held: sa.CTE, places: sa.CTE, people: sa.CTE) -> tuple[sa.Select[Any], sa.Select[Any]]:
    """Count who stood on the roster on that day, and who of these came to any event in the window."""
    not_before, counts = _counts(held, people)
    roster = (
        sa.select(sa.literal("roster"), places.c.event_id, places.c.association_id, *counts)
        .join(held, held.c.event_id == places.c.event_id)
        .join(people, people.c.association_id == places.c.association_id)
        .join(Member, Member.id == people.c.id)
        .where(not_before, _stood_there(held))
        .group_by(places.c.event_id, places.c.association_id)
    )
    visits = _visits(places)
    in_window = sa.and_(visits.c.starts_at >= held.c.starts, visits.c.starts_at < held.c.stops)
    busy = roster.join(visits, visits.c.person == people.c.id).where(in_window)
    return roster, busy.with_only_columns(sa.literal("busy"), places.c.event_id, places.c.association_id, *counts)


def _counts(held: sa.CTE, people: sa.CTE) -> tuple[ColumnElement[bool], tuple[ColumnElement[int], ColumnElement[int]]]:
    """Say who had not joined before the event; count these, and who of them joined by the last day of the window."""
    joined = sa.case(
        (people.c.known.is_(None), people.c.paid),
        (people.c.paid < people.c.known, people.c.paid),
        else_=people.c.known,
    )
    within = sa.case((joined <= held.c.last_day, people.c.id))
    counts = (sa.func.count(people.c.id.distinct()), sa.func.count(within.distinct()))
    return sa.or_(joined.is_(None), joined >= held.c.day), counts


def _effect(place: Place, found: dict[str, dict[Place, Group]]) -> Effect:
    roster, busy = found["roster"].get(place, Group()), found["busy"].get(place, Group())
    others = Group(roster.people - busy.people, roster.registered - busy.registered)
    return Effect(found["came"].get(place, Group()), others)


def _held(meetings: Sequence[Meeting], window: int) -> sa.CTE:
    """Give the events as a table of days and moments: the day, its end, and the window's."""
    columns = (
        sa.column("event_id", sa.BigInteger),
        sa.column("day", sa.Date),
        sa.column("last_day", sa.Date),
        sa.column("starts", UtcDateTime),
        sa.column("tomorrow", UtcDateTime),
        sa.column("stops", UtcDateTime),
    )
    rows = []
    for one in meetings:
        last = window_ends(one.day, window)
        moments = (_midnight(one.day), _midnight(one.day + timedelta(1)), _midnight(last + timedelta(1)))
        rows.append((one.event_id, one.day, last, *moments))
    return sa.values(*columns, name="listed").data(rows).cte("held")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), WIB)


def _people(association_ids: Any) -> sa.CTE:
    """Give everybody who is or was on these rosters, with the days from which they count as joined."""
    paid, known = joined_on(Member.participant_id)
    return (
        sa.select(Member.id, Member.association_id, paid.label("paid"), known.label("known"))
        .where(Member.association_id.in_(association_ids))
        .cte("people")
        .prefix_with("MATERIALIZED")
    )


def _stood_there(held: sa.CTE) -> ColumnElement[bool]:
    """Say who stood on the roster on the day of the event (as members.reads.on_roster of a past day)."""
    here = sa.or_(Member.left_on.is_(None), Member.left_on > held.c.day)
    return sa.and_(here, Member.joined_before(held.c.day, held.c.tomorrow), Member.left_reason.not_in(MISTAKEN))


def _visits(places: sa.CTE) -> sa.CTE:
    """Give who came to which event when, of these paguyuban, whatever the event was for."""
    return (
        sa.select(PERSON.label("person"), AwarenessEvent.starts_at)
        .join_from(Attendance, Member, Member.id == Attendance.member_id)
        .join(AwarenessEvent, AwarenessEvent.id == Attendance.event_id)
        .where(Attendance.association_id.in_(sa.select(places.c.association_id)))
        .cte("visits")
    )

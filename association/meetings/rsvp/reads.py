"""Select who said they would come, and what the public may know of an event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.elements import ColumnElement

from association.access.fence import set_reach
from association.access.reach import OneAssociation, OneCity, Visitor
from association.meetings.attendance.marks import PERSON
from association.meetings.attendance.models import Attendance
from association.meetings.events import reads as events
from association.meetings.events.models import AwarenessEvent, State
from association.meetings.events.reads import LASTS
from association.meetings.rsvp.models import CalendarFeed, Rsvp
from association.paging import Page, cut, one_more
from association.roster.members import statuses as members
from association.roster.members.models import Member
from association.territory.models import Association
from association.vault import vault

FEED_PURPOSE = "calendar feed"
FEED_SINCE, FEED_MOST = timedelta(days=90), 200


@dataclass(frozen=True, slots=True)
class Notice:
    """What the public may know: the event, the paguyuban it is for, how many said they come; no
    people."""

    event: AwarenessEvent
    guests: list[Association]
    coming: int
    is_over: bool

    @property
    def is_open(self) -> bool:
        """Tell whether one can still say that one comes."""
        return not self.is_over and self.event.state != State.CANCELLED

    @property
    def left(self) -> int | None:
        """Give how many places are left; None without a limit."""
        return None if self.event.capacity is None else max(0, self.event.capacity - self.coming)


@dataclass(frozen=True, slots=True)
class Guest:
    """One who said they would come. `stall` is empty and `member_id` None when they match nobody on
    the roster."""

    id: int
    name: str
    stall: str
    member_id: int | None
    came: bool
    told: bool
    phone: str | None


def notice(session: Session, code: str, *, now: datetime) -> Notice:
    """Read an event's public page. The session may count the city's people from here on, and read
    none of them."""
    set_reach(session, Visitor())
    found = events.invited(session, code)
    event_id, city_id = found.id, found.city_id
    set_reach(session, OneCity(city_id))
    event = session.get_one(AwarenessEvent, event_id)
    return Notice(
        event,
        events.guests(session, event),
        coming(session, event_id),
        event.starts_at < now - LASTS,
    )


def comings(session: Session, event_ids: Sequence[int]) -> dict[int, int]:
    """Count who said they would come to each of these events, in one query; events without anybody
    are absent."""
    counted = sa.select(Rsvp.event_id, sa.func.count(Rsvp.id)).where(Rsvp.event_id.in_(event_ids))
    return {row[0]: row[1] for row in session.execute(counted.group_by(Rsvp.event_id))}


def coming(session: Session, event_id: int) -> int:
    """Count who said they would come to an event; under a leader's reach, their own guests."""
    return comings(session, [event_id]).get(event_id, 0)


def came(session: Session, event_id: int) -> int:
    """Count those who said they would come, are on a roster, and were marked as having come."""
    said = sa.select(sa.func.count(Rsvp.id)).join(Member, Member.id == Rsvp.member_id)
    return (
        session.scalar(said.where(Rsvp.event_id == event_id, PERSON.in_(_present(event_id)))) or 0
    )


def _present(event_id: int) -> sa.Select[int]:
    other = aliased(Member)
    person = sa.func.coalesce(other.merged_into_id, other.id)
    return (
        sa.select(person)
        .join(Attendance, Attendance.member_id == other.id)
        .where(Attendance.event_id == event_id)
    )


def _untold(event: AwarenessEvent) -> ColumnElement[bool]:
    """Match who said they come before the last change and has not been told of it."""
    if event.changed_at is None:
        return sa.false()
    since = event.changed_at
    return sa.and_(Rsvp.said_at < since, sa.or_(Rsvp.told_at.is_(None), Rsvp.told_at < since))


def untold(session: Session, event: AwarenessEvent) -> int:
    """Count who is still to be told of the last change."""
    return (
        session.scalar(
            sa.select(sa.func.count(Rsvp.id)).where(Rsvp.event_id == event.id, _untold(event))
        )
        or 0
    )


def guests(session: Session, event: AwarenessEvent, *, after: int | None) -> Page[Guest]:
    """List who said they would come, in the order in which they said so."""
    return _listed(session, event, Rsvp.event_id == event.id, after)


def concerned(session: Session, event: AwarenessEvent, *, after: int | None) -> Page[Guest]:
    """List who is to be told of the last change, and who has been told."""
    before = sa.false() if event.changed_at is None else Rsvp.said_at < event.changed_at
    return _listed(session, event, sa.and_(Rsvp.event_id == event.id, before), after)


def guest(session: Session, event: AwarenessEvent, rsvp_id: int) -> Guest:
    """Give one of them; NoResultFound outside the reach."""
    found = _listed(
        session, event, sa.and_(Rsvp.event_id == event.id, Rsvp.id == rsvp_id), None
    ).rows
    if not found:
        raise NoResultFound
    return found[0]


def _listed(
    session: Session, event: AwarenessEvent, where: ColumnElement[bool], after: int | None
) -> Page[Guest]:
    statement = (
        sa.select(Rsvp, Member, _untold(event), PERSON.in_(_present(event.id)))
        .outerjoin(Member, Member.id == Rsvp.member_id)
        .where(where, Rsvp.id > (after or 0))
        .order_by(Rsvp.id)
    )
    found = cut(session.execute(one_more(statement)), lambda row: row[0].id)
    stalls = members.stall_labels(session, [member.id for _, member, *_ in found.rows if member])
    rows = [
        Guest(
            rsvp.id,
            member.name if member else rsvp.name,
            stalls.get(member.id, "") if member else "",
            member.id if member else None,
            bool(member and present),
            not to_tell,
            rsvp.phone or (member.phone if member else None),
        )
        for rsvp, member, to_tell, present in found.rows
    ]
    return found.showing(rows)


def feed(session: Session, association_id: int) -> CalendarFeed | None:
    """Get a paguyuban's secret calendar address, if it has one."""
    return session.get(CalendarFeed, association_id)


def fed(session: Session, token: str, *, now: datetime) -> tuple[Association, list[AwarenessEvent]]:
    """Find by its secret token whose calendar is fetched, and the events in it; NoResultFound for
    any other text."""
    set_reach(session, Visitor())
    by_token = sa.select(CalendarFeed.association_id, CalendarFeed.city_id).where(
        CalendarFeed.token_index == vault.index(token, FEED_PURPOSE)
    )
    association_id, city_id = session.execute(by_token).one()
    set_reach(session, OneAssociation(association_id, city_id))
    association = session.get_one(Association, association_id)
    since = now - FEED_SINCE
    return association, events.calendar(
        session, association_id=association.id, since=since, most=FEED_MOST
    )

"""Select whom to follow up after an event, and which events are counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.cover.reminders.reads import said_no, told_among, told_ids
from association.meetings.attendance.marks import PERSON
from association.meetings.attendance.models import Attendance, Headcount, WalkIn
from association.meetings.effect.reads import day_of, joined_on, midnight
from association.meetings.events.models import AwarenessEvent, State, event_market
from association.meetings.events.reads import roster_at
from association.paging import Page, behind, cut, one_more
from association.roster.members import reads as members
from association.roster.members.models import Member
from association.roster.members.statuses import Row, on_roster, rows_of, stall_labels
from association.rules.house.effect import (
    IN_A_ROW,
    REMIND_AFTER,
    REMIND_UNTIL,
    FollowUp,
    reminds_from,
)
from association.territory.models import Market, association_market


@dataclass(frozen=True, slots=True)
class Follow:
    """One to follow up: `phone` is None without one; `said_no` when they asked for no reminders,
    `told` when they had one in this month."""

    row: Row
    sex: str
    phone: str | None
    said_no: bool
    told: bool


def follow_up(
    session: Session, event: AwarenessEvent, which: FollowUp, *, today: date, after: int | None
) -> Page[Follow]:
    """List by name whom to turn to, 25 at a time."""
    wanted = _wanted(session, event, which, today)
    order = (Member.sort_name, Member.id)
    statement = behind(
        session, sa.select(Member).where(wanted).order_by(*order), *order, after=after
    )
    found = cut(session.scalars(one_more(statement)), lambda member: member.id)
    people = {member.id: member for member in found.rows}
    return found.showing(_follows(session, people, list(people), today))


def follow(session: Session, member_id: int, *, today: date) -> Follow:
    """Give the line of one member; NoResultFound outside the reach."""
    return _follows(session, {member_id: members.one(session, member_id)}, [member_id], today)[0]


def _follows(
    session: Session, people: Mapping[int, Member], ids: list[int], today: date
) -> list[Follow]:
    refused = set(session.scalars(sa.select(Member.id).where(Member.id.in_(ids), said_no())))
    told = told_among(session, ids, today=today)
    return [
        Follow(row, people[row.id].sex, people[row.id].phone, row.id in refused, row.id in told)
        for row in rows_of(session, ids, today=today)
    ]


def counts(session: Session, event: AwarenessEvent, *, today: date) -> dict[FollowUp, int]:
    """Count who is in each list."""
    return {one: _count(session, _wanted(session, event, one, today)) for one in FollowUp}


def to_remind(
    session: Session, *, association_id: int, today: date
) -> tuple[AwarenessEvent, int] | None:
    """Find the latest event of a week to two months ago after which somebody is still to be
    reminded, and how many."""
    came = sa.exists().where(
        Attendance.event_id == AwarenessEvent.id, Attendance.association_id == association_id
    )
    first, last = midnight(today - REMIND_UNTIL), midnight(today - REMIND_AFTER + timedelta(1))
    held = sa.select(AwarenessEvent).where(
        came, AwarenessEvent.starts_at >= first, AwarenessEvent.starts_at < last
    )
    latest = held.order_by(AwarenessEvent.starts_at.desc(), AwarenessEvent.id.desc())
    event = session.scalars(latest.limit(1)).first()
    if event is None:
        return None
    left = sa.and_(
        _wanted(session, event, FollowUp.REMIND, today),
        Member.id.not_in(told_ids(today)),
        ~said_no(),
    )
    count = _count(session, left)
    return (event, count) if count else None


def _count(session: Session, wanted: ColumnElement[bool]) -> int:
    return session.scalar(sa.select(sa.func.count(Member.id)).where(wanted)) or 0


def _wanted(
    session: Session, event: AwarenessEvent, which: FollowUp, today: date
) -> ColumnElement[bool]:
    """Say, as SQL, who of the roster is in a list."""
    here = sa.and_(Member.association_id == roster_at(session, event), on_roster(today))
    day = day_of(event)
    if which is FollowUp.MISSED:
        return sa.and_(here, _missed(session, event))
    came = sa.and_(here, Member.id.in_(_came([event.id])))
    if which is FollowUp.ON_THE_SPOT:
        return sa.and_(came, _joined_on(day))
    paid, known = joined_on(Member.participant_id)
    if which is FollowUp.REMIND and today < reminds_from(day):
        return sa.false()
    return sa.and_(came, paid.is_(None), known.is_(None))


def _joined_on(day: date) -> ColumnElement[bool]:
    paid, known = joined_on(Member.participant_id)
    first_paid = sa.and_(paid == day, sa.or_(known.is_(None), known >= day))
    return sa.or_(first_paid, sa.and_(known == day, sa.or_(paid.is_(None), paid >= day)))


def _came(event_ids: Sequence[int]) -> sa.Select[int]:
    marked = sa.select(PERSON).join(Attendance, Attendance.member_id == Member.id)
    return marked.where(Attendance.event_id.in_(event_ids))


def _missed(session: Session, event: AwarenessEvent) -> ColumnElement[bool]:
    """Say who was on the roster through the last three events at which anybody was marked, and came
    to none of them."""
    marked = sa.exists().where(
        Attendance.event_id == AwarenessEvent.id,
        Attendance.association_id == roster_at(session, event),
    )
    place = sa.tuple_(AwarenessEvent.starts_at, AwarenessEvent.id)
    held = sa.select(AwarenessEvent).where(marked, place <= sa.tuple_(event.starts_at, event.id))
    latest = held.order_by(AwarenessEvent.starts_at.desc(), AwarenessEvent.id.desc()).limit(
        IN_A_ROW
    )
    last = list(session.scalars(latest))
    if len(last) < IN_A_ROW or last[0].id != event.id:
        return sa.false()
    return sa.and_(
        Member.joined_by(day_of(last[-1])), Member.id.not_in(_came([one.id for one in last]))
    )


def joined_there(session: Session, event: AwarenessEvent) -> int:
    """Count who came and joined on the day of the event, within the reach; numbers only."""
    return _count(session, sa.and_(Member.id.in_(_came([event.id])), _joined_on(day_of(event))))


def walked_in(session: Session, event_id: int) -> int:
    """Count who stood on no list when they came, within the reach."""
    return (
        session.scalar(
            sa.select(sa.func.count()).select_from(WalkIn).where(WalkIn.event_id == event_id)
        )
        or 0
    )


def heads(session: Session, event_id: int) -> int:
    """Sum what was counted without names, within the reach."""
    return (
        session.scalar(
            sa.select(sa.func.sum(Headcount.people)).where(Headcount.event_id == event_id)
        )
        or 0
    )


def attendants(session: Session, event: AwarenessEvent) -> list[tuple[str, str]]:
    """List by name who came, each with their stalls, for the paguyuban's file."""
    people = sa.select(Member.id, Member.name).where(Member.id.in_(_came([event.id])))
    found = session.execute(people.order_by(Member.sort_name, Member.id)).all()
    stalls = stall_labels(session, [row.id for row in found])
    return [(row.name, stalls.get(row.id, "")) for row in found]


def held(
    session: Session, *, since: datetime | None = None, until: datetime | None = None
) -> list[AwarenessEvent]:
    """List the events within the reach at which somebody was marked, the latest first; cancelled
    ones left out."""
    wanted = sa.select(AwarenessEvent).where(*_marked(since, until))
    return list(
        session.scalars(wanted.order_by(AwarenessEvent.starts_at.desc(), AwarenessEvent.id.desc()))
    )


def _marked(since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    marked = sa.exists().where(Attendance.event_id == AwarenessEvent.id)
    wanted = [marked, AwarenessEvent.state != State.CANCELLED]
    wanted += [AwarenessEvent.starts_at >= since] if since is not None else []
    return wanted + ([AwarenessEvent.starts_at < until] if until is not None else [])


def market_names(session: Session, *, since: datetime, until: datetime) -> dict[int, list[str]]:
    """Name the markets that the same events are for: those of the paguyuban that holds it where
    nobody said."""
    chosen = sa.select(event_market.c.event_id, Market.name).join(
        Market, Market.id == event_market.c.market_id
    )
    chosen = chosen.join(AwarenessEvent, AwarenessEvent.id == event_market.c.event_id)
    theirs = association_market.c.association_id == AwarenessEvent.association_id
    own = sa.select(AwarenessEvent.id, Market.name).join(association_market, theirs)
    own = own.join(Market, Market.id == association_market.c.market_id)
    said: dict[int, list[str]] = {}
    usual: dict[int, list[str]] = {}
    for names, statement in ((said, chosen), (usual, own)):
        for event_id, name in session.execute(
            statement.where(*_marked(since, until)).order_by(Market.name)
        ):
            names.setdefault(event_id, []).append(name)
    return usual | said

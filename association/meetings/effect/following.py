"""Select whom to follow up after an event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.cover.reminders.told import said_no, told_among, told_ids
from association.meetings.attendance.models import Attendance
from association.meetings.effect.days import came, day_of, joined_on, joined_that_day, midnight
from association.meetings.events.models import AwarenessEvent
from association.meetings.events.reads import roster_at
from association.paging import Page, behind, cut, one_more
from association.roster.members import reads as members
from association.roster.members.models import Member
from association.roster.members.statuses import WITH_MEMBERSHIP, Row, living, rows_of
from association.roster.members.terms import terms_of
from association.rules.house.effect import (
    IN_A_ROW,
    REMIND_AFTER,
    REMIND_UNTIL,
    FollowUp,
    reminds_from,
)
from association.rules.law.enrolment import youngest_too_old
from association.rules.law.price import Terms
from association.rules.people.recipients import Recipient


@dataclass(frozen=True, slots=True)
class Follow:
    """One to follow up: `said_no` when they asked for no reminders,
    `told` when they had one in this month."""

    row: Row
    terms: Terms
    sex: str
    to: Recipient
    said_no: bool
    told: bool


def follow_up(
    session: Session, event: AwarenessEvent, which: FollowUp, *, today: date, after: int | None
) -> Page[Follow]:
    """List by name whom to turn to, 25 at a time."""
    wanted = _wanted(session, event, which, today)
    order = (Member.sort_name, Member.id)
    people = sa.select(Member).where(wanted).options(WITH_MEMBERSHIP)
    statement = behind(session, people.order_by(*order), *order, after=after)
    found = cut(session.scalars(one_more(statement)), lambda member: member.id)
    return found.showing(_follows(session, found.rows, roster_at(session, event), today))


def follow(session: Session, member_id: int, *, today: date) -> Follow:
    """Give the line of one member; NoResultFound outside the reach."""
    member = members.one(session, member_id)
    return _follows(session, [member], member.association_id, today)[0]


def _follows(
    session: Session, found: Sequence[Member], association_id: int, today: date
) -> list[Follow]:
    people = {member.id: member for member in found}
    ids = list(people)
    no = sa.select(Member.id).where(Member.id.in_(ids), said_no(association_id))
    refused = set(session.scalars(no))
    told = told_among(session, ids, today=today)
    terms = terms_of(session, ids)
    return [
        Follow(
            row=row,
            terms=terms[row.id],
            sex=people[row.id].sex,
            to=people[row.id].to,
            said_no=row.id in refused,
            told=row.id in told,
        )
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
    marked = sa.exists().where(
        Attendance.event_id == AwarenessEvent.id, Attendance.association_id == association_id
    )
    first, last = midnight(today - REMIND_UNTIL), midnight(today - REMIND_AFTER + timedelta(1))
    held = sa.select(AwarenessEvent).where(
        marked, AwarenessEvent.starts_at >= first, AwarenessEvent.starts_at < last
    )
    latest = held.order_by(AwarenessEvent.starts_at.desc(), AwarenessEvent.id.desc())
    event = session.scalars(latest.limit(1)).first()
    if event is None:
        return None
    left = sa.and_(
        _wanted(session, event, FollowUp.REMIND, today),
        Member.id.not_in(told_ids(association_id, today)),
        ~said_no(association_id),
    )
    count = _count(session, left)
    return (event, count) if count else None


def _count(session: Session, wanted: ColumnElement[bool]) -> int:
    return session.scalar(sa.select(sa.func.count(Member.id)).where(wanted)) or 0


def _wanted(
    session: Session, event: AwarenessEvent, which: FollowUp, today: date
) -> ColumnElement[bool]:
    """Say, as SQL, who of the roster is in a list."""
    here = sa.and_(Member.association_id == roster_at(session, event), living(today))
    day = day_of(event)
    if which is FollowUp.MISSED:
        return sa.and_(here, _missed(session, event))
    present = sa.and_(here, Member.id.in_(came([event.id])))
    if which is FollowUp.ON_THE_SPOT:
        return sa.and_(present, joined_that_day(day))
    if which is FollowUp.REMIND and today < reminds_from(day):
        return sa.false()
    # Who is too old to join is not asked whether they would.
    may_join = sa.or_(Member.birth_date.is_(None), Member.birth_date > youngest_too_old(today))
    return sa.and_(present, may_join, joined_on(Member.participant_id).is_(None))


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
        Member.joined_by(day_of(last[-1])), Member.id.not_in(came([one.id for one in last]))
    )

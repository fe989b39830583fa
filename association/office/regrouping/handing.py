"""What goes with a paguyuban beside its members, and comes back with it: who works for it, its
markets, its events ahead and invitations to the city's."""

from collections.abc import Collection
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from association.access.by import By
from association.access.fence import beyond
from association.ledger.audit.actions import record
from association.meetings.attendance.models import AttendanceSheet
from association.meetings.door.models import Venue
from association.meetings.events.models import AwarenessEvent, Invited
from association.meetings.rsvp.models import Rsvp
from association.people.accounts.actions import give_duty
from association.people.accounts.models import Duty, DutyPlace
from association.people.participants.models import HELD, Contribution
from association.people.team.reads import Line
from association.roster.members.models import Member, Stall
from association.roster.members.statuses import on_roster
from association.rules.house.marking import BEFORE
from association.rules.house.permissions import Position, Right
from association.rules.house.terms import last_day_before
from association.territory.models import Association, Closure
from association.territory.staying import markets_in, work_in


def give(session: Session, line: Line, association_id: int, position: str, by: By) -> int:
    """Let somebody who works for a paguyuban work for another one from today on, with the rights
    that they have; gives the id of their duty."""
    give_duty(
        session,
        account_id=line.account_id,
        association_id=association_id,
        position=position,
        starts_on=by.day,
    )
    session.flush()
    theirs = Duty.account_id == line.account_id, Duty.association_id == association_id
    duty = session.scalars(sa.select(Duty).where(*theirs).order_by(Duty.id.desc()).limit(1)).one()
    if position != Position.KETUA:
        duty.may_edit = Right.EDIT in line.rights
        duty.may_record_money = Right.MONEY in line.rights
        duty.may_see_nik = Right.NIK in line.rights
    duty.places = [DutyPlace(market_id=one.market_id, block=one.block) for one in line.places]
    record(session, by, "give duty", f"duty:{duty.id}", position=position)
    return duty.id


def end_duties(session: Session, duty_ids: Collection[int], by: By) -> None:
    """End duties that were given, but not of who holds cash still: they pay it in first."""
    for duty in session.scalars(sa.select(Duty).where(Duty.id.in_(duty_ids)).order_by(Duty.id)):
        own = Contribution.association_id == duty.association_id
        holds = sa.select(Contribution.id).where(
            own, Contribution.recorded_by == duty.account_id, HELD
        )
        if session.scalar(holds.limit(1)) is None and duty.ends_on is None:
            duty.ends_on = last_day_before(by.day, starts_on=duty.starts_on)
            record(session, by, "end duty", f"duty:{duty.id}")


def add_markets(session: Session, giver: Association, taker: Association, today: date) -> list[int]:
    """Let a paguyuban work in the markets of another one, too; gives those it did not."""
    own = {one.id for one in taker.markets}
    new = [one for one in giver.markets if one.id not in own]
    work_in(session, taker, [*taker.markets, *new], today)
    return [one.id for one in new]


def take_up_markets(
    session: Session, association: Association, market_ids: Collection[int], today: date
) -> None:
    """Let a paguyuban work again in markets that it left."""
    wanted = {one.id for one in association.markets} | set(market_ids)
    work_in(session, association, markets_in(session, wanted, association.city_id), today)


def leave_markets(
    session: Session, association: Association, market_ids: Collection[int], today: date
) -> list[int]:
    """Let a paguyuban work no more in those of these markets where it has nobody, but keep it in
    one at least; gives those it left."""
    theirs = sa.select(Stall.market_id).join(Member, Member.id == Stall.member_id)
    here = Member.association_id == association.id, on_roster(today)
    busy = set(session.scalars(theirs.where(*here)))
    stays = [one for one in association.markets if one.id in busy or one.id not in market_ids]
    left = sorted({one.id for one in association.markets} - {one.id for one in stays})
    if stays and left:
        work_in(session, association, stays, today)
    return left if stays else []


def open_again(session: Session, association: Association, today: date) -> None:
    """Let a closed paguyuban work from today on; on which days it was closed is kept."""
    own = association.id
    if association.closed_on is not None and association.closed_on < today:
        session.add(Closure(association_id=own, closed_on=association.closed_on, reopened_on=today))
    association.closed_on = None


def invite(session: Session, giver: Association, taker: Association, by: By) -> list[int]:
    """Invite a paguyuban to the city's events ahead to which the other one is invited; gives those
    events."""
    theirs = aliased(Invited)
    already = sa.exists().where(
        theirs.event_id == Invited.event_id, theirs.association_id == taker.id
    )
    wanted = sa.select(Invited.event_id).join(AwarenessEvent, AwarenessEvent.id == Invited.event_id)
    ahead = AwarenessEvent.starts_at >= by.at
    new = session.scalars(wanted.where(Invited.association_id == giver.id, ahead, ~already)).all()
    own = {"association_id": taker.id, "city_id": taker.city_id}
    session.add_all(Invited(event_id=event_id, **own) for event_id in new)
    session.flush()
    return sorted(new)


def uninvite(session: Session, association_id: int, event_ids: Collection[int], by: By) -> None:
    """Take invitations back, to events that are still ahead."""
    ahead = sa.select(AwarenessEvent.id).where(AwarenessEvent.starts_at >= by.at)
    session.execute(
        sa.delete(Invited).where(
            Invited.association_id == association_id,
            Invited.event_id.in_(event_ids),
            Invited.event_id.in_(ahead),
        )
    )


def hand_events(
    session: Session, from_id: int, to_id: int, by: By, *, only: Collection[int] | None = None
) -> list[int]:
    """Let a paguyuban hold the events ahead of another one, with the code at the door and the
    guests who are on no roster; gives those events.

    One with a printed sheet stays: a number on paper never means another member.
    """
    printed = sa.exists().where(
        AttendanceSheet.event_id == AwarenessEvent.id, AttendanceSheet.association_id == from_id
    )
    own: list[Any] = [
        AwarenessEvent.association_id == from_id,
        AwarenessEvent.starts_at > by.at + BEFORE,
        ~printed,
    ]
    if only is not None:
        own.append(AwarenessEvent.id.in_(only))
    with beyond(session):
        ids = sorted(session.scalars(sa.select(AwarenessEvent.id).where(*own)))
        there = {"association_id": to_id}
        _change(
            session,
            AwarenessEvent,
            there | {"version": AwarenessEvent.version + 1},
            AwarenessEvent.id.in_(ids),
        )
        _change(session, Venue, there, Venue.event_id.in_(ids), Venue.association_id == from_id)
        guests = Rsvp.event_id.in_(ids), Rsvp.member_id.is_(None), Rsvp.association_id == from_id
        _change(session, Rsvp, there, *guests)
    return ids


def _change(session: Session, model: Any, values: dict[str, Any], *conditions: Any) -> None:
    changed = sa.update(model).where(*conditions).values(values)
    session.execute(changed.execution_options(synchronize_session=False))

"""Select who said they would come, and who of them is to be told of a change."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.elements import ColumnElement

from association.meetings.attendance.marks import PERSON
from association.meetings.attendance.models import Attendance
from association.meetings.events.models import AwarenessEvent
from association.meetings.rsvp.models import Rsvp
from association.paging import Page, cut, one_more
from association.roster.members import statuses as members
from association.roster.members.models import Member
from association.rules.people.recipients import Recipient, beside_roster

# Nobody tells who died of a change; who is not on the roster lives as far as anybody knows.
LIVES = sa.or_(Rsvp.member_id.is_(None), ~members.died())


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
    to: Recipient


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
            sa.select(sa.func.count(Rsvp.id))
            .outerjoin(Member, Member.id == Rsvp.member_id)
            .where(Rsvp.event_id == event.id, _untold(event), LIVES)
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
        .options(members.WITH_MEMBERSHIP)
        .where(where, LIVES, Rsvp.id > (after or 0))
        .order_by(Rsvp.id)
    )
    found = cut(session.execute(one_more(statement)), lambda row: row[0].id)
    stalls = members.stall_labels(session, [member.id for _, member, *_ in found.rows if member])
    return found.showing([_guest(*row, stalls) for row in found.rows])


def _guest(
    rsvp: Rsvp, member: Member | None, to_tell: bool, present: bool, stalls: dict[int, str]
) -> Guest:
    return Guest(
        rsvp.id,
        member.name if member else rsvp.name,
        stalls.get(member.id, "") if member else "",
        member.id if member else None,
        bool(member and present),
        not to_tell,
        rsvp.phone or (member.phone if member else None),
        _to(rsvp.phone, member),
    )


def _to(phone: str | None, member: Member | None) -> Recipient:
    """Give whom a message to a guest goes to: the number they said, else the roster's."""
    if member is None or (phone and not member.has_died):
        return beside_roster(phone)
    return member.to

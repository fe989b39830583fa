"""Select who can be sent to be registered, and who not yet, with what each still lacks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.paging import Page, behind, cut, one_more
from association.roster.members.known import known_of
from association.roster.members.models import Member
from association.roster.members.statuses import READY, roster_of, stall_labels, status_on
from association.rules.law.coverage import Status
from association.rules.law.enrolment import too_old_to_join, youngest_too_old
from association.rules.people.completeness import COSTS, Cost, Gap, gaps

ASKED_FOR = {Cost.REGISTRATION, Cost.DELAY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody not registered yet: what is lacking, and what else stands in the way."""

    id: int
    name: str
    stall: str
    lacks: tuple[Gap, ...]
    is_too_old: bool
    is_pending: bool  # an officer decides first whose NIK it is


def _sendable(today: date) -> ColumnElement[bool]:
    """Say, as SQL, who can be sent: everything asked for is there, the NIK is theirs, and they are
    under 65."""
    return sa.and_(
        READY, Member.participant_id.is_not(None), Member.birth_date > youngest_too_old(today)
    )


def _waiting(columns: tuple[Any, ...], association_id: int, today: date) -> sa.Select[Any]:
    unregistered = (Status.CANDIDATE.value, Status.READY.value, Status.INELIGIBLE.value)
    on_it = roster_of(association_id, today, *columns)
    return on_it.where(status_on(today).status.in_(unregistered))


def counts(session: Session, *, association_id: int, today: date) -> tuple[int, int]:
    """Count who can be sent, and who not yet."""
    ready = sa.func.sum(sa.case((_sendable(today), 1), else_=0))
    found = session.execute(_waiting((ready, sa.func.count()), association_id, today)).one()
    return found[0] or 0, found[1] - (found[0] or 0)


def ids(session: Session, *, association_id: int, today: date) -> list[int]:
    """Give the ids of all who can be sent, by name."""
    statement = _waiting((Member.id,), association_id, today).where(_sendable(today))
    return list(session.scalars(statement.order_by(Member.sort_name, Member.id)))


def candidates(
    session: Session, *, association_id: int, today: date, ready: bool, after: int | None = None
) -> Page[Candidate]:
    """Select one page of who can be sent (or, not `ready`, of who cannot yet), from behind the
    member `after`."""
    can = _sendable(today)
    # A NULL in the condition (no birth date) is no yes: the CASE makes it a no.
    statement = _waiting((Member,), association_id, today).where(
        sa.case((can, 1), else_=0) == (1 if ready else 0)
    )
    order = (Member.sort_name, Member.id)
    statement = behind(session, statement.order_by(*order), *order, after=after)
    found = cut(session.scalars(one_more(statement)), lambda member: member.id)
    stalls = stall_labels(session, [member.id for member in found.rows])
    return found.showing(
        [candidate(member, stalls.get(member.id, ""), today=today) for member in found.rows]
    )


def candidate(member: Member, stall: str, *, today: date) -> Candidate:
    """Say what stands between a member and being registered."""
    known = known_of(member, messenger=True, income=True, consent=True)
    return Candidate(
        id=member.id,
        name=member.name,
        stall=stall,
        lacks=tuple(gap for gap in gaps(known) if COSTS[gap] in ASKED_FOR),
        is_too_old=member.birth_date is not None and too_old_to_join(member.birth_date, today),
        is_pending=member.link_pending,
    )

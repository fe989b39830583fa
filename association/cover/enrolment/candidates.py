"""Select who can be sent to be registered, who not yet, and who never, with what each lacks."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager
from sqlalchemy.sql.elements import ColumnElement

from association.paging import Page, behind, cut, one_more
from association.people.participants.models import Participant
from association.roster.members.known import known_of
from association.roster.members.models import Member
from association.roster.members.statuses import (
    COMPLETE,
    THERE,
    living,
    stall_labels,
    status_on,
)
from association.rules.law.coverage import Status
from association.rules.people.completeness import TO_COMPLETE, TO_SEND, Gap, gaps


class Which(StrEnum):
    """The lists of those who are not registered, in the words of the URLs (`?lihat=`)."""

    READY = ""  # can be sent
    INCOMPLETE = "kurang"  # can be sent, and something else is lacking
    LACKING = "belum"  # cannot be sent yet
    NEVER = "tidak-bisa"  # too old, or ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody not registered: what is lacking, and what else stands in the way."""

    id: int
    name: str
    stall: str
    blocking: tuple[Gap, ...]  # without these nobody can be sent
    lacking: tuple[Gap, ...]  # what would make the data complete
    is_pending: bool  # an officer decides first whose NIK it is
    ended_reason: str | None  # None: they were no participant


@dataclass(frozen=True, slots=True)
class Lacks:
    """How many of some people are not complete, and how many lack what."""

    people: int
    gaps: dict[Gap, int]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where somebody stands, as SQL."""

    status: ColumnElement[str]
    here: ColumnElement[bool]  # on the roster
    complete: ColumnElement[bool]


def _place_on(today: date) -> _Place:
    return _Place(status_on(today).status, living(today), COMPLETE)


def _is(which: Which, at: _Place) -> ColumnElement[bool]:
    """Say, as SQL, who stands on a list; the statuses are those of the roster's chips."""
    ready = sa.and_(at.here, at.status == Status.READY.value)
    match which:
        case Which.READY:
            return ready
        case Which.INCOMPLETE:
            return sa.and_(ready, ~at.complete)
        case Which.LACKING:
            return sa.and_(at.here, at.status == Status.CANDIDATE.value)
    over = (Status.INELIGIBLE.value, Status.ENDED.value)
    return sa.and_(at.here, at.status.in_(over))


def _of(association_id: int, *columns: Any) -> sa.Select[Any]:
    joined = sa.select(*columns).outerjoin(Participant, Participant.id == Member.participant_id)
    return joined.where(Member.association_id == association_id)


def counts(session: Session, *, association_id: int, today: date) -> dict[Which, int]:
    """Count each list; who is INCOMPLETE is counted as READY, too."""
    place = _place_on(today)
    names = [one.name for one in fields(_Place)]
    columns = [getattr(place, name).label(name) for name in names]
    people = _of(association_id, *columns).cte("people").prefix_with("MATERIALIZED")
    at = _Place(*(people.c[name] for name in names))
    found = session.execute(
        sa.select(*(sa.func.sum(sa.case((_is(which, at), 1), else_=0)) for which in Which))
    ).one()
    return {which: found[number] or 0 for number, which in enumerate(Which)}


def ids(session: Session, *, association_id: int, today: date) -> list[int]:
    """Give the ids of all who can be sent, by name."""
    statement = _of(association_id, Member.id).where(_is(Which.READY, _place_on(today)))
    return list(session.scalars(statement.order_by(Member.sort_name, Member.id)))


def lacks(session: Session, member_ids: Collection[int] | sa.Select[tuple[int]]) -> Lacks:
    """Count who of these members is not complete, and how many lack what."""
    missing = (~COMPLETE, *(~THERE[gap] for gap in TO_COMPLETE))
    sums = (sa.func.sum(sa.case((one, 1), else_=0)) for one in missing)
    joined = sa.select(*sums).select_from(Member).outerjoin(Member.participant)
    people, *found = session.execute(joined.where(Member.id.in_(member_ids))).one()
    return Lacks(people or 0, {gap: n for gap, n in zip(TO_COMPLETE, found, strict=True) if n})


def candidates(
    session: Session,
    *,
    association_id: int,
    today: date,
    which: Which,
    after: int | None = None,
    seen: Collection[int] = (),
) -> Page[Candidate]:
    """Select one page of a list, from behind the member `after`; or all who were `seen` of it."""
    order = (Member.sort_name, Member.id)
    listed = _of(association_id, Member).where(_is(which, _place_on(today))).order_by(*order)
    listed = listed.options(contains_eager(Member.participant))
    again = session.scalars(listed.where(Member.id.in_(seen))).all() if seen else []
    if again:
        last = again[-1].id
        goes_on = session.scalars(behind(session, listed, *order, after=last).limit(1)).first()
        found = Page(list(again), last if goes_on is not None else None)
    else:
        listed = behind(session, listed, *order, after=after)
        found = cut(session.scalars(one_more(listed)), lambda member: member.id)
    stalls = stall_labels(session, [member.id for member in found.rows])
    return found.showing([candidate(member, stalls.get(member.id, "")) for member in found.rows])


def candidate(member: Member, stall: str) -> Candidate:
    """Say what stands between a member and being registered."""
    open_gaps = gaps(known_of(member, messenger=True, registered=False))
    person = member.participant
    return Candidate(
        id=member.id,
        name=member.name,
        stall=stall,
        blocking=tuple(gap for gap in open_gaps if gap in TO_SEND),
        lacking=tuple(gap for gap in open_gaps if gap in TO_COMPLETE),
        is_pending=member.link_pending,
        ended_reason=person.ended_reason if person and person.ended_on else None,
    )

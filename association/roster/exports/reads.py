"""Select what a download holds: exactly what the roster's filter shows, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from association.roster.members import roster as members
from association.roster.members.models import Member, Stall
from association.roster.members.statuses import WITH_MEMBERSHIP, Row, whole
from association.roster.members.wanted import Wanted
from association.rules.law.coverage import Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the roster's filter asks for, on a day."""

    association_id: int
    today: date
    wanted: Wanted = field(default_factory=Wanted)


@dataclass(frozen=True, slots=True)
class Line:
    """One member of the roster, and where they stand."""

    member: Member
    coverage: Coverage


def pages(session: Session, asked: Asked) -> Iterator[list[Row]]:
    """Give the roster as the filter shows it, 200 lines at a time."""
    return whole(session, _ids(session, asked), today=asked.today)


def count(session: Session, asked: Asked) -> int:
    """Count what the filter shows."""
    return len(_ids(session, asked))


def _ids(session: Session, asked: Asked) -> list[int]:
    return members.matching_ids(
        session,
        association_id=asked.association_id,
        today=asked.today,
        wanted=asked.wanted,
    )


def lines(session: Session, asked: Asked) -> Iterator[list[Line]]:
    """Give the same with everything that is known of each member; never more than one page of it in
    memory."""
    for rows in pages(session, asked):
        found = session.scalars(
            sa.select(Member)
            .where(Member.id.in_([row.id for row in rows]))
            .options(selectinload(Member.stalls).selectinload(Stall.market), WITH_MEMBERSHIP)
        )
        known = {member.id: member for member in found}
        yield [Line(known[row.id], row.coverage) for row in rows if row.id in known]

"""Select who could carry messages for a member."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.roster.members import roster as members
from association.roster.members.models import Member, Stall
from association.roster.members.statuses import died, stall_labels
from association.roster.members.wanted import Wanted

NEARBY = 8
IN_BLOCK = 200


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another member of the roster with a phone."""

    id: int
    name: str
    stall: str


def nearby(session: Session, member: Member) -> list[Neighbour]:
    """List those with a phone in the same block of the same market, the nearest number first."""
    places = [
        sa.and_(Stall.market_id == s.market_id, Stall.block == s.block) for s in member.stalls
    ]
    if not places:
        return []
    statement = (
        sa.select(Member.id, Member.name, Stall.number)
        .join(Stall, Stall.member_id == Member.id)
        .where(Stall.association_id == member.association_id, _able(member.id), sa.or_(*places))
        .order_by(Stall.number, Member.id)
        .limit(IN_BLOCK)
    )
    own = [_digits(stall.number) for stall in member.stalls]
    names: dict[int, tuple[int, str]] = {}
    for member_id, name, number in session.execute(statement):
        away = min(abs(_digits(number) - one) for one in own)
        names[member_id] = min((away, name), names.get(member_id, (away, name)))
    ids = sorted(names, key=lambda one: names[one])[:NEARBY]
    return _with_stalls(session, {one: names[one][1] for one in ids})


def found(session: Session, member: Member, query: str, *, today: date) -> list[Neighbour]:
    """List those with a phone whom a search on the roster finds."""
    rows = members.search(
        session, association_id=member.association_id, today=today, wanted=Wanted(query=query)
    ).rows
    able = set(
        session.scalars(
            sa.select(Member.id).where(_able(member.id), Member.id.in_([row.id for row in rows]))
        )
    )
    return [Neighbour(row.id, row.name, row.stall) for row in rows if row.id in able]


def _able(member_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(
        Member.id != member_id,
        Member.left_on.is_(None),
        Member.phone_sealed.is_not(None),
        ~died(),
    )


def _digits(number: str) -> int:
    digits = "".join(c for c in number if c in "0123456789")[:6]
    return int(digits) if digits else 0


def _with_stalls(session: Session, names: dict[int, str]) -> list[Neighbour]:
    stalls = stall_labels(session, list(names))
    return [Neighbour(one, name, stalls.get(one, "")) for one, name in names.items()]

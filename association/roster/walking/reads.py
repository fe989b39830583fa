"""Select the stalls of a roster in the order of the walk."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.paging import Page, cut_from, one_more
from association.roster.members.models import Member, Stall
from association.roster.members.statuses import living
from association.roster.members.walking import walking_order
from association.rules.people.stalls import StallKind, stall_label
from association.territory.models import Market


@dataclass(frozen=True, slots=True)
class Stop:
    """A stall on the walk: whose, where, and its number."""

    stall_id: int
    member_id: int
    name: str
    stall: str
    market: str | None
    walk: int | None


def stops(session: Session, *, association_id: int, today: date, start: int) -> Page[Stop]:
    """List the stalls of who is on the roster, 25 from a place on, counted from 0."""
    columns = (Stall.id, Member.id, Member.name, Stall.kind, Stall.block, Stall.number)
    found = session.execute(
        one_more(
            _stalls(association_id, today, *columns, Market.name, Stall.walk)
            .outerjoin(Market, Market.id == Stall.market_id)
            .order_by(*_order())
            .offset(start)
        )
    )
    rows = [
        Stop(stall, member, name, stall_label(kind and StallKind(kind), block, number), *more)
        for stall, member, name, kind, block, number, *more in found
    ]
    return cut_from(rows, start)


def everywhere(
    session: Session, *, association_id: int, today: date
) -> list[tuple[int, int, int | None]]:
    """List all stalls in the order of the walk: id, member, number."""
    statement = _stalls(association_id, today, Stall.id, Stall.member_id, Stall.walk)
    return [(one[0], one[1], one[2]) for one in session.execute(statement.order_by(*_order()))]


def counted(session: Session, *, association_id: int, today: date) -> tuple[int, int]:
    """Count the stalls, and those with a number."""
    told = _stalls(association_id, today, sa.func.count(), sa.func.count(Stall.walk))
    everything, numbered = session.execute(told).one()
    return everything, numbered


def _order() -> tuple[Any, ...]:
    return (*walking_order(), Member.sort_name, Stall.id)


def _stalls(association_id: int, today: date, *columns: Any) -> sa.Select[Any]:
    told = sa.or_(Stall.kind != "", Stall.block != "", Stall.number != "", Stall.permit != "")
    return (
        sa.select(*columns)
        .select_from(Stall)
        .join(Member, Member.id == Stall.member_id)
        .where(Stall.association_id == association_id, living(today), told)
    )

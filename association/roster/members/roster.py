"""Select from the roster by search and filter: a page of it, or everybody's ids."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.paging import Page, behind, cut, one_more
from association.roster.members.models import Member, Stall
from association.roster.members.search import (
    matching,
    named,
    nearly_matching,
    place_of,
    traded_in,
)
from association.roster.members.statuses import (
    LINE,
    Row,
    lines,
    on_roster,
    roster_of,
    rows_of,
    status_on,
)
from association.rules.law.groups import STATUSES, Group
from association.rules.people.likeness import candidates
from association.territory.reads import own_markets

FEW = 3


@dataclass(frozen=True, slots=True)
class RosterPage(Page[Row]):
    """A page of the roster by name."""

    alike: list[Row] = field(
        default_factory=list
    )  # up to three whose names are a slip away, when few match


def _in_group(group: Group, today: date, *, past: bool) -> ColumnElement[bool]:
    if group is Group.ALL:
        return sa.true()
    where = status_on(today, past=past)
    if group is Group.LAPSING:
        return where.lapsing
    return where.status.in_([one.value for one in STATUSES[group]])


def _filtered(
    session: Session,
    columns: tuple[Any, ...],
    association_id: int,
    today: date,
    query: str,
    group: Group,
    market_id: int | None,
    *,
    past: bool = False,
) -> sa.Select[Any]:
    traded = traded_in(own_markets(session, association_id), query) if query else None
    statement = roster_of(association_id, today, *columns, past=past).where(
        matching(query, association_id, traded=traded), _in_group(group, today, past=past)
    )
    if market_id is not None:
        statement = statement.where(
            sa.exists().where(Stall.member_id == Member.id, Stall.market_id == market_id)
        )
    return statement


def search(
    session: Session,
    *,
    association_id: int,
    today: date,
    query: str = "",
    group: Group = Group.ALL,
    market_id: int | None = None,
    after: int | None = None,
    past: bool = False,
) -> RosterPage:
    """Select one page of the roster by name, from behind the member `after`; of a search the
    nearest first. `past` as in `on_roster`."""
    statement = _filtered(session, LINE, association_id, today, query, group, market_id, past=past)
    order = (*((place_of(query),) if query else ()), Member.sort_name, Member.id)
    statement = behind(session, statement.order_by(*order), *order, after=after)
    found = cut(session.execute(one_more(statement)), lambda row: row.id)
    rows = lines(session, found.rows, today=today, past=past)
    few = query and after is None and len(rows) < FEW and not past
    alike = (
        _alike(session, association_id, query, {row.id for row in rows}, today=today) if few else []
    )
    return RosterPage(rows, found.after, alike)


def matching_ids(
    session: Session,
    *,
    association_id: int,
    today: date,
    query: str = "",
    group: Group = Group.ALL,
    market_id: int | None = None,
) -> list[int]:
    """Give the ids of everyone whom the same search and filter show on the roster, by name."""
    found = _filtered(session, (Member.id,), association_id, today, query, group, market_id)
    return list(session.scalars(found.order_by(Member.sort_name, Member.id)))


def _alike(
    session: Session, association_id: int, query: str, shown: set[int], *, today: date
) -> list[Row]:
    """Find up to three members whose names are a slip a word away from the query, the likeliest
    first."""
    near = nearly_matching(query)
    if near is None:
        return []
    names = sa.select(Member.id, Member.name, Member.known_as).where(
        Member.association_id == association_id, on_roster(today), near
    )
    people = (
        (line.id, f"{line.name} {line.known_as}")
        for line in session.execute(names)
        if line.id not in shown
    )
    best = candidates(" ".join(named(query)), people, most=FEW)
    return rows_of(session, best, today=today)

"""Select markets as the office runs them: how many paguyuban work there and how many trade there;
never people."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.paging import Page, behind, cut, one_more
from association.territory.models import Association, Market, association_market
from association.territory.reads import at_work, market_like


@dataclass(frozen=True, slots=True)
class Line:
    """One market of the list, and how many paguyuban at work are there."""

    market: Market
    associations: int


def listed(
    session: Session, *, city_id: int, query: str, closed: bool, after: int | None, today: date
) -> Page[Line]:
    """List the city's markets by name, 25 at a time, the open or the `closed` ones."""
    shut: ColumnElement[bool] = Market.closed_on.is_not(None)
    wanted = sa.select(Market).where(Market.city_id == city_id, shut if closed else ~shut)
    for word in query.split()[:4]:
        wanted = wanted.where(market_like(word))
    order = (Market.name, Market.id)
    wanted = behind(session, wanted.order_by(*order), *order, after=after)
    found = cut(session.scalars(one_more(wanted)), lambda one: one.id)
    counts = _counts(session, [one.id for one in found.rows], today)
    return found.showing([Line(one, counts.get(one.id, 0)) for one in found.rows])


def _counts(session: Session, ids: Collection[int], today: date) -> dict[int, int]:
    here = association_market.c
    pairs = (
        sa.select(here.market_id, sa.func.count(here.association_id))
        .join(Association, Association.id == here.association_id)
        .where(here.market_id.in_(ids), at_work(today))
    )
    return {row[0]: row[1] for row in session.execute(pairs.group_by(here.market_id))}

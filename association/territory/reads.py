"""Select markets and paguyuban, today's and those of another day."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.territory.models import (
    Association,
    City,
    Closure,
    FormerStay,
    Market,
    association_market,
)


def markets_of(session: Session, association_id: int) -> list[Market]:
    """List the markets a paguyuban works in, then the city's others, closed ones last."""
    own = sa.exists().where(
        association_market.c.market_id == Market.id,
        association_market.c.association_id == association_id,
    )
    city = sa.select(Association.city_id).where(Association.id == association_id).scalar_subquery()
    return list(
        session.scalars(
            sa.select(Market)
            .where(Market.city_id == city)
            .order_by(Market.closed_on.is_not(None), own.desc(), Market.name)
        )
    )


def own_markets(session: Session, association_id: int) -> list[Market]:
    """List the markets a paguyuban works in."""
    own = sa.select(association_market.c.market_id).where(
        association_market.c.association_id == association_id
    )
    return list(session.scalars(sa.select(Market).where(Market.id.in_(own)).order_by(Market.name)))


def city(session: Session, city_id: int) -> City:
    """Get the officer's city."""
    return session.get_one(City, city_id)


def markets(session: Session, city_id: int, *, on: date | None = None) -> list[Market]:
    """List the city's markets by name, closed ones too; with a day those that were open then."""
    wanted = sa.select(Market).where(Market.city_id == city_id).order_by(Market.name)
    return list(session.scalars(wanted if on is None else wanted.where(at_work(on, of=Market))))


def market(session: Session, market_id: int, *, city_id: int) -> Market:
    """Get a market of the city; NoResultFound for another city's."""
    return session.scalars(
        sa.select(Market).where(Market.id == market_id, Market.city_id == city_id)
    ).one()


def associations(
    session: Session, *, on: date, market_id: int | None = None, also: Iterable[int] = ()
) -> list[Association]:
    """List by name the paguyuban with these ids, and those that worked in a market on a day."""
    wanted: ColumnElement[bool] = Association.id.in_(list(also))
    if market_id is not None:
        stay = stays()
        there = sa.select(stay.c.association_id).where(
            stay.c.market_id == market_id, covers(stay, on)
        )
        wanted = sa.or_(wanted, sa.and_(Association.id.in_(there), at_work(on)))
    return list(session.scalars(sa.select(Association).where(wanted).order_by(Association.name)))


def association(session: Session, association_id: int) -> Association:
    """Get a paguyuban; NoResultFound outside the city."""
    return session.get_one(Association, association_id)


def associations_per_market(session: Session, *, on: date) -> dict[int, int]:
    """Count the paguyuban that worked in each market on a day."""
    stay = stays()
    pairs = (
        sa.select(stay.c.market_id, sa.func.count(stay.c.association_id.distinct()))
        .join(Association, Association.id == stay.c.association_id)
        .where(covers(stay, on), at_work(on))
        .group_by(stay.c.market_id)
    )
    rows = session.execute(pairs)
    return {market_id: count for market_id, count in rows}  # noqa: C416 - no pairs to mypy


def markets_on(session: Session, association_id: int, *, on: date) -> set[int]:
    """Give the ids of the markets in which a paguyuban worked on a day."""
    stay = stays()
    own = (stay.c.association_id == association_id, covers(stay, on))
    return set(session.scalars(sa.select(stay.c.market_id).where(*own)))


def stays() -> sa.Subquery:
    """Say, as SQL, which paguyuban worked in which market `since` a day (NULL: unknown) to before
    `until` (NULL: it still does)."""
    here = association_market.c
    now = sa.select(
        here.association_id, here.market_id, here.since, sa.cast(sa.null(), sa.Date).label("until")
    )
    then = sa.select(
        FormerStay.association_id, FormerStay.market_id, FormerStay.since, FormerStay.until
    )
    return sa.union_all(now, then).subquery("stays")


def covers(stay: sa.Subquery, day: date) -> ColumnElement[bool]:
    """Say, as SQL, that a stay of `stays` covers a day."""
    began = sa.or_(stay.c.since.is_(None), stay.c.since <= day)
    return sa.and_(began, sa.or_(stay.c.until.is_(None), stay.c.until > day))


def at_work(
    day: date, *, of: type[Association] | type[Market] = Association
) -> ColumnElement[bool]:
    """Say, as SQL, which paguyuban (or markets) are not closed on a day."""
    closed = Closure.association_id if of is Association else Closure.market_id
    was = sa.exists().where(closed == of.id, Closure.closed_on <= day, Closure.reopened_on > day)
    return sa.and_(sa.or_(of.closed_on.is_(None), of.closed_on > day), ~was)


def is_open(session: Session, place: Association | Market, *, on: date) -> bool:
    """Tell whether a paguyuban, or a market, was open on a day."""
    model = type(place)
    wanted = sa.select(model.id).where(model.id == place.id, at_work(on, of=model))
    return session.scalar(wanted) is not None


def like(word: str) -> ColumnElement[bool]:
    """Say, as SQL, which paguyuban have a word in a name of theirs, or of a market where they
    work."""
    market = Association.markets.any(_named(Market, word))
    return sa.or_(_named(Association, word), market)


def market_like(word: str) -> ColumnElement[bool]:
    """Say, as SQL, which markets have a word in a name of theirs, or their kecamatan."""
    return sa.or_(_named(Market, word), Market.district.icontains(word, autoescape=True))


def _named(model: Any, word: str) -> ColumnElement[bool]:
    other = sa.cast(model.aliases, sa.Text).icontains(word, autoescape=True)
    return sa.or_(model.name.icontains(word, autoescape=True), other)


def associations_of(session: Session, city_id: int, *, today: date) -> list[Association]:
    """List by name the city's paguyuban that are at work."""
    wanted = sa.select(Association).where(Association.city_id == city_id, at_work(today))
    return list(session.scalars(wanted.order_by(Association.name)))


def working_in(session: Session, market_ids: Collection[int], *, today: date) -> list[int]:
    """List the ids of the paguyuban at work in any of these markets."""
    there = sa.select(association_market.c.association_id).where(
        association_market.c.market_id.in_(market_ids)
    )
    wanted = sa.select(Association.id).where(Association.id.in_(there), at_work(today))
    return list(session.scalars(wanted.order_by(Association.id)))

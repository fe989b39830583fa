"""Select markets and paguyuban."""

from collections.abc import Collection, Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.territory.models import Association, City, Market, association_market


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
    own = sa.exists().where(
        association_market.c.market_id == Market.id,
        association_market.c.association_id == association_id,
    )
    return list(session.scalars(sa.select(Market).where(own).order_by(Market.name)))


def city(session: Session, city_id: int) -> City:
    """Get the officer's city."""
    return session.get_one(City, city_id)


def markets(session: Session, city_id: int) -> list[Market]:
    """List the city's markets."""
    return list(
        session.scalars(sa.select(Market).where(Market.city_id == city_id).order_by(Market.name))
    )


def market(session: Session, market_id: int, *, city_id: int) -> Market:
    """Get a market of the city; NoResultFound for another city's."""
    return session.scalars(
        sa.select(Market).where(Market.id == market_id, Market.city_id == city_id)
    ).one()


def associations(
    session: Session, *, market_id: int | None = None, also: Iterable[int] = ()
) -> list[Association]:
    """List by name the paguyuban with these ids, and those that work in a market."""
    wanted: ColumnElement[bool] = Association.id.in_(list(also))
    if market_id is not None:
        wanted = sa.or_(wanted, Association.markets.any(Market.id == market_id))
    return list(session.scalars(sa.select(Association).where(wanted).order_by(Association.name)))


def association(session: Session, association_id: int) -> Association:
    """Get a paguyuban; NoResultFound outside the city."""
    return session.get_one(Association, association_id)


def associations_per_market(session: Session) -> dict[int, int]:
    """Count the paguyuban that work in each market."""
    pairs = (
        sa.select(association_market.c.market_id, sa.func.count())
        .join(Association, Association.id == association_market.c.association_id)
        .group_by(association_market.c.market_id)
    )
    rows = session.execute(pairs)
    return {market_id: count for market_id, count in rows}  # noqa: C416 - no pairs to mypy


def at_work(today: date) -> ColumnElement[bool]:
    """Say, as SQL, which paguyuban are not closed on a day."""
    return sa.or_(Association.closed_on.is_(None), Association.closed_on > today)


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

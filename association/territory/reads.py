"""Select markets and paguyuban."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.territory.models import Association, Market, association_market


def markets_of(session: Session, association_id: int) -> list[Market]:
    """List the markets a paguyuban works in, then the city's others."""
    own = sa.exists().where(
        association_market.c.market_id == Market.id,
        association_market.c.association_id == association_id,
    )
    city = sa.select(Association.city_id).where(Association.id == association_id).scalar_subquery()
    return list(
        session.scalars(
            sa.select(Market).where(Market.city_id == city).order_by(own.desc(), Market.name)
        )
    )


def own_markets(session: Session, association_id: int) -> list[Market]:
    """List the markets a paguyuban works in."""
    own = sa.exists().where(
        association_market.c.market_id == Market.id,
        association_market.c.association_id == association_id,
    )
    return list(session.scalars(sa.select(Market).where(own).order_by(Market.name)))

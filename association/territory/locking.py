"""Hold a paguyuban or a market until the commit, and refuse one that was changed meanwhile."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from association.territory.models import Association, Market


class TerritoryChanged(StaleDataError):
    """Somebody else saved a paguyuban or a market since its page was opened."""


def locked_association(
    session: Session, association_id: int, *, version: int | None = None
) -> Association:
    """Hold a paguyuban; raises NoResultFound outside the reach, TerritoryChanged when it changed
    since `version`."""
    association = session.get_one(Association, association_id, with_for_update=True)
    _refuse_old(association, version)
    return association


def locked_market(
    session: Session, market_id: int, *, city_id: int, version: int | None = None
) -> Market:
    """Hold a market of the city; raises as `locked_association` does."""
    own = (Market.id == market_id, Market.city_id == city_id)
    market = session.scalars(sa.select(Market).where(*own).with_for_update()).one()
    _refuse_old(market, version)
    return market


def _refuse_old(row: Market | Association, version: int | None) -> None:
    if version not in (None, row.version):
        raise TerritoryChanged(f"{row.version} is saved, {version} was opened")

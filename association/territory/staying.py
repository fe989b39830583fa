"""Where a paguyuban works, with its days; for the actions that say so."""

from collections.abc import Collection, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.territory.models import Association, FormerStay, Market, association_market


def markets_in(session: Session, market_ids: Collection[int], city_id: int) -> list[Market]:
    """Get markets of the city; NoResultFound when one of them is none."""
    wanted = sa.select(Market).where(Market.id.in_(market_ids), Market.city_id == city_id)
    found = list(session.scalars(wanted.order_by(Market.id)))
    if len(found) != len(set(market_ids)):
        raise NoResultFound
    return found


def work_in(
    session: Session, association: Association, markets: Sequence[Market], today: date
) -> None:
    """Let a paguyuban work in these markets from today on. What begins and ends on one day never
    was, and who comes back on the day of leaving never left."""
    here, wanted = association_market.c, {market.id for market in markets}
    stays = {
        row.market_id: row.since
        for row in session.execute(
            sa.select(here.market_id, here.since).where(here.association_id == association.id)
        )
    }
    for market_id in stays.keys() - wanted:
        gone = (here.association_id == association.id, here.market_id == market_id)
        session.execute(sa.delete(association_market).where(*gone))
        if stays[market_id] != today:
            stay = {"association_id": association.id, "market_id": market_id}
            session.add(FormerStay(**stay, since=stays[market_id], until=today))
    for market_id in wanted - stays.keys():
        stay = {"association_id": association.id, "market_id": market_id}
        since = _back(session, stay, today)
        session.execute(sa.insert(association_market).values(**stay, since=since))
    session.flush()
    session.expire(association, ["markets"])


def _back(session: Session, stay: dict[str, int], today: date) -> date | None:
    """Take back that a paguyuban left a market today; gives since when it works there."""
    left = session.scalars(sa.select(FormerStay).filter_by(**stay, until=today)).first()
    if left is None:
        return today
    session.delete(left)
    return left.since

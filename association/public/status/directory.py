"""Select the public directory of paguyuban."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from association.paging import Page, behind, cut, one_more
from association.territory.models import Association, Market
from association.territory.reads import at_work


def directory(session: Session, *, query: str, after: int | None, today: date) -> Page[Association]:
    """List paguyuban by name, 25 at a time, that match a part of their name, of a market or of its
    other names."""
    statement = sa.select(Association).where(at_work(today))
    statement = statement.options(selectinload(Association.markets))
    for word in query.split()[:4]:
        market = Association.markets.any(
            sa.or_(
                Market.name.icontains(word, autoescape=True),
                sa.cast(Market.aliases, sa.Text).icontains(word, autoescape=True),
            )
        )
        statement = statement.where(
            sa.or_(Association.name.icontains(word, autoescape=True), market)
        )
    order = (Association.name, Association.id)
    statement = behind(session, statement.order_by(*order), *order, after=after)
    return cut(session.scalars(one_more(statement)), lambda one: one.id)

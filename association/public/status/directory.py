"""Select the public directory of paguyuban."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from association.paging import Page, behind, cut, one_more
from association.territory.models import Association
from association.territory.reads import at_work, like


def directory(session: Session, *, query: str, after: int | None, today: date) -> Page[Association]:
    """List paguyuban by name, 25 at a time, that match a part of a name of theirs or of a
    market's."""
    statement = sa.select(Association).where(at_work(today))
    statement = statement.options(selectinload(Association.markets))
    for word in query.split()[:4]:
        statement = statement.where(like(word))
    order = (Association.name, Association.id)
    statement = behind(session, statement.order_by(*order), *order, after=after)
    return cut(session.scalars(one_more(statement)), lambda one: one.id)

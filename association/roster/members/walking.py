"""The order in which stalls are walked past, as SQL: by the numbers of the walk, and without them
by place."""

from typing import Any

import sqlalchemy as sa

from association.roster.members.models import Stall


def walking_order() -> tuple[Any, ...]:
    """Sort stalls: those with a number of the walk, then by market and place, then those of which
    only the market is known."""
    number = sa.func.coalesce(Stall.number, "")
    unknown = sa.and_(Stall.walk.is_(None), number == "")
    behind = (Stall.walk.is_(None), Stall.walk, unknown, Stall.market_id, Stall.kind, Stall.block)
    return (*behind, sa.func.length(number), number)

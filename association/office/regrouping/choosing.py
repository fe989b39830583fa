"""Who of a roster goes where, as SQL: everybody, or those of some markets and blocks. Each member
counts where their first stall is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from association.roster.members.models import Member, Stall
from association.roster.members.statuses import on_roster

ELSE = 0  # instead of a market's id: nobody wrote down which


@dataclass(frozen=True, slots=True)
class Place:
    """A market of a roster, or one block in it (None: all of the market)."""

    market_id: int
    block: str | None = None

    @property
    def code(self) -> str:
        """Give it as a form sends it: "3", or "3:B" for block B."""
        return str(self.market_id) if self.block is None else f"{self.market_id}:{self.block}"

    @property
    def holds(self) -> ColumnElement[bool]:
        """Say, as SQL, whose first stall is here."""
        market = at_market() == self.market_id
        return market if self.block is None else sa.and_(market, at_block() == self.block)


def at_market() -> ColumnElement[int]:
    """Give, as SQL, the market of a first stall, or ELSE."""
    return sa.func.coalesce(Stall.market_id, ELSE)


def at_block() -> ColumnElement[str]:
    """Give, as SQL, the block of a first stall, empty where nobody wrote it down."""
    return sa.func.coalesce(Stall.block, "")


def roster(
    association_id: int, today: date, *columns: Any, places: Collection[Place] | None = None
) -> sa.Select[Any]:
    """Select columns of who is on a roster and of their first stall; with `places` only of those
    who have it there."""
    stall = aliased(Stall)
    first = sa.select(sa.func.min(stall.id)).where(stall.member_id == Member.id)
    found = (
        sa.select(*columns)
        .select_from(Member)
        .outerjoin(Stall, Stall.id == first.correlate(Member).scalar_subquery())
        .where(Member.association_id == association_id, on_roster(today))
    )
    return (
        found if places is None else found.where(sa.or_(sa.false(), *(one.holds for one in places)))
    )

"""Whose rows a table holds: each way to be confined stands here once, and a model names its own
before Base.

`class Stall(SeenByMember, CountedThroughAssociation, OfAssociation, Base)` reads: the member sees
it, the city counts it, the paguyuban owns it. Nobody else reaches a row, and only the owner writes.
"""

from itertools import groupby
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import object_session
from sqlalchemy.sql.elements import ColumnElement

from association.access.reach import (
    OneAssociation,
    OneCity,
    OneMember,
    Reach,
    SomeBlocks,
    Visitor,
)
from association.access.tables import Fenced, only_checked

# Territory lies above; the fence only needs to know which paguyuban stand in which city.
_association = sa.table("association", sa.column("id"), sa.column("city_id")).alias(
    "fence_association"
)
_stall = sa.table(
    "stall", *map(sa.column, ("member_id", "association_id", "market_id", "block"))
).alias("fence_stall")


class _Confined(Fenced):
    """The end of each chain: what no owner lets in stays out."""

    if TYPE_CHECKING:  # the columns themselves are mapped by each model
        association_id: Any
        city_id: Any
        member_id: Any

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:  # noqa: ARG003 - for every reach alike
        """Reach nothing."""
        return sa.false()

    def inside(self, reach: Reach) -> bool:
        """Write nothing."""
        return False


class SeenByAssociation(_Confined):
    """Read by the paguyuban in `association_id`."""

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the paguyuban's own."""
        if isinstance(reach, OneAssociation):
            return only_checked(cls.association_id) == reach.association_id
        return super().within(reach)


class OfAssociation(SeenByAssociation):
    """Read and written by the paguyuban in `association_id`."""

    def inside(self, reach: Reach) -> bool:
        """Only the paguyuban writes it."""
        if isinstance(reach, OneAssociation):
            return self.association_id == reach.association_id  # type: ignore[no-any-return]
        return super().inside(reach)


class SeenInPaguyuban(SeenByAssociation):
    """Read by the paguyuban in `association_id` and by the coordinators of its blocks: tells of no
    member."""

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the paguyuban's own."""
        if isinstance(reach, SomeBlocks):
            return only_checked(cls.association_id) == reach.association_id
        return super().within(reach)


def stands_in(member_id: Any, reach: SomeBlocks) -> ColumnElement[bool]:
    """Say, as SQL, that a member has a stall in a coordinator's places."""
    markets = groupby(sorted(reach.places), key=lambda place: place[0])
    here = [_in_market(market, [block for _, block in rows]) for market, rows in markets]
    if not here:
        return sa.false()
    own = _stall.c.association_id == reach.association_id
    return only_checked(member_id).in_(sa.select(_stall.c.member_id).where(own, sa.or_(*here)))


def _in_market(market_id: int, blocks: list[str]) -> ColumnElement[bool]:
    """Match the stalls of these blocks however they are spelt, by the index on blocks."""
    there: ColumnElement[bool] = _stall.c.market_id == market_id
    spelt = {way(one) for one in blocks for way in (str, str.upper, str.lower, str.title)}
    return there if "" in blocks else sa.and_(there, _stall.c.block.in_(sorted(spelt)))


def is_true(row: object, condition: ColumnElement[bool]) -> bool:
    """Ask the database, under the reach of a row's session, whether a condition holds."""
    session = object_session(row)
    return session is not None and session.scalar(sa.select(condition)) is True


class SeenInBlocks(_Confined):
    """Read by the coordinators in whose places the member in `member_id` has a stall."""

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the members of some blocks."""
        if isinstance(reach, SomeBlocks):
            return stands_in(cls.member_id, reach)
        return super().within(reach)


class NotedInBlocks(_Confined):
    """Written, but not read, by the coordinators in whose places the member has a stall."""

    def inside(self, reach: Reach) -> bool:
        """Only about a member of their blocks, and for their paguyuban."""
        if isinstance(reach, SomeBlocks):
            own = self.association_id == reach.association_id
            return own and is_true(self, stands_in(sa.literal(self.member_id), reach))
        return super().inside(reach)


class MarkedInBlocks(SeenInBlocks, NotedInBlocks):
    """Read and written by the coordinators in whose places the member has a stall."""


class CountedInCity(_Confined):
    """Counted by the officers of the city in `city_id`."""

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the city."""
        if isinstance(reach, OneCity):
            return only_checked(cls.city_id) == reach.city_id
        return super().within(reach)


class WrittenInCity(CountedInCity):
    """Counted and written by the officers of the city in `city_id`."""

    def inside(self, reach: Reach) -> bool:
        """Only the city's officers write it."""
        if isinstance(reach, OneCity):
            return self.city_id == reach.city_id  # type: ignore[no-any-return]
        return super().inside(reach)


class CountedThroughAssociation(_Confined):
    """Counted by the officers of the city in which the paguyuban of `association_id` stands."""

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the paguyuban of the city."""
        if isinstance(reach, OneCity):
            there = sa.select(_association.c.id).where(_association.c.city_id == reach.city_id)
            return only_checked(cls.association_id).in_(there)
        return super().within(reach)


class SeenByMember(_Confined):
    """Read by the member in `member_id`."""

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the member's own."""
        if isinstance(reach, OneMember):
            return only_checked(cls.member_id) == reach.member_id
        return super().within(reach)


class MarkedByMember(SeenByMember):
    """Read and written by the member in `member_id`, on the roster in `association_id`."""

    def inside(self, reach: Reach) -> bool:
        """The member writes their own."""
        if isinstance(reach, OneMember):
            own = (reach.member_id, reach.association_id)
            return (self.member_id, self.association_id) == own
        return super().inside(reach)


class OpenToVisitors(_Confined):
    """Found by anybody: a public notice, or a row behind a code that nobody guesses."""

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Let a visitor find every row: where there is a code, the query asks for it."""
        return sa.true() if isinstance(reach, Visitor) else super().within(reach)

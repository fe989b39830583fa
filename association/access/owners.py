"""Whose rows a table holds: each way to be confined stands here once, and a model names its own
before Base.

`class Stall(SeenByMember, CountedThroughAssociation, OfAssociation, Base)` reads: the member sees
it, the city counts it, the paguyuban owns it. Nobody else reaches a row, and only the owner writes.
"""

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from association.access.reach import OneAssociation, OneCity, OneMember, Reach, Visitor
from association.access.tables import Fenced, only_checked

# Territory lies above; the fence only needs to know which paguyuban stand in which city.
_association = sa.table("association", sa.column("id"), sa.column("city_id")).alias(
    "fence_association"
)


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

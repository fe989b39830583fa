"""Reach: which rows an actor touches, as plain values that the fence turns into WHERE."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OneAssociation:
    """A leader: the rows of the one paguyuban they work in now."""

    association_id: int
    city_id: int


@dataclass(frozen=True, slots=True)
class SomeBlocks:
    """A coordinator: the members of one paguyuban with a stall in these places, each a market and a
    block there; a block "" stands for the whole market. Tables that do not name it stay closed."""

    association_id: int
    city_id: int
    account_id: int  # whose collected money they see
    places: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class OneCity:
    """An officer: the city's rows, to be counted; the fence refuses personal columns."""

    city_id: int


@dataclass(frozen=True, slots=True)
class OneMember:
    """A member who showed card code and birth date: their own row and the directory."""

    member_id: int
    association_id: int
    city_id: int


@dataclass(frozen=True, slots=True)
class Visitor:
    """Nobody in particular: the public directory of paguyuban, no people."""


@dataclass(frozen=True, slots=True)
class Everywhere:
    """Commands only (demo, generate, checks); no request ever gets it."""


Leading = OneAssociation | SomeBlocks  # who works in a paguyuban
Reach = OneAssociation | SomeBlocks | OneCity | OneMember | Visitor | Everywhere

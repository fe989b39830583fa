"""Reach: which rows an actor touches, as plain values that the fence turns into WHERE."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OneAssociation:
    """A leader: the rows of the one paguyuban they work in now."""

    association_id: int
    city_id: int


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


Reach = OneAssociation | OneCity | OneMember | Visitor | Everywhere

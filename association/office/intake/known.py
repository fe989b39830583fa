"""What a city has already, as a list of paguyuban is held against it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A market of the city."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Known:
    """A paguyuban that the city has already."""

    id: int
    name: str
    is_closed: bool
    has_contact: bool
    has_ketua: bool


@dataclass(frozen=True, slots=True)
class City:
    """What a list is held against: markets by their keys, the city's paguyuban by theirs, and the
    phones of accounts that cannot hold a duty."""

    markets: dict[str, Place]
    paguyuban: dict[str, Known]
    alike: dict[str, Known]
    offices: frozenset[str]

    @property
    def places(self) -> list[Place]:
        """Give each market once, by name."""
        each = {one.id: one for one in self.markets.values()}
        return sorted(each.values(), key=lambda one: one.name)

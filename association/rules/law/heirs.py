"""Who of a family inherits, and who comes first: PP 44/2015 arts. 37 and 40."""

from collections.abc import Iterable, Mapping
from typing import Final

from association.rules.people.heirs import Heir, Relation

HEIRS_SOURCE: Final = "pp44_p40"  # of JKM; art. 37 says the same of JKK [pp44_p37]

# Widow, widower and children share; each next rank inherits only when there is none before it.
# A will counts only when a notary made it [permenaker1_p79]. A neighbour inherits nothing.
RANKS: Final[Mapping[Relation, int]] = {
    Relation.WIFE: 1,
    Relation.HUSBAND: 1,
    Relation.CHILD: 1,
    Relation.PARENT: 2,  # blood relatives up and down, to the second degree
    Relation.GRANDCHILD: 2,
    Relation.GRANDPARENT: 2,
    Relation.SIBLING: 3,
    Relation.PARENT_IN_LAW: 4,
    Relation.WILL: 5,
}
SPOUSES: Final = (Relation.WIFE, Relation.HUSBAND)
ADULT: Final = 18  # years; below, a guardian signs for the child [grid_wali]
_ORDER: Final = tuple(Relation)


def rank_of(relation: Relation) -> int | None:
    """Return the rank of a relation, 1 first; None for who inherits nothing."""
    return RANKS.get(relation)


def in_order(heirs: Iterable[Heir]) -> tuple[Heir, ...]:
    """Put a family in the order of the law: by rank, the spouse before the children, these by
    their age; who inherits nothing stands last."""
    return tuple(sorted(heirs, key=_place))


def first_in_line(heirs: Iterable[Heir]) -> tuple[Heir, ...]:
    """Return those who share the benefit: all of the first rank that has anybody; none when nobody
    inherits."""
    ranked = [(rank, heir) for heir in in_order(heirs) if (rank := rank_of(heir.relation))]
    return tuple(heir for rank, heir in ranked if rank == ranked[0][0])


def may_be_minor(heir: Heir, year: int) -> bool:
    """Tell whether a child may be under 18 in a year; of one without a year of birth, whether a
    guardian is named."""
    if heir.birth_year is None:
        return bool(heir.guardian)
    return year - heir.birth_year <= ADULT


def _place(heir: Heir) -> tuple[int, int, int, str]:
    last = len(RANKS)
    return (
        rank_of(heir.relation) or last,
        _ORDER.index(heir.relation),
        heir.birth_year or 9999,  # unknown: behind those whose age is known
        heir.name,
    )

"""Who belongs to a member's family, as far as a claim asks for it."""

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """What somebody is to the member; which of them inherit, and in which order, says
    rules.law.heirs."""

    WIFE = "wife"
    HUSBAND = "husband"
    CHILD = "child"
    PARENT = "parent"
    GRANDCHILD = "grandchild"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    PARENT_IN_LAW = "parent_in_law"
    WILL = "will"  # named in a will made by a notary
    NEIGHBOUR = "neighbour"  # no heir: the trader beside them, who knows the family


@dataclass(frozen=True, slots=True, kw_only=True)
class Heir:
    """One of the family, or the neighbour who knows it. Of a child the least: name, year of birth,
    guardian."""

    relation: Relation
    name: str
    phone: str | None = None  # +62812...
    birth_year: int | None = None
    guardian: str = ""  # of a child

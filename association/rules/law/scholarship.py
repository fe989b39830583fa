"""For whom of a member's children a scholarship may come, and since when: PP 82/2019."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from association.rules.law.benefits import (
    CHILDREN,
    SCHOLARSHIP,
    SCHOLARSHIP_ENDS,
    SCHOLARSHIP_SOURCE,
)
from association.rules.law.coverage import Coverage
from association.rules.law.stakes import stakes
from association.rules.people.heirs import Heir, Relation


class Schooling(StrEnum):
    """Whether a child is young enough for the scholarship, by year of birth."""

    UNDER = "under"
    ASK = "ask"  # turns 23 in the year of the case
    OVER = "over"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scholarship:
    """For whom a scholarship may come: at most two children, `most` rupiah for those surely young
    enough and `perhaps` for others to be asked about; both 0 before `open_from`, the first day
    after three years of unbroken months (None: no such wait, or none that leads up to the day)."""

    source: str
    children: tuple[tuple[Heir, Schooling], ...]
    is_open: bool
    open_from: date | None
    most: int
    perhaps: int


def scholarship(
    children: tuple[Heir, ...], cover: Coverage, *, day: date, of_jkk: bool
) -> Scholarship | None:
    """Tell for whom a scholarship may come; None without children. JKM: after three years of
    unbroken months; JKK: no such wait. Nobody gets one for a day that was not covered."""
    if not children:
        return None
    found = tuple((child, schooling(child, day.year)) for child in children)
    stake = stakes(cover, today=day)
    is_open = cover.protected if of_jkk else stake.scholarship > 0
    sure = min(sum(one is Schooling.UNDER for _, one in found), CHILDREN)
    asked = sum(one in (Schooling.ASK, Schooling.UNKNOWN) for _, one in found)
    return Scholarship(
        source=SCHOLARSHIP_SOURCE,
        children=found,
        is_open=is_open,
        open_from=None if is_open else stake.scholarship_from,
        most=SCHOLARSHIP * sure if is_open else 0,
        perhaps=SCHOLARSHIP * min(asked, CHILDREN - sure) if is_open else 0,
    )


def schooling(child: Heir, year: int) -> Schooling:
    """Tell whether a child is under 23 in a year, by the year of birth; ValueError for who is no
    child of the member."""
    if child.relation is not Relation.CHILD:
        raise ValueError(f"no child: {child.relation}")
    if child.birth_year is None:
        return Schooling.UNKNOWN
    turns = year - child.birth_year
    if turns == SCHOLARSHIP_ENDS:
        return Schooling.ASK
    return Schooling.UNDER if turns < SCHOLARSHIP_ENDS else Schooling.OVER

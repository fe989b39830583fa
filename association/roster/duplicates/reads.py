"""Find rows of one roster that may be the same person."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.roster.duplicates.models import TwoPeople
from association.roster.members.models import Member, Stall
from association.roster.members.statuses import on_roster, stall_labels
from association.rules.people.likeness import Alike, Person, same_person
from association.rules.people.names import search_form
from association.rules.people.sounds import sound_form
from association.rules.people.stalls import stall_key
from association.vault import vault

MOST_TOGETHER = (
    12  # what more rows share (a stall written for a whole row of them) tells nobody apart
)


@dataclass(frozen=True, slots=True)
class Likely:
    """Two rows that may be one person; certain when nothing but a slip parts them."""

    first_id: int
    second_id: int
    first: Person
    second: Person
    is_certain: bool
    stalls: tuple[str, str]


def likely(session: Session, *, association_id: int, today: date) -> list[Likely]:
    """List the pairs of a roster that may be one person, the certain ones first, then by name; told
    apart ones never.

    Reads one roster, and compares only rows that share a phone or a stall, or whose names are at
    most one letter apart.
    """
    people = _people(session, association_id, today)
    told = sa.select(TwoPeople.low_id, TwoPeople.high_id).where(
        TwoPeople.association_id == association_id
    )
    apart = {(low, high) for low, high in session.execute(told)}
    found = [
        (low, high, alike)
        for low, high in sorted(_candidates(people) - apart)
        if (alike := same_person(people[low], people[high])) is not Alike.NO
    ]
    labels = stall_labels(session, sorted({one for low, high, _ in found for one in (low, high)}))
    pairs = [
        Likely(
            low,
            high,
            people[low],
            people[high],
            alike is Alike.CERTAIN,
            (labels.get(low, ""), labels.get(high, "")),
        )
        for low, high, alike in found
    ]
    return sorted(pairs, key=_surest_first)


def _surest_first(pair: Likely) -> tuple[bool, str, int]:
    return not pair.is_certain, search_form(pair.first.name), pair.first_id


def _people(session: Session, association_id: int, today: date) -> dict[int, Person]:
    own = sa.and_(Member.association_id == association_id, on_roster(today))
    places = _places(session, own)
    columns = (
        Member.id,
        Member.name,
        Member.known_as,
        Member.birth_date,
        Member.phone_sealed,
        Member.nik_index,
    )
    return {
        member_id: Person(
            name,
            known_as,
            born,
            vault.open(sealed, f"member|phone|{member_id}") if sealed else None,
            frozenset(places[member_id]),
            nik,
        )
        for member_id, name, known_as, born, sealed, nik in session.execute(
            sa.select(*columns).where(own)
        )
    }


def _places(
    session: Session, own: sa.ColumnElement[bool]
) -> dict[int, set[tuple[int | None, str, str]]]:
    places: dict[int, set[tuple[int | None, str, str]]] = defaultdict(set)
    stalls = sa.select(Stall.member_id, Stall.market_id, Stall.block, Stall.number).join(
        Member, Member.id == Stall.member_id
    )
    for member_id, market, block, number in session.execute(stalls.where(own)):
        if block or number:
            places[member_id].add((market, *stall_key(block, number)))
    return places


def _candidates(people: dict[int, Person]) -> set[tuple[int, int]]:
    """Pair the rows that share something: a phone, a stall, or a name but for one letter (left out
    on either side)."""
    together: dict[object, list[int]] = defaultdict(list)
    for member_id, one in people.items():
        for key in (*_near(one.name), *one.stalls, *([one.phone] if one.phone else [])):
            together[key].append(member_id)
    few = (ids for ids in together.values() if len(ids) <= MOST_TOGETHER)
    return {(min(pair), max(pair)) for ids in few for pair in combinations(ids, 2)}


def _near(name: str) -> set[str]:
    """Give a name as it sounds, and that with each of its letters left out."""
    plain = sound_form(name).replace(" ", "")
    return {plain, *(plain[:place] + plain[place + 1 :] for place in range(len(plain)))}

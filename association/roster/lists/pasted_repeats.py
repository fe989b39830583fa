"""Finds the lines of a pasted list that tell of one person again: told twice, or to be asked."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from association.roster.lists.pasted_entries import Unclear
from association.roster.lists.pasted_lines import Person
from association.roster.lists.problems import Code, Problem
from association.rules.people.likeness import like_names
from association.rules.people.names import search_form
from association.rules.people.sounds import name_key
from association.rules.people.stalls import stall_key

MEN = frozenset(("pak", "bpk", "bp", "bapak", "mas", "mase", "kang", "om", "pakde", "paklik", "tn"))
WOMEN = frozenset(("bu", "ibu", "mbak", "mb", "mbok", "bude", "bulik", "yu", "ny", "nyonya"))
FEW_WORDS = 2  # a name of fewer words is shared by many


@dataclass(frozen=True, slots=True)
class Repeated:
    """A line that says nothing new of somebody, and the line that told of them first."""

    entry: Person
    first_line: int


@dataclass(slots=True)
class _Kept:
    """The entries so far, and where to find those that may tell of one person."""

    entries: list[Person | Unclear] = field(default_factory=list)
    places: dict[object, list[int]] = field(default_factory=dict)

    def add(self, entry: Person | Unclear) -> None:
        """Keep an entry."""
        if isinstance(entry, Person):
            for key in _keys(entry):
                self.places.setdefault(key, []).append(len(self.entries))
        self.entries.append(entry)

    def like(self, entry: Person) -> Iterator[tuple[int, Person]]:
        """Yield the persons so far who share a name, a phone or a stall with this one."""
        near = {place for key in _keys(entry) for place in self.places.get(key, ())}
        for place in sorted(near):
            if isinstance(first := self.entries[place], Person):
                yield place, first


def without_repeats(
    told: list[Person | Unclear],
) -> tuple[list[Person | Unclear], list[Repeated]]:
    """Join the lines that tell of one person again, for every member copies the list and adds a
    line; ask where it may be another one."""
    kept = _Kept()
    repeated: list[Repeated] = []
    for entry in told:
        near = list(kept.like(entry)) if isinstance(entry, Person) else []
        if not isinstance(entry, Person) or not near:
            kept.add(entry)
        elif same := next(((at, one) for at, one in near if _is_told_again(one, entry)), None):
            kept.entries[same[0]] = _joined(same[1], entry)
            repeated.append(Repeated(entry, same[1].lines[0]))
        elif first := next((one for _at, one in near if _may_be_one(one, entry)), None):
            name = first.named.known_as or first.named.name
            why = Problem.of(
                Code.SAME_PERSON, where=Problem.of(Code.LINE, line=first.lines[0]), name=name
            )
            kept.add(Unclear(entry.lines[0], entry.text, why, entry))
        else:
            kept.add(entry)
    return kept.entries, repeated


def _keys(entry: Person) -> set[object]:
    phone = {("phone", entry.phone.phone)} if entry.phone.phone else set()
    return {("name", name_key(entry.named.name)), *phone, *_stalls(entry)}


def _stalls(entry: Person) -> set[tuple[str, str]]:
    parts = (stall.parts for stall in entry.stalls if stall.parts.number)
    return {stall_key(part.block, part.number) for part in parts}


def _is_told_again(first: Person, later: Person) -> bool:
    """Tell whether a line says the same once more: the same name and stall and nothing against it,
    or nothing different at all."""
    if _written(first) != _written(later) or _differ(first, later):
        return False
    if _stalls(first) and _stalls(first) == _stalls(later):
        return True
    bare = replace(later, lines=first.lines, text=first.text)
    return bare == first


def _written(entry: Person) -> str:
    return search_form(entry.named.known_as or entry.named.name)


def _differ(first: Person, later: Person) -> bool:
    """Tell whether two lines name two phones, NIKs or births."""
    facts = ((one.phone.phone, one.nik, str(one.cells or "") or None) for one in (first, later))
    return any(a and b and a != b for a, b in zip(*facts, strict=True))


def _may_be_one(first: Person, later: Person) -> bool:
    """Tell whether two lines may tell of one person: one name and nothing against it, or a like
    name and the same phone or stall."""
    shared = _stalls(first) & _stalls(later)
    same_phone = first.phone.phone is not None and first.phone.phone == later.phone.phone
    two = (first.nik and later.nik and first.nik != later.nik) or (
        {"L", "P"} == {_titles(first), _titles(later)}
    )
    if two and not (shared and like_names(first.named.name, later.named.name)):
        return False
    if shared or same_phone:
        return like_names(first.named.name, later.named.name)
    if name_key(first.named.name) != name_key(later.named.name):
        return False
    apart = (_stalls(first) and _stalls(later)) or _differ(first, later)
    return not apart or len(later.named.name.split()) >= FEW_WORDS


def _titles(entry: Person) -> str:
    """Give whether the title is a man's or a woman's; empty for neither."""
    words = search_form(entry.named.known_as).split()[:1]
    return "L" if MEN.issuperset(words) and words else "P" if WOMEN & set(words) else ""


def _joined(first: Person, later: Person) -> Person:
    """Give a person with what a later line adds."""
    return replace(
        first,
        phone=first.phone if first.phone.phone else later.phone,
        money=later.money if later.money.paid else first.money,
        nik=first.nik or later.nik,
        cells={**later.cells, **first.cells},
    )

"""Weighs what the cells of a column look like: phones, markets, paguyuban, people, numbers."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from association.office.intake.headings import ORGANISATION
from association.office.intake.names import names_market, person_in
from association.roster.lists.cells import text_of
from association.roster.lists.phones import CANDIDATE
from association.roster.lists.sheets import Cell
from association.rules.people.names import search_form

TRIED = 60  # cells of a column


@dataclass(frozen=True, slots=True)
class Looks:
    """Which shares of a column's cells look like what, from 0 to 1."""

    numbers: float
    phones: float
    markets: float
    organisations: float
    people: float
    districts: float
    addresses: float


def looks_of(cells: Sequence[Cell], known: Collection[str]) -> Looks:
    """Look at the cells of a column; `known` are keys of the city's markets."""
    texts = [text_of(cell) for cell in cells[:TRIED]]

    def share(test: Callable[[str], bool]) -> float:
        return sum(map(test, texts)) / max(len(texts), 1)

    return Looks(
        numbers=share(_is_number),
        phones=share(_is_phone),
        markets=share(lambda text: names_market(text, known)),
        organisations=share(lambda text: bool(set(search_form(text).split()) & ORGANISATION)),
        people=share(_is_person),
        districts=share(lambda text: _begins(text, "kecamatan", "kec")),
        addresses=share(lambda text: _begins(text, "jl", "jln", "jalan", "kampung", "kp", "gang")),
    )


def _is_number(text: str) -> bool:
    return text.strip("().").isdigit() and len(text) < 5


def _is_phone(text: str) -> bool:
    return bool(CANDIDATE.search(text)) and not _is_person(text)


def _is_person(text: str) -> bool:
    """Tell whether a name stands here, with or without a number beside it."""
    name, _phones = person_in(text)
    return sum(c.isalpha() for c in name) > 2 and not any(c.isdigit() for c in name)


def _begins(text: str, *words: str) -> bool:
    return search_form(text).split()[:1] in [[word] for word in words]

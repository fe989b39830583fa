"""Columns that tell of heirs: what their headings say, and their cells put together as one text."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from association.roster.lists.cells import is_empty, text_of
from association.roster.lists.columns import HEIRS, OF_HEIRS, Column
from association.roster.lists.sheets import Cell
from association.roster.lists.vocabulary import BIRTHS, DATES, NUMBERS, PHONES
from association.rules.house.errors import RuleError
from association.rules.people.names import search_form
from association.rules.people.relations import NO_HEIRS, relation_of

NAMED = frozenset(("nama", "lengkap", "sesuai", "ktp", "data", "dari", "ditunjuk", "yang", "para"))
RELATED = frozenset(("hubungan", "status"))
TO_WHOM = frozenset(("keluarga", "dengan", "anggota", "peserta", "pedagang", "kekeluargaan"))
BORN = BIRTHS | {"tahun", "thn", "th"}
YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


def heir_column(words: Sequence[str]) -> Column | None:
    """Tell what a heading with these words says of heirs; None for their NIK, their address, and
    for a heading that is not about them."""
    held = set(words)
    rest = held - {"waris", "ahli"} - NAMED
    if "waris" not in held:
        is_relation = "hubungan" in held and held <= RELATED | TO_WHOM
        return Column.HEIR_RELATION if is_relation else None
    if not rest:
        return HEIRS
    if rest & RELATED:
        return Column.HEIR_RELATION if rest <= RELATED | TO_WHOM else None
    if rest & PHONES:
        return Column.HEIR_PHONE if rest <= PHONES | NUMBERS else None
    is_birth = rest & BORN and rest <= BORN | DATES
    return Column.HEIR_BIRTH if is_birth else None


def without_lone_parts(kinds: Mapping[int, Column]) -> dict[int, Column]:
    """Leave out what tells of heirs beside no column of their names: "Hubungan keluarga" of a list
    of households."""
    if HEIRS in kinds.values():
        return dict(kinds)
    return {place: kind for place, kind in kinds.items() if kind not in OF_HEIRS}


def heirs_cell(told: Sequence[tuple[Column, Cell]]) -> str:
    """Put the cells that tell of heirs, empty ones too, together in the order of their columns.
    Raises RuleError for what stands in the wrong column."""
    groups = _groups(told)
    return "; ".join(filter(None, (_text(dict(group)) for group in groups)))


def _groups(told: Sequence[tuple[Column, Cell]]) -> list[list[tuple[Column, Cell]]]:
    """Part the cells by heir: a column that comes again begins the next one; where all names stand
    first, the first of each kind belong together."""
    groups: list[list[tuple[Column, Cell]]] = []
    for kind, cell in told:
        if not groups or kind in dict(groups[-1]):
            groups.append([])
        groups[-1].append((kind, cell))
    if all(HEIRS in dict(group) for group in groups):
        return groups
    by_turn: list[list[tuple[Column, Cell]]] = []
    seen: dict[Column, int] = {}
    for kind, cell in told:
        turn = seen[kind] = seen.get(kind, -1) + 1
        by_turn.extend([] for _ in range(turn + 1 - len(by_turn)))
        by_turn[turn].append((kind, cell))
    return by_turn


def _text(cells: Mapping[Column, Cell]) -> str:
    name = _one(cells.get(HEIRS))
    relation, phone = _one(cells.get(Column.HEIR_RELATION)), _one(cells.get(Column.HEIR_PHONE))
    if not name and not any(c.isdigit() for c in phone):
        return ""
    if relation and relation_of(relation) is None and search_form(relation) not in NO_HEIRS:
        raise RuleError(
            "hubungan “%(text)s” tidak dikenal. Tulis misalnya istri, suami, anak, orang tua.",
            text=relation[:30],
        )
    phone = phone if any(c.isdigit() for c in phone) else ""
    return ", ".join(filter(None, (name, relation, phone, _born(cells.get(Column.HEIR_BIRTH)))))


def _one(cell: Cell) -> str:
    """Give a cell's text; the lines of a name stay apart."""
    if is_empty(cell):
        return ""
    return cell.strip() if isinstance(cell, str) else text_of(cell)


def _born(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"lahir {cell.year}"
    text = _one(cell)
    found = YEAR.search(text)
    return f"lahir {found[0]}" if found else text

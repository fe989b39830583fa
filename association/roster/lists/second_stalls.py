"""Joins rows that tell of one person: of several stalls, as registers do, or the same once more."""

from collections.abc import Sequence
from dataclasses import replace

from association.roster.lists.contents import RowRead, Skipped
from association.roster.lists.marks import where_of
from association.roster.lists.problems import Code, Problem
from association.roster.lists.values import RowValues
from association.rules.people.names import search_form
from association.rules.people.stalls import stall_key

LONGEST = 200  # letters of a row that is told of
# What a later row may leave out of what the first one says.
FACTS = ("birth_date", "birth_place", "phone", "commodity")


def joined_stalls(rows: Sequence[RowRead]) -> tuple[list[RowRead], list[Skipped]]:
    """Return the rows, those with one NIK and name that differ only in their stall as one; and
    which went into it."""
    joined: list[RowRead] = []
    skipped: list[Skipped] = []
    places: dict[tuple[str | None, str], int] = {}
    for row in rows:
        key = (row.values.nik, search_form(row.values.name))
        place = places.get(key) if all(key) else None
        if place is None or not _adds_stall(joined[place], row):
            if all(key):
                places.setdefault(key, len(joined))
            joined.append(row)
            continue
        skipped.append(_skipped(row, joined[place]))
        joined[place] = _with_stalls(joined[place], row)
    return joined, skipped


def _with_stalls(first: RowRead, row: RowRead) -> RowRead:
    values = replace(first.values, stalls=first.values.stalls + row.values.stalls)
    warnings = tuple(dict.fromkeys((*first.warnings, *row.warnings)))
    return replace(first, values=values, warnings=warnings)


def _skipped(row: RowRead, first: RowRead) -> Skipped:
    reason = Problem.of(Code.STALL_OF_LINE, line=first.line)
    text = " | ".join(text for text in row.cells.values() if text)[:200]
    return Skipped(row.sheet, row.line, reason, text)


def _adds_stall(first: RowRead, row: RowRead) -> bool:
    if (
        first.problems
        or row.problems
        or not row.values.stalls
        or any(one.is_one(other) for one in row.values.stalls for other in first.values.stalls)
    ):
        return False
    return all(_value(row.values, fact) in (None, "", _value(first.values, fact)) for fact in FACTS)


def _value(values: RowValues, fact: str) -> object:
    value: object = getattr(values, fact)
    return value


def without_same_rows(rows: Sequence[RowRead]) -> tuple[list[RowRead], list[Skipped]]:
    """Return the rows, of those whose cells say the same only the first, and which were left
    out; a second row with one name and stall is asked about."""
    kept: list[RowRead] = []
    skipped: list[Skipped] = []
    written: dict[object, RowRead] = {}
    people: dict[object, RowRead] = {}
    for row in rows:
        cells = (row.sheet, _plain(row), row.values.stalls)
        if row.values.name and (before := written.setdefault(cells, row)) is not row:
            text = " | ".join(text for text in row.cells.values() if text)[:LONGEST]
            reason = Problem.of(Code.SAME_AS_LINE, line=before.line)
            skipped.append(Skipped(row.sheet, row.line, reason, text))
            continue
        first = people.setdefault(key, row) if (key := _person(row)) else row
        kept.append(_asked(row, first) if first is not row else row)
    return kept, skipped


def _plain(row: RowRead) -> tuple[str, ...]:
    """Give a row's cells without what capital letters and blanks make of them."""
    return tuple(" ".join(text.split()).casefold() for text in row.cells.values())


def _person(row: RowRead) -> object:
    """Give the name and stalls that two people hardly share; nothing without the number of one."""
    parts = (stall.parts for stall in row.values.stalls if stall.parts.number)
    stalls = frozenset(stall_key(part.block, part.number) for part in parts)
    return (search_form(row.values.name), stalls) if row.values.name and stalls else None


def _asked(row: RowRead, first: RowRead) -> RowRead:
    """Ask of a second row whether it tells of the same person; of two NIKs nobody has to."""
    if row.is_unclear or (row.values.nik and first.values.nik):
        return row
    why = Problem.of(Code.SAME_PERSON, where=where_of(first, row), name=first.values.name)
    return replace(row, problems=(*row.problems, Problem.of(Code.UNCLEAR, why=why)))

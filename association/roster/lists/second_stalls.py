"""Joins the rows of one person who has several stalls: registers have one row per stall."""

from collections.abc import Sequence
from dataclasses import replace

from association.roster.lists.contents import RowRead, Skipped
from association.roster.lists.problems import Code, Problem
from association.roster.lists.values import RowValues
from association.rules.people.names import search_form

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

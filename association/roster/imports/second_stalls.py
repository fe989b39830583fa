"""Joins the rows of one person who has several stalls: registers have one row per stall."""

from collections.abc import Sequence
from dataclasses import replace

from association.roster.imports.understood import RowRead, Skipped
from association.roster.imports.values import RowValues
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
        first = joined[place]
        values = replace(first.values, stalls=first.values.stalls + row.values.stalls)
        warnings = tuple(dict.fromkeys((*first.warnings, *row.warnings)))
        joined[place] = replace(first, values=values, warnings=warnings)
        reason = f"tempat usaha tambahan dari baris {first.line}"
        skipped.append(
            Skipped(
                row.sheet,
                row.line,
                reason,
                " | ".join(text for text in row.cells.values() if text)[:200],
            )
        )
    return joined, skipped


def _adds_stall(first: RowRead, row: RowRead) -> bool:
    if (
        first.problems
        or row.problems
        or not row.values.stalls
        or set(row.values.stalls) & set(first.values.stalls)
    ):
        return False
    return all(_value(row.values, fact) in (None, "", _value(first.values, fact)) for fact in FACTS)


def _value(values: RowValues, fact: str) -> object:
    value: object = getattr(values, fact)
    return value

"""What a child does with the answer to an unclear line (lists/apart.py)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from association.roster.imports import storage
from association.roster.lists.apart import Told
from association.roster.lists.contents import Contents, RowRead, Skipped
from association.roster.lists.marks import mask
from association.roster.lists.pasted_cells import is_pasted, key_of, written_of
from association.roster.lists.problems import Code, Problem
from association.roster.lists.values import RowValues

LONGEST_SHOWN = 200


def answered(data: bytes, *, number: str, said: Mapping[str, Any] | None) -> Told:
    """Make the unclear row with this number a person's with the values `said`, or pass it over when
    there are none; no texts when it was answered before. Head and parts come as lines."""
    head, *parts = data.decode().split("\n")
    rows = tuple(row for part in parts for row in storage.rows_from(part))
    understood = replace(storage.head_from(head), rows=rows)
    row = next((one for one in rows if one.is_unclear and key_of(one) == number), None)
    if row is None:
        return Told({"line": 0})
    if said is None:
        understood = _passed_over(understood, row)
    else:
        understood = _as_person(understood, row, storage.values_from(dict(said)))
    told = storage.told_of(understood)
    return replace(told, facts={**told.facts, "line": row.line})


def _as_person(understood: Contents, row: RowRead, values: RowValues) -> Contents:
    # What else is wrong with a row of a file is mended beside, not by this answer.
    left = (
        () if is_pasted(row) else tuple(one for one in row.problems if one.code is not Code.UNCLEAR)
    )
    clear = replace(row, values=values, problems=left)
    return replace(understood, rows=tuple(clear if one is row else one for one in understood.rows))


def _passed_over(understood: Contents, row: RowRead) -> Contents:
    text = mask(written_of(row))[:LONGEST_SHOWN]
    skipped = Skipped(row.sheet, row.line, Problem.of(Code.NOBODY), text)
    return replace(
        understood,
        rows=tuple(one for one in understood.rows if one is not row),
        skipped=tuple(sorted((*understood.skipped, skipped), key=lambda one: one.line)),
    )

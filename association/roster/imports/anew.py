"""What a child does with a list that is understood in another way (lists/apart.py)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from association.roster.imports import storage
from association.roster.lists.apart import Told
from association.roster.lists.columns import Column
from association.roster.lists.contents import Contents, DateOrder, RowRead
from association.roster.lists.date_orders import understand_dates
from association.roster.lists.marks import mark_repeats
from association.roster.lists.sheet_texts import sheets_from
from association.rules.house.errors import RuleError


def anew(
    data: bytes,
    *,
    chosen: Mapping[str, str | None],
    answers: Mapping[str, str],
    today: str,
) -> Told:
    """Understand the cells of a list in another way, but for the rows that somebody mended; cells
    and parts come as lines. Raises RuleError when no column holds names."""
    sheets, *parts = data.decode().split("\n")
    contents = understand_dates(
        sheets_from(sheets),
        today=date.fromisoformat(today),
        chosen={heading: Column(kind) if kind else None for heading, kind in chosen.items()},
        answers={sheet: DateOrder(order) for sheet, order in answers.items()},
    )
    if not contents.rows:
        raise RuleError("Di bawah kolom nama yang dipilih tidak ada nama. Pilih kolom lain.")
    rows = [row for part in parts for row in storage.rows_from(part) if row.mended]
    return storage.told_of(_with_mended(contents, {(row.sheet, row.line): row for row in rows}))


def _with_mended(contents: Contents, mended: Mapping[tuple[str, int], RowRead]) -> Contents:
    rows = [mended.get((row.sheet, row.line), row) for row in contents.rows]
    return replace(contents, rows=tuple(mark_repeats(rows))) if mended else contents

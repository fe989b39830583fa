"""What a child does with a list (lists/apart.py): reads it, understands it, and writes that as the
texts to be sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from association.roster.imports import storage
from association.roster.lists.apart import Told
from association.roster.lists.chats import chat_in
from association.roster.lists.columns import Column
from association.roster.lists.contents import Contents, DateOrder, RowRead
from association.roster.lists.date_orders import understand_dates
from association.roster.lists.marks import conceal, mark_repeats
from association.roster.lists.mending import left_out, read_again
from association.roster.lists.pasted_rows import understand_pasted
from association.roster.lists.problems import Code
from association.roster.lists.reader import read_sheets
from association.roster.lists.sheets import Limits
from association.rules.house.errors import RuleError


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of a list, as texts: all but its rows, the rows some hundred a text, and
    the cells as they were read, "" without any."""

    total: int
    head: str
    parts: tuple[str, ...]
    sheets: str = ""

    @classmethod
    def of(cls, told: Told) -> "Understood":
        """Take what a job of this module told."""
        head, sheets, *parts = told.texts
        return cls(told.facts["total"], head, tuple(parts), sheets)


def upload(data: bytes, *, limits: Limits, filename: str, today: str) -> Told:
    """Read an uploaded list; of an exported chat its text alone, as a fact.

    Raises UnreadableFile.
    """
    if (chat := chat_in(data)) is not None:
        return Told({"chat": chat})
    sheets = read_sheets(data, filename, limits=limits)
    contents = understand_dates(sheets, today=date.fromisoformat(today))
    if not contents.rows and not contents.asks_columns:
        raise RuleError("Berkas ini terbaca, tetapi tidak ada baris berisi nama.")
    return told_of(contents, storage.sheets_to(sheets))


def paste(data: bytes, *, today: str) -> Told:
    """Read a pasted list; raises RuleError."""
    contents = understand_pasted(data.decode(), today=date.fromisoformat(today))
    if not contents.rows:
        raise RuleError("Tulisan ini terbaca, tetapi tidak ada baris berisi nama.")
    return told_of(contents)


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
        storage.sheets_from(sheets),
        today=date.fromisoformat(today),
        chosen={heading: Column(kind) if kind else None for heading, kind in chosen.items()},
        answers={sheet: DateOrder(order) for sheet, order in answers.items()},
    )
    if not contents.rows:
        raise RuleError("Di bawah kolom nama yang dipilih tidak ada nama. Pilih kolom lain.")
    rows = [row for part in parts for row in storage.rows_from(part) if row.mended]
    return told_of(_with_mended(contents, {(row.sheet, row.line): row for row in rows}))


def among(
    data: bytes,
    *,
    place: int,
    line: Mapping[str, str],
    names: Sequence[str],
    today: str,
) -> Told:
    """Read one row anew, among all of its list: its parts come as lines.

    The text is the row, and behind it those that were refused only because of what it said before;
    their places are facts.
    """
    rows = [row for part in data.decode().split("\n") for row in storage.rows_from(part)]
    read = left_out(read_again(rows[place], line, today=date.fromisoformat(today)), names)
    others = [
        row
        for at, row in enumerate(rows)
        if at != place and not row.is_refused_for(Code.NIK_REPEATED)
    ]
    read = mark_repeats([*others, read])[-1]
    marked = mark_repeats([read if at == place else row for at, row in enumerate(rows)])
    released = {
        at: row
        for at, row in enumerate(marked)
        if at != place and len(row.problems) < len(rows[at].problems)
    }
    return Told({"released": list(released)}, (storage.part_of([read, *released.values()]),))


def _with_mended(contents: Contents, mended: Mapping[tuple[str, int], RowRead]) -> Contents:
    rows = [mended.get((row.sheet, row.line), row) for row in contents.rows]
    return replace(contents, rows=tuple(mark_repeats(rows))) if mended else contents


def told_of(contents: Contents, sheets: str = "") -> Told:
    """Write what was understood of a list, with no NIK in what is said beside its rows."""
    contents = conceal(contents)
    head, *parts = map(storage.packed, (storage.head_of(contents), *storage.parts_of(contents)))
    return Told({"total": len(contents.rows)}, (head, sheets, *parts))

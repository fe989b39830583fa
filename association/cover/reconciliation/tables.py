"""Finds the headings of a list and what each column below them holds; several that may hold the
same are told apart by their cells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from association.cover.reconciliation.columns import ColumnRead, Key, is_complete
from association.cover.reconciliation.headings import KINDS, OWN, column, heading_words
from association.cover.reconciliation.values import as_written, fits, number
from association.roster.lists.cells import is_empty, text_of
from association.roster.lists.heading_rows import is_over, joined, row_of_texts
from association.roster.lists.sheets import Cell, Sheet

SEARCHED_ROWS = 60
MOST_ROWS_OF_HEADINGS = 3
TRIED, SHOWN = 50, 3  # cells of a column that are held against its heading, and shown


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's columns by their place, and the first row (0-based) below the headings."""

    start: int
    columns: Mapping[int, ColumnRead]

    @property
    def is_complete(self) -> bool:
        """Tell whether a person can be found by it."""
        return is_complete(self.columns.values())


def table_of(
    sheet: Sheet, chosen: Mapping[Key, str | None] | None = None, *, today: date
) -> Table | None:
    """Find the headings of a sheet and what each column holds; `chosen` says it of columns by
    hand.

    None when no row of headings is found and nothing below looks like a NIK or a KPJ.
    """
    best = max(_tables(sheet, today=today), key=_worth, default=None)
    start, texts = (best.start, _texts_of(best)) if best else _beside_numbers(sheet)
    if start is None:
        return None
    return _table(sheet, start, texts, chosen or {}, today=today)


def _tables(sheet: Sheet, *, today: date) -> Iterator[Table]:
    """Find the first rows that tell a name and a number; those that begin just below may tell
    more."""
    rows, until = sheet.rows[:SEARCHED_ROWS], SEARCHED_ROWS
    for first in range(len(rows)):
        if first > until:
            return
        if first and is_over(rows, first - 1, sheet.merges):
            continue  # its headings mean nothing without those above
        for last in range(first, min(first + MOST_ROWS_OF_HEADINGS, len(rows))):
            texts = joined(rows, first, last, sheet.merges)
            if texts is None:
                break
            kinds = set(map(column, texts.values()))
            if "name" not in kinds or not kinds & {"nik", "kpj"}:
                continue
            table = _table(sheet, last + 1, texts, {}, today=today)
            if table.is_complete:
                until = min(until, first + MOST_ROWS_OF_HEADINGS)
                yield table


def _worth(table: Table) -> tuple[int, int]:
    """Weigh headings: those that tell most things, in the fewest words."""
    told = table.columns.values()
    return sum(one.kind is not None for one in told), -sum(len(one.heading) for one in told)


def _texts_of(table: Table) -> dict[int, str]:
    return {place: one.heading for place, one in table.columns.items()}


def _beside_numbers(sheet: Sheet) -> tuple[int | None, dict[int, str]]:
    """Find the first row that holds a NIK or a KPJ, and the texts of the row above."""
    for index, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        if any(_long(cell) and (number("nik", cell) or number("kpj", cell)) for cell in row):
            above = row_of_texts(sheet.rows[index - 1], below=True) if index else None
            return index, above or {}
    return None, {}


def _long(cell: Cell) -> bool:
    return sum(c.isdigit() for c in text_of(cell)) >= 10


def _table(
    sheet: Sheet,
    start: int,
    texts: Mapping[int, str],
    chosen: Mapping[Key, str | None],
    *,
    today: date,
) -> Table:
    """Say what each column that holds something is taken for; what was chosen by hand goes
    first."""
    below = sheet.rows[start:]
    cells = {
        place: [row[place] for row in below if place < len(row) and not is_empty(row[place])]
        for place in range(max((len(row) for row in (*below, texts)), default=0))
    }
    cells |= {place: cells.get(place, []) for place in texts}
    keys = _keys(texts, [place for place in sorted(cells) if cells[place] or texts.get(place)])
    kinds: dict[int, str] = {}
    for place, key in keys.items():
        if kind := chosen.get(key):
            kinds.setdefault(place, kind)
    open_places = {place: texts.get(place, "") for place, key in keys.items() if key not in chosen}
    for kind in KINDS:
        if kind not in kinds.values():
            best = _best(kind, open_places, cells, today=today)
            if best is not None:
                kinds[best] = kind
    return Table(
        start,
        {
            place: ColumnRead(*key, kinds.get(place), _samples(cells[place]))
            for place, key in keys.items()
        },
    )


def _keys(texts: Mapping[int, str], places: Sequence[int]) -> dict[int, Key]:
    headings = [texts.get(place, "") for place in places]
    return {
        place: (text, _letter(place) if not text or headings.count(text) > 1 else "")
        for place, text in zip(places, headings, strict=True)
    }


def _letter(place: int) -> str:
    before, last = divmod(place, 26)
    return (_letter(before - 1) if before else "") + chr(65 + last)


def _samples(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(as_written(cell) for cell in islice(cells, SHOWN))


def _best(
    kind: str, headings: Mapping[int, str], cells: Mapping[int, Sequence[Cell]], *, today: date
) -> int | None:
    """Choose among the columns whose heading says this kind: the one whose cells look like it, then
    the one that says it in the fewest words, then the leftmost.

    A heading that leaves doubts ("Peserta", "KTP") counts only when the cells look like it.
    """
    told = []
    for place, heading in headings.items():
        if column(heading) != kind:
            continue
        tried = cells[place][:TRIED]
        share = sum(fits(kind, cell, today=today) for cell in tried) / max(len(tried), 1)
        words = heading_words(heading)
        is_sure = OWN.get(kind, words[0]) in words
        if is_sure or share >= 0.5:
            told.append((share < 0.5, len(words), place))
    return min(told)[2] if told else None

"""What a list writes once for several rows: merged cells, ditto marks."""

from association.roster.lists.cells import is_ditto, is_empty, text_of
from association.roster.lists.columns import Column
from association.roster.lists.headings import HeadingRow
from association.roster.lists.sheets import Cell, Sheet

# What is written once for several rows by merging cells.
SPREAD = frozenset(
    {Column.STALL, Column.STALL_KIND, Column.STALL_BLOCK, Column.MARKET, Column.COMMODITY}
)
PLACES = frozenset({*SPREAD, Column.STALL_NUMBER})


def filled_down(
    sheet: Sheet, rows: list[tuple[Cell, ...]], heading: HeadingRow
) -> tuple[list[tuple[Cell, ...]], set[int]]:
    """Copy what merged cells say of several rows into each; return also the rows that share the
    name above them."""
    filled = [list(row) for row in rows]
    joined: set[int] = set()
    for merge in sheet.merges:
        if merge.top <= heading.last or merge.top >= len(filled) or merge.bottom == merge.top:
            continue
        kind = heading.columns.get(merge.left)
        below = range(merge.top + 1, min(merge.bottom + 1, len(filled)))
        if kind is Column.NAME:
            joined.update(below)
        top = filled[merge.top]
        value = top[merge.left] if merge.left < len(top) else None
        if kind in SPREAD and not is_empty(value):
            for index in below:
                _put(filled[index], merge.left, value)
    return [tuple(row) for row in filled], joined


def _put(row: list[Cell], place: int, value: Cell) -> None:
    """Fill an empty cell, unless the whole row is empty."""
    if any(text_of(cell) for cell in row):
        row.extend([None] * (place + 1 - len(row)))
        row[place] = value if row[place] is None else row[place]


def continues(row: tuple[Cell, ...], heading: HeadingRow) -> bool:
    """Tell whether a row under a merged name says nothing but another stall."""
    held = {heading.columns.get(place) for place, cell in enumerate(row) if not is_empty(cell)}
    return bool(held & PLACES) and held <= {*PLACES, Column.NUMBER, None}


def without_dittos(
    row: tuple[Cell, ...], heading: HeadingRow, above: dict[int, Cell]
) -> tuple[tuple[Cell, ...], list[str]]:
    """Put what stands above in the place of "sda" and ditto marks; return also the marks with
    nothing above them.
    """
    cells, unsaid = list(row), []
    for place, kind in heading.columns.items():
        if kind not in PLACES:
            continue
        if place >= len(cells):
            above[place] = None
            continue
        if is_ditto(cells[place]):
            unsaid += [] if above.get(place) is not None else [text_of(cells[place])]
            cells[place] = above.get(place)
        above[place] = cells[place]
    return tuple(cells), unsaid

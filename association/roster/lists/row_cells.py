"""The filled cells of one row, by the column they stand in."""

from association.roster.lists.cells import is_empty
from association.roster.lists.columns import Column
from association.roster.lists.headings import HeadingRow
from association.roster.lists.sheets import Cell

Cells = dict[Column, list[Cell]]


def by_column(row: tuple[Cell, ...], heading: HeadingRow) -> Cells:
    """Gather the cells that say something."""
    cells: Cells = {}
    for place, kind in sorted(heading.columns.items()):
        if place < len(row) and not is_empty(row[place]):
            cells.setdefault(kind, []).append(row[place])
    return cells


def first(cells: Cells, column: Column) -> Cell:
    """Give the first cell of a column, or None."""
    return cells.get(column, [None])[0]

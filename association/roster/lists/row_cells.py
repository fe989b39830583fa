"""The filled cells of one row, by the column they stand in."""

from association.roster.lists.cells import UNCOMPUTED, is_empty, is_error, letters, text_of
from association.roster.lists.columns import Column
from association.roster.lists.headings import HeadingRow
from association.roster.lists.problems import Code, Problem, Remarks
from association.roster.lists.sheets import Cell

LONGEST = 40  # letters of a heading
NEEDED = frozenset({Column.NAME, Column.FURTHER_NAME, Column.NIK})  # without these the row waits
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


def without_errors(
    row: tuple[Cell, ...], index: int, heading: HeadingRow
) -> tuple[tuple[Cell, ...], Remarks]:
    """Return a row with such cells empty, and what is said of them; `index` counts rows from 0."""
    remarks = Remarks()
    bad = [place for place in heading.columns if place < len(row) and is_error(row[place])]
    for place in bad:
        where = {
            "cell": f"{letters(place)}{index + 1}",
            "heading": heading.texts[place][:LONGEST],
        }
        text = text_of(row[place])
        said = (
            Problem.of(Code.CELL_UNCOMPUTED, **where)
            if text == UNCOMPUTED
            else Problem.of(Code.CELL_ERROR, **where, text=text)
        )
        needed = heading.columns[place] in NEEDED
        (remarks.problems if needed else remarks.warnings).append(said)
    if not bad:
        return row, remarks
    return tuple(None if place in bad else cell for place, cell in enumerate(row)), remarks

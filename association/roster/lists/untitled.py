"""Columns without a heading, and headings that nobody knows: named by their letters, guessed by
their cells."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from association.roster.lists.cells import is_empty, text_of
from association.roster.lists.columns import Column
from association.roster.lists.headings import HeadingRow
from association.roster.lists.sheets import Cell

SHOWN, LONGEST_SHOWN = 3, 40


def letters(place: int) -> str:
    """Return a column's letters as spreadsheets show them: A, B, ... Z, AA."""
    return (letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def untitled(place: int) -> str:
    """Name a column that has no heading."""
    return f"Kolom {letters(place)}, tanpa judul"


def with_untitled(heading: HeadingRow, rows: Sequence[Sequence[Cell]]) -> HeadingRow:
    """Give headings with a name for every column that has none and holds something beside a name
    below."""
    names = [place for place, kind in heading.columns.items() if kind is Column.NAME]
    held = {
        place
        for row in rows[heading.last + 1 :]
        if any(name < len(row) and not is_empty(row[name]) for name in names)
        for place, cell in enumerate(row)
        if place not in heading.texts and text_of(cell)
    }
    texts = heading.texts | {place: untitled(place) for place in held}
    return replace(heading, texts=dict(sorted(texts.items()))) if held else heading


def samples_of(
    heading: HeadingRow, rows: Sequence[Sequence[Cell]]
) -> Mapping[str, tuple[str, ...]]:
    """Give the first cells below each heading, as people see them."""
    found: dict[str, tuple[str, ...]] = {}
    for place, text in heading.texts.items():
        cells = (row[place] for row in rows[heading.last + 1 :] if place < len(row))
        shown = (text_of(cell)[:LONGEST_SHOWN] for cell in cells if text_of(cell))
        found[text] = tuple(one for one, _count in zip(shown, range(SHOWN), strict=False))
    return found

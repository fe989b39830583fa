"""Columns without a heading, and headings that nobody knows: named by their letters, guessed by
their cells."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from association.roster.lists.candidates import look_of
from association.roster.lists.cells import is_empty, letters, text_of
from association.roster.lists.columns import Column
from association.roster.lists.heading_words import words_of
from association.roster.lists.headings import SEARCHED_ROWS, HeadingRow
from association.roster.lists.recognising import column_of
from association.roster.lists.sheets import Cell, Merge
from association.roster.lists.vocabulary import KNOWN

SHOWN, LONGEST_SHOWN = 3, 40
MOST_LETTERS = 40  # of a heading


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


def with_spread_birth(heading: HeadingRow, merges: Sequence[Merge]) -> HeadingRow:
    """Give the columns below one merged heading for place and date of birth both to it."""
    spread = {
        place: f"{heading.texts[merge.left]} ({letters(place)})"
        for merge in merges
        if heading.index <= merge.top <= merge.bottom <= heading.last
        and heading.columns.get(merge.left) is Column.BIRTH
        for place in range(merge.left + 1, merge.right + 1)
        if heading.texts.get(place, untitled(place)) == untitled(place)
    }
    texts = dict(sorted((heading.texts | spread).items()))
    columns = heading.columns | dict.fromkeys(spread, Column.BIRTH)
    return replace(heading, texts=texts, columns=dict(sorted(columns.items())))


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


def presumed_headings(rows: Sequence[Sequence[Cell]]) -> HeadingRow | None:
    """Return the first row with several cells as headings, or letters where it is a trader's; None
    for a list of one column or row."""
    filled = [index for index, row in enumerate(rows[:SEARCHED_ROWS]) if _count(row) > 1]
    if len(filled) < 2:
        return None
    first = filled[0]
    headed = _is_heading(rows, first)
    last = first if headed else first - 1
    below = rows[last + 1 :]
    held = {place for row in below for place, cell in enumerate(row) if text_of(cell)}
    texts = {place: untitled(place) for place in held}
    if headed:
        texts |= {place: text_of(cell) for place, cell in enumerate(rows[first]) if text_of(cell)}
    texts = dict(sorted(texts.items()))
    return HeadingRow(last, last, _guessed(texts, below), texts, ())


def _count(row: Sequence[Cell]) -> int:
    return sum(1 for cell in row if text_of(cell))


def _is_heading(rows: Sequence[Sequence[Cell]], index: int) -> bool:
    """Tell whether a row is one of headings: words that we know, or no digits over digits."""
    cells = [cell for cell in rows[index] if text_of(cell)]
    if not all(isinstance(cell, str) and len(cell) <= MOST_LETTERS for cell in cells):
        return False
    if any(c.isdigit() for cell in cells for c in text_of(cell)):
        return False
    if any(KNOWN.intersection(words_of(text_of(cell))) for cell in cells):
        return True
    below = rows[index + 1 : index + 4]
    return bool(below) and all(
        any(c.isdigit() for cell in row for c in text_of(cell)) for row in below
    )


def _guessed(texts: Mapping[int, str], rows: Sequence[Sequence[Cell]]) -> dict[int, Column]:
    """Guess what the columns hold by their headings, and else by their cells; nothing where two may
    hold the same."""
    kinds = {
        place: look_of([row[place] for row in rows if place < len(row)]) or column_of(text)
        for place, text in texts.items()
    }
    held = Counter(kinds.values())
    return {place: kind for place, kind in kinds.items() if kind and held[kind] == 1}

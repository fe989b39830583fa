"""What may be the headings of a list in which none were recognised: somebody is asked."""

from collections import Counter
from collections.abc import Mapping, Sequence

from association.roster.lists.candidates import look_of
from association.roster.lists.cells import text_of
from association.roster.lists.columns import Column
from association.roster.lists.heading_words import words_of
from association.roster.lists.headings import SEARCHED_ROWS, HeadingRow
from association.roster.lists.recognising import column_of
from association.roster.lists.sheets import Cell
from association.roster.lists.untitled import untitled
from association.roster.lists.vocabulary import KNOWN

MOST_LETTERS = 40  # of a heading


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

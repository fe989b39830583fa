"""Puts the headings of a list together where they stand in several rows, one over some columns."""

from collections.abc import Sequence

from association.roster.lists.cells import text_of
from association.roster.lists.sheets import Cell, Merge

Row = Sequence[Cell]
Rows = Sequence[Row]


def joined(rows: Rows, first: int, last: int, merges: Sequence[Merge]) -> dict[int, str] | None:
    """Put the headings of some rows together, a heading over several columns before each of
    theirs; None when a row below is no row of headings."""
    texts: dict[int, str] = {}
    width = max(len(row) for row in rows[first : last + 1])
    for index in range(first, last + 1):
        row = row_of_texts(rows[index], below=index > first)
        if row is None or (len(row) < 2 and last > first):  # a title alone stands over nothing
            return None
        group, until = "", -1
        for place in range(width):
            if row.get(place):
                group, until = row[place], _reach(index, place, merges, rows, last)
                text = group
            else:
                text = group if place <= until else ""
            if text and text != texts.get(place):
                texts[place] = f"{texts.get(place, '')} {text}".strip()
    return texts


def _reach(index: int, place: int, merges: Sequence[Merge], rows: Rows, last: int) -> int:
    """Tell up to which column a heading stands over those below it."""
    for merge in merges:
        if merge.top <= index <= merge.bottom and merge.left <= place <= merge.right:
            return merge.right
    if index == last or merges:
        return place
    row, below, end = rows[index], rows[index + 1], place
    if place < len(below) and below[place] is not None:
        while (
            end + 1 < len(below) and below[end + 1] is not None and not any(row[end + 1 : end + 2])
        ):
            end += 1
    return end


def is_over(rows: Rows, index: int, merges: Sequence[Merge]) -> bool:
    """Tell whether a row holds headings of several columns each, no title."""
    texts = row_of_texts(rows[index], below=False) or {}
    return len(texts) > 1 and any(
        _reach(index, place, merges, rows, index + 1) > place for place in texts
    )


def row_of_texts(row: Row, *, below: bool) -> dict[int, str] | None:
    """Give the texts of a row of headings; None when it cannot be one."""
    texts: dict[int, str] = {}
    for place, cell in enumerate(row):
        if cell is None:
            continue
        text = text_of(cell)
        digits = sum(c.isdigit() for c in text)
        if not isinstance(cell, str) or len(text) > 80 or digits > (0 if below else 4):
            if below:
                return None
            continue
        texts[place] = text
    return texts if len(texts) > 1 or not below else None

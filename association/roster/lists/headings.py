"""Finds the rows of headings in a list, and what each column below them holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from association.roster.lists.candidates import taken
from association.roster.lists.columns import Column
from association.roster.lists.groups import Written, grouped, kind_in_group, may_be_below
from association.roster.lists.heading_words import EXAMPLE, NAME_LIKE, words_of
from association.roster.lists.recognising import column_of
from association.roster.lists.sheets import Cell, Merge
from association.roster.lists.vocabulary import KNOWN

SEARCHED_ROWS = 60
MOST_ROWS = 3  # of headings, one below the other


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """Where the headings stand: the first and last row (0-based), what was recognised, every
    column's own words."""

    index: int
    last: int
    columns: dict[int, Column]
    texts: dict[int, str]
    unknown: tuple[str, ...]

    @property
    def kinds(self) -> frozenset[Column]:
        """Give all that was recognised."""
        return frozenset(self.columns.values())


def find_headings(
    rows: Sequence[Sequence[Cell]], merges: Sequence[Merge] = ()
) -> HeadingRow | None:
    """Return the first row (or rows) of headings that tell two things of a person; a poorer one if
    none does."""
    poor: HeadingRow | None = None
    for index in range(min(len(rows), SEARCHED_ROWS)):
        found = headings_at(rows, index, merges)
        if found and (
            len(found.kinds - {Column.NUMBER}) > 1 or {Column.NUMBER, Column.NAME} <= found.kinds
        ):
            return found
        poor = poor or found
    return poor


def headings_at(
    rows: Sequence[Sequence[Cell]], index: int, merges: Sequence[Merge] = ()
) -> HeadingRow | None:
    """Return the headings that stand in the row, alone or with the next ones, or None when it is
    another row."""
    lasts = range(index, min(index + MOST_ROWS, len(rows)))
    found = [heading for last in lasts if (heading := _headings(rows, index, last, merges))]
    # What stands below a heading over several columns is a heading, too.
    split = [m.bottom + 1 for m in merges if m.left < m.right and index <= m.top <= m.bottom]
    whole = [one for one in found if one.last in split]
    return max(whole or found, key=_worth, default=None)


def is_name_heading(cell: Cell) -> bool:
    """Tell whether a cell is the heading of a column of names."""
    if not isinstance(cell, str) or not NAME_LIKE.search(cell) or any(c.isdigit() for c in cell):
        return False
    return column_of(cell) is Column.NAME


def all_known(row: Sequence[Cell]) -> bool:
    """Tell whether every filled cell of a row is a heading, of a column that we read or of another
    usual one."""
    return all(
        column_of(text) or ((words := words_of(text)) and KNOWN.issuperset(words))
        for text in _texts(row).values()
    )


def _headings(
    rows: Sequence[Sequence[Cell]], index: int, last: int, merges: Sequence[Merge]
) -> HeadingRow | None:
    lines = [_texts(row) for row in rows[index : last + 1]]
    if not any(NAME_LIKE.search(text) for line in lines for text in line.values()):
        return None
    written = {place: Written(text) for place, text in lines[0].items()}
    for row, line in enumerate(lines[1:], index + 1):
        over = {m.left: m.right for m in merges if index <= m.top <= m.bottom == row - 1}
        if not may_be_below({place: one.text for place, one in written.items()}, line, over):
            return None
        written = grouped(written, line, over)
    columns = taken(
        {place: one.said for place, one in written.items()}, _kinds(written), rows[last + 1 :]
    )
    if Column.NAME not in columns.values():
        return None
    others = set(columns.values()) - {Column.NAME, Column.NUMBER}
    if not others and len(columns) < len(written):
        return None
    texts = {place: one.said for place, one in sorted(written.items())}
    unknown = tuple(text for place, text in texts.items() if place not in columns)
    return HeadingRow(index, last, columns, texts, unknown)


def _kinds(written: Mapping[int, Written]) -> dict[int, Column]:
    """Tell what each heading says, whatever the others say."""
    kinds: dict[int, Column] = {}
    for place, one in sorted(written.items()):
        if kind := kind_in_group(one.text, one.group, before=kinds.get(place - 1)):
            kinds[place] = kind
    return kinds


def _texts(row: Sequence[Cell]) -> dict[int, str]:
    """Return the headings of a row; a number or a long text is none, and a row with one is no row
    of headings."""
    texts: dict[int, str] = {}
    for place, cell in enumerate(row):
        if cell is None:
            continue
        text = " ".join(EXAMPLE.sub(" ", str(cell)).split())
        if not isinstance(cell, str) or sum(c.isdigit() for c in text) > 4 or len(text) > 80:
            return {}
        if text:
            texts[place] = text
    return texts


def _worth(found: HeadingRow) -> tuple[int, int, int]:
    return len(set(found.columns.values())), -len(found.unknown), found.last - found.index

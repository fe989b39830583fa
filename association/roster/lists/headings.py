"""Finds the rows of headings in a list, and what each column below them holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from association.roster.lists.columns import REPEATABLE, Column
from association.roster.lists.heading_words import EXAMPLE, NAME_LIKE, words_of
from association.roster.lists.recognising import column_of
from association.roster.lists.sheets import Cell
from association.roster.lists.vocabulary import DATES, KNOWN, NUMBERS

SEARCHED_ROWS = 60


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


def find_headings(rows: Sequence[Sequence[Cell]]) -> HeadingRow | None:
    """Return the first row (or two rows) of headings that tell two things of a person; a poorer one
    if none does."""
    poor: HeadingRow | None = None
    for index in range(min(len(rows), SEARCHED_ROWS)):
        found = headings_at(rows, index)
        if found and (
            len(found.kinds - {Column.NUMBER}) > 1 or {Column.NUMBER, Column.NAME} <= found.kinds
        ):
            return found
        poor = poor or found
    return poor


def headings_at(rows: Sequence[Sequence[Cell]], index: int) -> HeadingRow | None:
    """Return the headings that stand in the row, alone or with the next, or None when it is another
    row."""
    found = [heading for last in (index, index + 1) if (heading := _headings(rows, index, last))]
    return max(found, key=_worth, default=None)


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


def _headings(rows: Sequence[Sequence[Cell]], index: int, last: int) -> HeadingRow | None:
    if last >= len(rows):
        return None
    top, below = _texts(rows[index]), _texts(rows[last]) if last > index else {}
    if not any(NAME_LIKE.search(text) for text in (*top.values(), *below.values())):
        return None
    if last > index and not _may_be_second(top, below):
        return None
    columns, texts = _recognised(top, below)
    if Column.NAME not in columns.values():
        return None
    others = set(columns.values()) - {Column.NAME, Column.NUMBER}
    if not others and len(columns) < len(texts):
        return None
    unknown = tuple(text for place, text in sorted(texts.items()) if place not in columns)
    return HeadingRow(index, last, columns, texts, unknown)


def _recognised(
    top: dict[int, str], below: dict[int, str]
) -> tuple[dict[int, Column], dict[int, str]]:
    """Return what each column holds, and every column's own words."""
    texts: dict[int, str] = {}
    columns: dict[int, Column] = {}
    for place, text, group in _combined(top, below):
        texts[place] = f"{group} {text}".strip() if group else text
        kind = _in_group(text, group, before=columns.get(place - 1))
        if kind is Column.NAME and _is_trader(texts[place]):
            owner = _owners(columns, texts)
            if owner is not None:
                del columns[owner]
        if kind and (kind not in columns.values() or kind in REPEATABLE):
            columns[place] = kind
    return columns, texts


def _owners(columns: dict[int, Column], texts: dict[int, str]) -> int | None:
    """Return the column that names who holds the right to a stall, not who trades there."""
    names = [place for place, kind in columns.items() if kind is Column.NAME]
    return next((place for place in names if _is_owner(texts[place])), None)


def _is_owner(heading: str) -> bool:
    return bool({"pemilik", "pemegang"} & set(words_of(heading))) and not _is_trader(heading)


def _is_trader(heading: str) -> bool:
    return bool(
        {"pedagang", "penyewa", "pengguna", "penghuni", "menempati"} & set(words_of(heading))
    )


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
        texts[place] = text
    return texts


def _may_be_second(top: dict[int, str], below: dict[int, str]) -> bool:
    """Tell whether `below` completes the headings `top`: no digits, and known words under a group
    or an empty cell."""
    # A row of one cell is a title, not a row of groups.
    if len(top) < 2 or not below or any(any(c.isdigit() for c in text) for text in below.values()):
        return False
    named = [place for place, text in top.items() if column_of(text) is Column.NAME]
    if any(place in below and column_of(below[place]) is not Column.NAME for place in named):
        return False
    known = sum(
        1
        for text in below.values()
        if column_of(text) or words_of(text) in (["tempat"], ["tanggal"], ["jenis"])
    )
    return known * 2 >= len(below)


def _combined(top: dict[int, str], below: dict[int, str]) -> Iterator[tuple[int, str, str]]:
    """Yield (column, heading, group): the group is the heading above, which may stand to the left
    when it is merged."""
    group, group_from = "", -1
    for place in range(max([*top, *below], default=-1) + 1):
        if place in top:
            group, group_from = top[place], place
        if place in below:
            beside = place == group_from or all(
                between in below for between in range(group_from, place)
            )
            yield place, below[place], group if beside else ""
        elif place in top:
            yield place, top[place], ""


def _in_group(text: str, group: str, *, before: Column | None) -> Column | None:
    alone, words = column_of(text), set(words_of(text))
    above = column_of(group) if group else None
    place_above = above in (
        Column.STALL,
        Column.STALL_NUMBER,
        Column.STALL_KIND,
        Column.STALL_BLOCK,
    )
    if words <= NUMBERS and (place_above or before in (Column.STALL_BLOCK, Column.STALL_KIND)):
        return Column.STALL_NUMBER
    if (
        place_above
        and words
        and words <= {"jenis", "tipe", "macam", "kios", "los"}
        and "jenis" in words
    ):
        return Column.STALL_KIND
    if above in (Column.BIRTH, Column.BIRTH_DATE):
        if words & {"tempat", "tmpt", "kota"}:
            return Column.BIRTH_PLACE
        if words & DATES:
            return Column.BIRTH_DATE
    return alone or (column_of(f"{group} {text}") if group else None)


def _worth(found: HeadingRow) -> tuple[int, int, int]:
    return len(set(found.columns.values())), -len(found.unknown), found.last - found.index

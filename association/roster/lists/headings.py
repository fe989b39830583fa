"""Finds the rows of headings in a list, and what each column below them holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from association.roster.lists.candidates import taken
from association.roster.lists.columns import Column
from association.roster.lists.heading_words import EXAMPLE, NAME_LIKE, words_of
from association.roster.lists.recognising import column_of
from association.roster.lists.sheets import Cell, Merge
from association.roster.lists.vocabulary import DATES, HOLDERS, KNOWN, NUMBERS, STALL_WORDS

# What a heading over others may be and still leave them the member's own.
OWN = frozenset(
    (
        Column.NAME,
        Column.NIK,
        Column.BIRTH,
        Column.BIRTH_DATE,
        Column.PHONE,
        Column.STALL,
        Column.STALL_KIND,
        Column.STALL_BLOCK,
        Column.STALL_NUMBER,
        Column.MARKET,
        Column.COMMODITY,
        Column.NUMBER,
        Column("address"),
        Column("note"),
    )
)
PLAIN = (
    HOLDERS
    | STALL_WORDS
    | frozenset(("data", "diri", "identitas", "biodata", "pribadi", "kontak", "alamat", "umum"))
    | frozenset(("keterangan", "informasi", "rincian", "kependudukan", "kartu", "dasar", "pokok"))
    | frozenset(("kelahiran", "pasar", "dagangan", "lengkap", "nama", "dan"))
)
STALLS = frozenset((Column.STALL, Column.STALL_NUMBER, Column.STALL_KIND, Column.STALL_BLOCK))
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


@dataclass(frozen=True, slots=True)
class _Written:
    """A column's own heading, and the one over it."""

    text: str
    group: str = ""

    @property
    def said(self) -> str:
        """Give all that stands over the column."""
        return f"{self.group} {self.text}".strip()


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
    written = {place: _Written(text) for place, text in lines[0].items()}
    for row, line in enumerate(lines[1:], index + 1):
        over = {m.left: m.right for m in merges if index <= m.top <= m.bottom == row - 1}
        if not _may_be_below({place: one.text for place, one in written.items()}, line, over):
            return None
        written = _grouped(written, line, over)
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


def _kinds(written: Mapping[int, _Written]) -> dict[int, Column]:
    """Tell what each heading says, whatever the others say."""
    kinds: dict[int, Column] = {}
    for place, one in sorted(written.items()):
        if kind := _kind_in_group(one.text, one.group, before=kinds.get(place - 1)):
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


def _may_be_below(
    top: Mapping[int, str], below: Mapping[int, str], over: Mapping[int, int]
) -> bool:
    """Tell whether `below` completes the headings `top`: it stands below a merged cell, or without
    digits and in known words.

    `over` has the columns that each merged cell of the row above spans, from its first to its last.
    """
    # A row of one cell is a title, not a row of groups.
    if len(top) < 2 or not below:
        return False
    named = [place for place, text in top.items() if column_of(text) is Column.NAME]
    if any(place in below and column_of(below[place]) is not Column.NAME for place in named):
        return False
    wide = (range(left, right + 1) for left, right in over.items() if right > left)
    if any(place in below for span in wide for place in span):
        return True
    if any(any(c.isdigit() for c in text) for text in below.values()):
        return False
    known = sum(
        1
        for text in below.values()
        if column_of(text) or words_of(text) in (["tempat"], ["tanggal"], ["jenis"])
    )
    return known * 2 >= len(below)


def _grouped(
    above: Mapping[int, _Written], below: Mapping[int, str], over: Mapping[int, int]
) -> dict[int, _Written]:
    """Put the headings `above` over those `below`: one may stand to the left when it is merged."""
    found: dict[int, _Written] = {}
    group, group_from = "", -1
    for place in range(max([*above, *below], default=-1) + 1):
        if place in above:
            group, group_from = above[place].said, place
        if place in below:
            beside = place <= over.get(group_from, place) and all(
                between in below for between in range(group_from, place)
            )
            is_over = place in above or place <= over.get(group_from, -1) or beside
            found[place] = _Written(below[place], group if is_over else "")
        elif place in above:
            found[place] = above[place]
    return found


def _kind_in_group(text: str, group: str, *, before: Column | None) -> Column | None:
    """Tell what a column holds by its heading and the one over it; `before` is what the column to
    its left holds."""
    words = set(words_of(text))
    above = column_of(group) if group else None
    if words <= NUMBERS and (above in STALLS or before in (Column.STALL_BLOCK, Column.STALL_KIND)):
        return Column.STALL_NUMBER
    if above in STALLS and "jenis" in words and words <= {"jenis", "tipe", "macam", "kios", "los"}:
        return Column.STALL_KIND
    if above in (Column.BIRTH, Column.BIRTH_DATE):
        if words & {"tempat", "tmpt", "kota"}:
            return Column.BIRTH_PLACE
        if words & DATES:
            return Column.BIRTH_DATE
    own = not group or above in OWN or PLAIN.issuperset(words_of(group))
    return (column_of(text) if own else None) or (column_of(f"{group} {text}") if group else None)

"""Understands headings in several rows: what stands over two columns tells of both."""

from collections.abc import Mapping
from dataclasses import dataclass

from association.roster.lists.columns import Column
from association.roster.lists.heading_words import words_of
from association.roster.lists.recognising import column_of
from association.roster.lists.vocabulary import DATES, HOLDERS, NUMBERS, STALL_WORDS

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


@dataclass(frozen=True, slots=True)
class Written:
    """A column's own heading, and the one over it."""

    text: str
    group: str = ""

    @property
    def said(self) -> str:
        """Give all that stands over the column."""
        return f"{self.group} {self.text}".strip()


def may_be_below(top: Mapping[int, str], below: Mapping[int, str], over: Mapping[int, int]) -> bool:
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


def grouped(
    above: Mapping[int, Written], below: Mapping[int, str], over: Mapping[int, int]
) -> dict[int, Written]:
    """Put the headings `above` over those `below`: one may stand to the left when it is merged."""
    found: dict[int, Written] = {}
    group, group_from = "", -1
    for place in range(max([*above, *below], default=-1) + 1):
        if place in above:
            group, group_from = above[place].said, place
        if place in below:
            beside = place <= over.get(group_from, place) and all(
                between in below for between in range(group_from, place)
            )
            is_over = place in above or place <= over.get(group_from, -1) or beside
            found[place] = Written(below[place], group if is_over else "")
        elif place in above:
            found[place] = above[place]
    return found


def kind_in_group(text: str, group: str, *, before: Column | None) -> Column | None:
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

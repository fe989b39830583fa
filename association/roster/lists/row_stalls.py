"""Reads the stalls of one row: from its cells, its headings and the section it stands in."""

import re
from collections.abc import Iterator
from datetime import date

from association.roster.lists.cells import LONGEST_TEXT, TICKS, is_empty, text_of
from association.roster.lists.columns import Column
from association.roster.lists.headings import HeadingRow
from association.roster.lists.problems import Code, Problem, Remarks
from association.roster.lists.row_cells import Cells, first
from association.roster.lists.sheets import Cell
from association.roster.lists.values import RowStall, Section
from association.rules.house.errors import RuleError
from association.rules.people.names import search_form
from association.rules.people.stalls import (
    KIND_WORDS,
    StallKind,
    StallParts,
    parse_stall,
)

STALL_COLUMNS = frozenset({Column.STALL, Column.STALL_NUMBER})
COUNTED = re.compile(r"\((?:petak|unit|buah|jumlah|jml|meter|m2)\)", re.IGNORECASE)
BEFORE_STALL = re.compile(
    r"\s*\(?(?:pasar|ps)\b[.\s]*(?P<market>[^\d,;:()/]{2,40}?)[\s,;:()/\-]+"
    rf"(?P<stall>(?:(?:{'|'.join(KIND_WORDS)}|blok|block|blk|lapak|petak|lantai|lt|no)\b[.\s]*)?"
    r"(?:(?:blok|block|blk|no)\b[.\s]*)*(?:[a-z]{1,3}\b|[a-z]{0,3}[\s.\-]?\d).*"
    rf"|(?:{'|'.join(KIND_WORDS)})\s*)",
    re.IGNORECASE | re.DOTALL,
)

Named = tuple[StallParts, str]  # a stall, and the market named beside it


def read_stalls(
    row: tuple[Cell, ...], heading: HeadingRow, cells: Cells, section: Section, remarks: Remarks
) -> tuple[RowStall, ...]:
    """Return the stalls a row names, filled up from the row and its section."""
    market = text_of(first(cells, Column.MARKET)) or section.market
    try:
        stalls = _stalls(row, heading, cells, section)
    except RuleError as error:
        remarks.refuse(error)
        return ()
    if len(market) > LONGEST_TEXT:
        long = Problem.of(Code.MARKET_LONG, count=len(market), most=LONGEST_TEXT)
        remarks.problems.append(long)
        return ()
    blocks = (part.block for part, _own in stalls)
    if odd := next((block for block in blocks if re.search(r"[\s()\[\]]", block)), ""):
        remarks.warnings.append(Problem.of(Code.BLOCK_ODD, text=odd))
    return tuple(RowStall(part, own or market) for part, own in stalls)


def _stalls(
    row: tuple[Cell, ...], heading: HeadingRow, cells: Cells, section: Section
) -> list[Named]:
    own_kind = kind_in(text_of(first(cells, Column.STALL_KIND)))
    kind, block = own_kind or section.kind, text_of(first(cells, Column.STALL_BLOCK))
    if parts := parse_stall(block)[:1]:
        kind = own_kind or parts[0].kind or section.kind
        block = (parts[0].block and parts[0].block + parts[0].number) or parts[0].number
    full = StallParts(kind, block or section.block, "")
    found: list[Named] = []
    ticked: list[StallKind | None] = []
    for text, market, under in _written(row, heading):
        if text.lower() in TICKS:
            ticked.append(under)
        else:
            found += [(_filled(part, full, under), market) for part in parse_stall(text)]
    if found:
        return _with_kind(found, ticked[0]) if len(ticked) == 1 else found
    if ticked:
        return [(StallParts(under or kind, full.block, ""), "") for under in ticked]
    return [(full, "")] if block or own_kind or section.kind else []


def _filled(part: StallParts, full: StallParts, under: StallKind | None) -> StallParts:
    """Fill up a stall by what its row and section say, its kind also by the heading above."""
    return StallParts(part.kind or full.kind or under, part.block or full.block, part.number)


def _with_kind(stalls: list[Named], kind: StallKind | None) -> list[Named]:
    """Give stalls without a kind the one whose column is ticked."""
    return [
        (StallParts(part.kind or kind, part.block, part.number), market) for part, market in stalls
    ]


def _written(
    row: tuple[Cell, ...], heading: HeadingRow
) -> Iterator[tuple[str, str, StallKind | None]]:
    """Yield what the cells of stalls say: text, market, and the kind that the heading names.

    Raises RuleError for a date and for a count.
    """
    for place, column in sorted(heading.columns.items()):
        if column not in STALL_COLUMNS or place >= len(row) or is_empty(row[place]):
            continue
        cell, above = row[place], heading.texts[place]
        if isinstance(cell, date):
            raise RuleError(
                "Excel mengubah nomor tempat usaha menjadi tanggal (%(text)s). Ketik sebagai teks.",
                text=text_of(cell),
            )
        text, market = _without_market(text_of(cell))
        if COUNTED.search(above) and re.fullmatch(r"\d{1,2}", text):
            raise RuleError(
                "Kolom “%(heading)s” menyebut jumlah (%(text)s), bukan nomor tempat usaha.",
                heading=above[:30],
                text=text,
            )
        yield text, market, kind_in(above)


def kind_in(text: str) -> StallKind | None:
    """Return the one kind of stall a text names; None when it names several or none."""
    kinds = {KIND_WORDS[word] for word in search_form(text).split() if word in KIND_WORDS}
    return kinds.pop() if len(kinds) == 1 else None


def _without_market(text: str) -> tuple[str, str]:
    """Split "Los B-14 Pasar Gede" or "Pasar Gede Los B-14" into the stall and the market."""
    if match := BEFORE_STALL.fullmatch(text):
        return match["stall"], f"Pasar {match['market']}"
    match = re.fullmatch(
        r"(.*?)[\s,(]*\bpasar\s+([^\d,()]+?)[)\s]*", text, re.IGNORECASE | re.DOTALL
    )
    return (match[1], f"Pasar {match[2]}") if match and match[1].strip() else (text, "")

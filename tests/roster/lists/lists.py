"""Ways to read a list in a test and to say what it should have become."""

from datetime import date
from pathlib import Path

from association.roster.lists.contents import Contents, RowRead
from association.roster.lists.reader import read_sheets
from association.roster.lists.rows import understand
from association.roster.lists.sheets import Cell, Sheet
from association.roster.lists.values import RowStall
from association.roster.lists.wording import all_in_words, in_words
from association.rules.people.stalls import StallKind, StallParts

FILES = Path(__file__).with_name("files")
TODAY = date(2026, 11, 22)
HEADINGS = ("No", "Nama", "NIK", "Tgl Lahir", "No HP", "Los/Kios", "Dagangan")


def read(name: str) -> Contents:
    return understand(read_sheets((FILES / name).read_bytes(), name), today=TODAY)


def listed(
    *rows: tuple[Cell, ...], headings: tuple[str, ...] = HEADINGS, name: str = "Data"
) -> Contents:
    return understand((Sheet(name, (headings, *rows)),), today=TODAY)


def one(*cells: Cell) -> RowRead:
    (row,) = listed(cells).rows
    return row


def labels(row: RowRead) -> list[tuple[str | None, str, str, str]]:
    return [
        (s.parts.kind and s.parts.kind.value, s.parts.block, s.parts.number, s.market)
        for s in row.values.stalls
    ]


def stall(kind: str | None, block: str, number: str, market: str = "") -> tuple[RowStall, ...]:
    return (RowStall(StallParts(StallKind(kind) if kind else None, block, number), market),)


def skipped(found: Contents) -> list[tuple[int, str]]:
    return [(row.line, in_words(row.reason)) for row in found.skipped]


sentences = all_in_words

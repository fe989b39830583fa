"""What a child does with a list of paguyuban (roster/lists/apart.py): bytes in, texts out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from association.office.intake import storage
from association.office.intake.entries import Chosen, Key, Kind
from association.office.intake.pasting import sheet_of
from association.office.intake.reading import understand
from association.roster.lists.apart import Told
from association.roster.lists.reader import read_sheets
from association.roster.lists.sheet_texts import sheets_from, sheets_to
from association.roster.lists.sheets import Limits, Sheet
from association.rules.house.errors import RuleError

LIMITS = Limits(rows=5_000, columns=100)


def upload(data: bytes, *, limits: Limits, filename: str, known: Sequence[str]) -> Told:
    """Read an uploaded list; a text file is read as if it were pasted. Raises RuleError."""
    if filename.lower().endswith(".txt") and b"\x00" not in data[: limits.file_bytes]:
        return paste(data, known=known)
    return _told(read_sheets(data, filename, limits=limits), known)


def paste(data: bytes, *, known: Sequence[str]) -> Told:
    """Read a pasted list; raises RuleError."""
    return _told((sheet_of(data.decode("utf-8-sig", errors="replace"), known),), known)


def anew(data: bytes, *, known: Sequence[str], chosen: Chosen, choices: Mapping[str, str]) -> Told:
    """Read the cells of a list with the columns that were chosen; answers about markets stay."""
    kinds = {
        (heading, letters): Kind(kind) if kind else None for (heading, letters), kind in chosen
    }
    return _told(sheets_from(data.decode()), known, kinds, choices)


def _told(
    sheets: Sequence[Sheet],
    known: Sequence[str],
    chosen: dict[Key, Kind | None] | None = None,
    choices: Mapping[str, str] | None = None,
) -> Told:
    found = understand(sheets, frozenset(known), chosen=chosen)
    if not found.entries and chosen is None:
        raise RuleError("Daftar ini terbaca, tetapi tidak ada baris berisi paguyuban.")
    text = storage.written(replace(found, choices=choices or {}))
    return Told({"total": len(found.entries)}, (text, sheets_to(sheets)))

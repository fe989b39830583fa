"""What a child does with an uploaded or a pasted list (lists/apart.py): bytes in, texts out."""

from datetime import date

from association.roster.imports import storage
from association.roster.lists.apart import Told
from association.roster.lists.chats import chat_in
from association.roster.lists.date_orders import understand_dates
from association.roster.lists.pasted_rows import understand_pasted
from association.roster.lists.reader import read_sheets
from association.roster.lists.sheet_texts import sheets_to
from association.roster.lists.sheets import Limits
from association.rules.house.errors import RuleError


def upload(data: bytes, *, limits: Limits, filename: str, today: str) -> Told:
    """Read an uploaded list; of an exported chat its text alone, as a fact.

    Raises UnreadableFile.
    """
    if (chat := chat_in(data)) is not None:
        return Told({"chat": chat})
    sheets = read_sheets(data, filename, limits=limits)
    contents = understand_dates(sheets, today=date.fromisoformat(today))
    if not contents.rows and not contents.asks_columns:
        raise RuleError("Berkas ini terbaca, tetapi tidak ada baris berisi nama.")
    return storage.told_of(contents, sheets_to(sheets))


def paste(data: bytes, *, today: str) -> Told:
    """Read a pasted list; raises RuleError."""
    contents = understand_pasted(data.decode(), today=date.fromisoformat(today))
    if not contents.rows:
        raise RuleError("Tulisan ini terbaca, tetapi tidak ada baris berisi nama.")
    return storage.told_of(contents)

"""What a single cell says: its text on one line, nothing, or the same as the cell above."""

import re
from datetime import date
from functools import lru_cache

from association.roster.lists.sheets import Cell
from association.rules.people.names import search_form

LONGEST_TEXT = 100  # letters of a cell that no field of its own limits
NOTHING = frozenset(
    (
        "",
        "0",
        "x",
        "xx",
        "xxx",
        "n a",
        "na",
        "nihil",
        "kosong",
        "none",
        "null",
        "tidak ada",
        "tdk ada",
        "tak ada",
    )
    + (
        "belum ada",
        "blm ada",
        "belum",
        "blm",
        "tidak punya",
        "tdk punya",
        "ga ada",
        "gak ada",
        "tidak tahu",
        "idem",
    )
)
TICKS = frozenset({"v", "√", "✓", "✔", "ada"})
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
# What spreadsheets show in the place of a result; UNCOMPUTED is ours (reader_child.py).
ERROR = re.compile(r"#(?:N/A|GETTING_DATA|[A-Z0-9_/]{2,20}[!?])|Err:\d{3}")
UNCOMPUTED = "#RUMUS?"
DITTO = re.compile(r"s\.?\s?d\.?\s?a\.?|idem|ditto|[\"“”〃″]+|''|,,", re.IGNORECASE)


def text_of(cell: Cell) -> str:
    """Return a cell as people see it, on one line."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _on_one_line(str(cell))


@lru_cache(maxsize=2048)  # each cell of a row is asked a dozen times
def _on_one_line(text: str) -> str:
    return " ".join((text if text.isprintable() else CONTROL.sub(" ", text)).split())


def is_empty(cell: Cell) -> bool:
    """Tell whether a cell says nothing: empty, a dash, "tidak ada", 0."""
    if cell is None or isinstance(cell, date):
        return cell is None
    text = text_of(cell)
    return search_form(text) in NOTHING and text not in TICKS


def is_error(cell: Cell) -> bool:
    """Tell whether a cell holds an error, or a formula without a result, instead of a value."""
    return isinstance(cell, str) and bool(ERROR.fullmatch(cell.strip()))


def is_ditto(cell: Cell) -> bool:
    """Tell whether a cell says "the same as above": sda, idem, a ditto mark."""
    return isinstance(cell, str) and bool(DITTO.fullmatch(cell.strip()))


def letters(place: int) -> str:
    """Return a column's letters as spreadsheets show them: A, B, ... Z, AA."""
    return (letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)

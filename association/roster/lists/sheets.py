"""What a read list is: sheets of cells, the limits kept while reading, the one error that reading
raises."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from association.rules.house.errors import RuleError

Cell = str | int | float | date | None


class UnreadableFile(RuleError):
    """The file cannot be read as a list; `message` is one Indonesian sentence that says why and
    what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may ask of us. Bytes, counts, seconds."""

    file_bytes: int = 5 * 1024 * 1024
    unpacked_bytes: int = 60 * 1024 * 1024
    entries: int = 500
    rows: int = 50_000
    columns: int = 200
    characters: int = 30_000_000
    memory_bytes: int = 512 * 1024 * 1024
    seconds: int = 20


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area, 0-based and inclusive; its value stands in the top left cell."""

    top: int
    left: int
    bottom: int
    right: int


class Flaw(StrEnum):
    """What makes the cells of a row doubtful."""

    CUT_APART = "cut_apart"  # more cells than headings: a separator within a cell
    STRAY_QUOTE = "stray_quote"  # a quotation mark without its second


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows from the sheet's first on (so line = index + 1), each without its trailing
    empty cells.

    `flaws` says of rows, by index, what makes their cells doubtful; a sentence in uploads of before
    there were codes.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    flaws: Mapping[int, Flaw | str] = field(default_factory=dict)

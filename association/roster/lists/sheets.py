"""What a read list is: sheets of cells, the limits kept while reading, the one error that reading
raises."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from association.rules.house.errors import RuleError

Cell = str | int | float | date | None
LONGEST_PATIENCE = 55  # seconds: proxies give up after a minute


# What nobody sees: format characters, and letters and marks that are blank.
UNSEEN = re.compile(
    "[\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]+"
)


class UnreadableFile(RuleError):
    """The file cannot be read as a list; `message` is one Indonesian sentence that says why and
    what to do."""


class TooMuch(UnreadableFile):
    """The file holds more than is read."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may ask of us, over all its parts and sheets. Bytes, counts, seconds of
    work."""

    file_bytes: int = 5 * 1024 * 1024
    unpacked_bytes: int = 60 * 1024 * 1024
    entries: int = 500
    rows: int = 50_000
    columns: int = 200
    characters: int = 30_000_000
    memory_bytes: int = 512 * 1024 * 1024
    seconds: int = 30

    @property
    def patience(self) -> int:
        """Give the seconds that the work may take beside others' work."""
        return min(self.seconds * 2, LONGEST_PATIENCE)

    def at_most(self, other: "Limits") -> "Limits":
        """Give the smaller of each."""
        names = self.__dataclass_fields__
        return Limits(**{name: min(getattr(self, name), getattr(other, name)) for name in names})


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
    there were codes. `unseen` are the rows, by index, that Excel hides or filters away.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    flaws: Mapping[int, Flaw | str] = field(default_factory=dict)
    unseen: frozenset[int] = frozenset()


def visible(text: str) -> str | None:
    """Return a cell's text without what nobody sees; None when nothing is left."""
    seen = text if text.isascii() else UNSEEN.sub("", text.replace("\u2800", " "))
    return seen if seen.strip() else None


def without_empty_end(cells: list[Cell]) -> tuple[Cell, ...]:
    """Return a row without the empty cells at its end."""
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)

"""What a list says of one paguyuban, and what stands around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from association.roster.lists.problems import Problem
from association.rules.house.permissions import Position

Key = tuple[str, str]  # heading, and the column's letters where the heading is not enough


class Kind(StrEnum):
    """What a column of the list holds."""

    NAME = "name"
    MARKET = "market"
    KETUA = "ketua"
    KETUA_PHONE = "ketua_phone"
    SEKRETARIS = "sekretaris"
    SEKRETARIS_PHONE = "sekretaris_phone"
    BENDAHARA = "bendahara"
    BENDAHARA_PHONE = "bendahara_phone"
    POSITION = "position"
    DISTRICT = "district"
    NOTE = "note"
    PAPERS = "papers"
    ADDRESS = "address"
    MEMBERS = "members"
    NUMBER = "number"


# By position: whose name and whose phone a column holds.
PEOPLE: dict[Position, tuple[Kind, Kind]] = {
    Position.KETUA: (Kind.KETUA, Kind.KETUA_PHONE),
    Position.SEKRETARIS: (Kind.SEKRETARIS, Kind.SEKRETARIS_PHONE),
    Position.BENDAHARA: (Kind.BENDAHARA, Kind.BENDAHARA_PHONE),
}


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom the list names as a pengurus; `phone` as +62812..., None without one that can
    be used."""

    position: Position
    name: str
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """A column: its heading ("" without one), its letters, what it is taken for, some of its
    cells."""

    heading: str
    letters: str
    kind: Kind | None
    samples: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """Name the column within the list."""
        return self.heading, self.letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A paguyuban as the list has it. One with problems is not made; warnings are shown and let
    through. `typed` is what the list says, as it was written; markets as they were written."""

    sheet: str
    line: int
    typed: tuple[str, ...] = ()
    name: str = ""
    markets: tuple[str, ...] = ()
    district: str = ""
    people: tuple[Named, ...] = ()
    note: str = ""
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    mended: bool = False
    left_out: bool = False

    def holder(self, position: Position) -> Named | None:
        """Give who holds a position, by this list."""
        return next((one for one in self.people if one.position is position), None)


@dataclass(frozen=True, slots=True)
class Read:
    """All that a list says: its paguyuban, what each column was taken for, the rows that hold
    none, and what was answered about markets (`choices`, by market_key: an id, NEW or NONE)."""

    entries: tuple[Entry, ...]
    columns: tuple[ColumnRead, ...] = ()
    skipped: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)


NEW, NONE = "baru", "tanpa"  # an answer: make this market; name none
MOST = 120  # paguyuban in one list
Chosen = Sequence[tuple[Key, str | None]]

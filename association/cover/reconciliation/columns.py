"""What a column of a list was taken for."""

from collections.abc import Iterable
from dataclasses import dataclass

Key = tuple[str, str]  # heading, and the column's letter where the heading is not enough


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """A column: its heading ("" without one), its letter, what it is taken for, and some of its
    cells."""

    heading: str
    letter: str
    kind: str | None
    samples: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """Name the column within the list."""
        return self.heading, self.letter


def is_complete(columns: Iterable[ColumnRead]) -> bool:
    """Tell whether a person can be found by these columns: a name, and a NIK or a KPJ."""
    kinds = {one.kind for one in columns}
    return "name" in kinds and bool(kinds & {"nik", "kpj"})

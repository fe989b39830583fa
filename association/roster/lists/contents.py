"""What a list says once it is understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from association.roster.lists.columns import Column
from association.roster.lists.problems import Code, Problem
from association.roster.lists.values import RowValues


@dataclass(frozen=True, slots=True)
class RowRead:
    """One trader's row: its line as Excel shows it, its cells by heading for giving back, and what
    it says.

    A row with problems is refused; warnings are shown and let through.
    """

    sheet: str
    line: int
    cells: dict[str, str]
    values: RowValues
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @property
    def is_unclear(self) -> bool:
        """Tell whether the leader has to be asked who stands in this row."""
        return self.is_refused_for(Code.UNCLEAR)

    def is_refused_for(self, code: Code) -> bool:
        """Tell whether this is among the row's problems."""
        return any(problem.code is code for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that holds no trader, and why we think so."""

    sheet: str
    line: int
    reason: Problem
    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a file says: traders' rows, what each heading was taken for, rows passed over, notes
    on sheets, and the first cells below each heading."""

    rows: tuple[RowRead, ...]
    columns: tuple[tuple[str, Column | None], ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[Problem, ...]
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def asks_columns(self) -> bool:
        """Tell whether somebody has to say which column holds what before a row can be read."""
        return any(note.code is Code.HEADINGS_ASKED for note in self.notes)

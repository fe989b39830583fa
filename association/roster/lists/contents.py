"""What a list says once it is understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from association.roster.lists.columns import Column
from association.roster.lists.problems import Code, Problem
from association.roster.lists.values import RowValues


@dataclass(frozen=True, slots=True)
class RowRead:
    """One trader's row: its line as Excel shows it, its cells by heading for giving back, and what
    it says.

    A row with problems is refused; warnings are shown and let through. The cells of a row that was
    mended on screen stand under plain headings (written.py), not those of its list.
    """

    sheet: str
    line: int
    cells: dict[str, str]
    values: RowValues
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    mended: bool = False

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


class DateOrder(StrEnum):
    """How the dates of a sheet are read."""

    DAY = "day"  # the day first
    MONTH = "month"  # the month first
    APART = "apart"  # each by itself; one with two meanings is refused


@dataclass(frozen=True, slots=True)
class DateDoubt:
    """A sheet with dates that cannot all put the day first.

    How many dates put only the day first, only the month first, and may be read both ways; the
    first of each as written; what the last of these means with the day first, and with the month
    first; and what was answered.
    """

    sheet: str
    counts: tuple[int, ...]
    firsts: tuple[str, ...]
    meanings: tuple[str, ...]
    answer: DateOrder | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a file says: traders' rows, what each heading was taken for, rows passed over, notes
    on sheets; the first cells below each heading, doubts about its dates, and what somebody chose
    that headings are taken for."""

    rows: tuple[RowRead, ...]
    columns: tuple[tuple[str, Column | None], ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[Problem, ...]
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    doubts: tuple[DateDoubt, ...] = ()
    chosen: Mapping[str, Column | None] = field(default_factory=dict)

    @property
    def asks_columns(self) -> bool:
        """Tell whether somebody has to say which column holds what before a row can be read."""
        return any(note.code is Code.HEADINGS_ASKED for note in self.notes)

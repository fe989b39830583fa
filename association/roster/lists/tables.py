"""Reads one table of a sheet from above: which rows are traders, and what each says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from association.roster.lists.cells import letters, text_of
from association.roster.lists.columns import Column
from association.roster.lists.contents import RowRead, Skipped
from association.roster.lists.headings import (
    HeadingRow,
    all_known,
    headings_at,
    is_name_heading,
)
from association.roster.lists.lines import (
    is_name_alone,
    is_person_above,
    reason_to_skip,
    tells_of_trader,
)
from association.roster.lists.merges import continues, filled_down, without_dittos
from association.roster.lists.problems import Code, Problem, problem_from
from association.roster.lists.row_cells import without_errors
from association.roster.lists.row_values import read_values
from association.roster.lists.sections import section_in_title, section_of
from association.roster.lists.sheets import Cell, Flaw, Sheet
from association.roster.lists.titles import market_in
from association.roster.lists.untitled import samples_of, with_spread_birth, with_untitled
from association.roster.lists.values import Section


@dataclass(slots=True)
class Found:
    """What was gathered so far."""

    rows: list[RowRead] = field(default_factory=list)
    columns: dict[str, Column | None] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    samples: dict[str, tuple[str, ...]] = field(default_factory=dict)
    chosen: Mapping[str, Column | None] = field(default_factory=dict)

    def remember(self, heading: HeadingRow) -> None:
        """Keep what the columns were taken for."""
        for place, text in sorted(heading.texts.items()):
            kind = heading.columns.get(place)
            if kind or text not in self.columns:
                self.columns[text] = kind

    def taken(self, heading: HeadingRow) -> HeadingRow:
        """Give headings with their columns as they were chosen."""
        if not self.chosen:
            return heading
        columns = {
            place: self.chosen.get(text, heading.columns.get(place))
            for place, text in heading.texts.items()
        }
        return replace(
            heading, columns={place: column for place, column in columns.items() if column}
        )


def read_table(
    sheet: Sheet,
    rows: list[tuple[Cell, ...]],
    guessed: HeadingRow,
    found: Found,
    *,
    today: date,
) -> None:
    """Read the rows below these headings; `rows` are those of the sheet, without the columns of
    tables beside."""
    heading = found.taken(with_spread_birth(with_untitled(guessed, rows), sheet.merges))
    rows, joined = filled_down(sheet, rows, heading)
    found.remember(heading)
    found.samples |= samples_of(heading, rows)
    lone = _lone_names_are_odd(rows, heading)
    table = _Table(sheet, rows, joined, lone, found, today, heading, _section_above(sheet, heading))
    for index, row in enumerate(rows):
        if not any(text_of(cell) for cell in row):
            continue
        if index <= heading.last or index <= table.again:
            table.top(index, row)
        elif not table.is_heading(index, row):
            table.line(index, row)


@dataclass(slots=True)
class _Table:
    """A table while it is read from above: what the headings and section so far say of the rows
    that follow."""

    sheet: Sheet
    rows: list[tuple[Cell, ...]]
    joined: set[int]
    lone_names_are_odd: bool
    found: Found
    today: date
    heading: HeadingRow
    section: Section
    ended: bool = False
    again: int = -1
    above: dict[int, Cell] = field(default_factory=dict)

    def top(self, index: int, row: tuple[Cell, ...]) -> None:
        """Take a row that belongs to the headings or stands above them."""
        if index < self.heading.index and index > self.again and is_person_above(row):
            self.add(index, row, Problem.of(Code.ABOVE_HEADINGS))
        else:
            above = index < self.heading.index
            self.skip(index, row, Code.OVER_HEADINGS if above else Code.HEADINGS)

    def is_heading(self, index: int, row: tuple[Cell, ...]) -> bool:
        """Take a row that tells of the rows below it, and tell whether it was one."""
        if (other := _other_heading(self.sheet, self.rows, index)) is not None:
            self.heading, self.ended, self.again = (
                self.found.taken(with_untitled(other, self.rows)),
                False,
                other.last,
            )
            self.above.clear()
            self.found.remember(self.heading)
            self.skip(index, row, Code.HEADINGS)
        elif not self.ended and (below := section_of(row, self.heading, self.section)) is not None:
            self.section = below
            self.skip(index, row, Code.SECTION)
        else:
            return False
        return True

    def line(self, index: int, row: tuple[Cell, ...]) -> None:
        """Take a row below the headings: a trader's, or one that holds none."""
        if reason := reason_to_skip(row, self.heading, ended=self.ended):
            if tells_of_trader(row, self.heading):
                self.add(index, row, Problem.of(Code.LIKE_REMARK))
                return
            self.ended = self.ended or reason is Code.SIGNATURE
            self.skip(index, row, reason)
        elif index in self.joined and self.found.rows and continues(row, self.heading):
            _add_stalls(self.found.rows, row, self.heading, self.section, today=self.today)
            self.skip(index, row, Code.STALL_OF_ABOVE)
        elif self.lone_names_are_odd and is_name_alone(row, self.heading):
            self.add(index, row, Problem.of(Code.NAME_ALONE))
        else:
            self.ended = False
            full, unsaid = without_dittos(row, self.heading, self.above)
            odd = (Problem.of(Code.NOTHING_ABOVE, text=text) for text in unsaid)
            self.add(index, full, *odd)

    def skip(self, index: int, row: tuple[Cell, ...], code: Code) -> None:
        """Note that a row holds no trader."""
        text = " | ".join(text for cell in row if (text := text_of(cell)))
        reason = Problem.of(code)
        self.found.skipped.append(Skipped(self.sheet.name, index + 1, reason, text[:200]))

    def add(self, index: int, row: tuple[Cell, ...], *problems: Problem) -> None:
        """Add a trader's row, refused if there are problems."""
        flaw = (_flaw(self.sheet.flaws[index]),) if index in self.sheet.flaws else ()
        read = _row(self.sheet, index, row, self.heading, self.section, today=self.today)
        self.found.rows.append(replace(read, problems=(*problems, *flaw, *read.problems)))


def _flaw(flaw: Flaw | str) -> Problem:
    return Problem.of(Code(flaw)) if isinstance(flaw, Flaw) else problem_from(flaw)


def _lone_names_are_odd(rows: list[tuple[Cell, ...]], heading: HeadingRow) -> bool:
    """Tell whether most rows of a list hold more than a name."""
    filled = [row for row in rows[heading.last + 1 :] if any(text_of(cell) for cell in row)]
    return sum(1 for row in filled if not is_name_alone(row, heading)) * 2 > len(filled)


def _other_heading(sheet: Sheet, rows: list[tuple[Cell, ...]], index: int) -> HeadingRow | None:
    """Return the headings that stand in a row further down: repeated for a new page, or those of
    another table."""
    if not any(is_name_heading(cell) for cell in rows[index]):
        return None
    other = headings_at(rows, index, sheet.merges)
    if (
        other is None
        or len(other.kinds) < 2
        or (len(other.kinds) == 2 and not all_known(rows[index]))
    ):
        return None
    return other


def _section_above(sheet: Sheet, heading: HeadingRow) -> Section:
    titles = [
        text_of(cell)
        for row in sheet.rows[: max(0, heading.index)]
        for cell in row
        if isinstance(cell, str)
    ]
    market = next((market for title in titles if (market := market_in(title))), "")
    section = Section(market=market)
    for title in [sheet.name, *titles]:
        section = section_in_title(title, section)
    return section


def _add_stalls(
    rows: list[RowRead],
    row: tuple[Cell, ...],
    heading: HeadingRow,
    section: Section,
    *,
    today: date,
) -> None:
    values, remarks = read_values(row, heading, section, today=today)
    problems = [problem for problem in remarks.problems if problem.code is not Code.NAMELESS]
    above = rows[-1]
    held = above.values.stalls
    new = tuple(one for one in values.stalls if not any(one.is_one(other) for other in held))
    rows[-1] = replace(
        above,
        values=replace(above.values, stalls=held + new),
        problems=above.problems + tuple(problems),
    )


def _row(
    sheet: Sheet,
    index: int,
    row: tuple[Cell, ...],
    heading: HeadingRow,
    section: Section,
    *,
    today: date,
) -> RowRead:
    whole, errors = without_errors(row, index, heading)
    values, remarks = read_values(whole, heading, section, today=today)
    problems = [
        one for one in remarks.problems if not errors.problems or one.code is not Code.NAMELESS
    ]
    cells: dict[str, str] = {}
    for label, text in _labelled(row, heading):
        cells[label if label not in cells else f"{label} ({len(cells)})"] = text
    return RowRead(
        sheet.name,
        index + 1,
        cells,
        values,
        (*errors.problems, *problems),
        (*errors.warnings, *remarks.warnings),
    )


def _labelled(row: tuple[Cell, ...], heading: HeadingRow) -> Iterator[tuple[str, str]]:
    for place in range(max(len(row), max(heading.texts) + 1)):
        text = text_of(row[place]) if place < len(row) else ""
        if text or place in heading.texts:
            yield heading.texts.get(place, f"Kolom {letters(place)}"), text

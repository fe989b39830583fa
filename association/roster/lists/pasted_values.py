"""Reads what a pasted list says as the cells of a file do: births, addresses, mothers."""

from dataclasses import replace
from datetime import date
from typing import Any

from association.roster.lists.births import read_birth
from association.roster.lists.columns import Column
from association.roster.lists.contents import RowRead
from association.roster.lists.further import read_further
from association.roster.lists.further_headings import LABELS
from association.roster.lists.pasted_lines import Person
from association.roster.lists.pasted_row import LONGEST_NOTE
from association.roster.lists.problems import Code, Problem, Remarks
from association.roster.lists.row_cells import first
from association.rules.people.nik import nik_warnings

BIRTHS = (Column.BIRTH, Column.BIRTH_DATE, Column.BIRTH_PLACE)


def with_cells(row: RowRead, person: Person, *, today: date) -> RowRead:
    """Return a person's row with what their cells say; a birth that cannot be read is a note and
    a warning, and refuses nobody."""
    remarks, found = Remarks(), Remarks()
    born, place = read_birth(person.cells, found, today=today)
    unread = [problem for problem in found.problems if problem.code is not Code.MONTH_FIRST]
    remarks.problems.extend(problem for problem in found.problems if problem not in unread)
    remarks.warnings.extend((*found.warnings, *unread))
    if person.nik:
        odd = nik_warnings(person.nik, birth_date=born, today=today)
        remarks.warnings.extend(Problem.by_rule(one) for one in odd)
    further = {column: first(person.cells, Column(column)) for column in LABELS}
    told: dict[str, Any] = read_further(further, remarks, today=today)
    kept = [str(cell) for column in BIRTHS for cell in person.cells.get(column, [])]
    note = ". ".join(filter(None, (row.values.note, *(kept if unread else ()))))[:LONGEST_NOTE]
    births: dict[str, Any] = {"birth_date": born, "birth_place": place}
    return replace(
        row,
        values=replace(row.values, **{**births, "note": note, **told}),
        problems=(*row.problems, *remarks.problems),
        warnings=(*row.warnings, *remarks.warnings),
    )

"""Turns a pasted list into rows for the same preview and saving as a file; an unclear line is
refused with its question."""

from datetime import date

from association.roster.lists.columns import Column
from association.roster.lists.contents import Contents, Skipped
from association.roster.lists.marks import with_doubts
from association.roster.lists.pasted import read_pasted
from association.roster.lists.pasted_cells import NAME, PHONE, STALL, WRITTEN
from association.roster.lists.pasted_entries import Heading, Passed, Unclear, person_of
from association.roster.lists.pasted_lines import Person
from association.roster.lists.pasted_marks import Paid
from association.roster.lists.pasted_repeats import Repeated, without_repeats
from association.roster.lists.pasted_row import SHEET, row_of
from association.roster.lists.pasted_values import with_cells
from association.roster.lists.problems import Code, Problem
from association.rules.house.errors import RuleError

MOST_LINES, MOST_BYTES = 2_000, 200_000
COLUMNS = ((NAME, Column.NAME), (STALL, Column.STALL), (PHONE, Column.PHONE), (WRITTEN, None))
LONGEST_SHOWN = 200
MARKS = {
    Paid.YES: Code.MARKS_PAID,
    Paid.PARTLY: Code.MARKS_PARTLY,
    Paid.NO: Code.MARKS_UNPAID,
}


def understand_pasted(text: str, *, today: date) -> Contents:
    """Return the rows of a pasted list, the lines passed over, and what is said of the whole.

    Raises RuleError for nothing, for more than 2,000 lines, and for more than 200 KB.
    """
    if not text.strip():
        raise RuleError("Belum ada tulisan yang ditempel.")
    if len(text.encode(errors="replace")) > MOST_BYTES or len(text.splitlines()) > MOST_LINES:
        raise RuleError(
            "Tulisannya terlalu panjang: paling banyak 2.000 baris atau 200 KB. Tempel sebagian "
            "dulu."
        )
    entries = read_pasted(text)
    told, repeated = without_repeats(
        [entry for entry in entries if isinstance(entry, Person | Unclear)]
    )
    rows = with_doubts(
        [
            with_cells(row_of(one, number), person_of(one), today=today)
            for number, one in enumerate(told, 1)
        ]
    )
    passed = [
        _skipped(entry)
        for entry in entries
        if isinstance(entry, Heading | Passed) and entry.text.strip()
    ]
    again = [_told_again(one) for one in repeated]
    skipped = sorted((*passed, *again), key=lambda one: one.line)
    return Contents(tuple(rows), COLUMNS, tuple(skipped), tuple(_notes(told)))


def _skipped(entry: Heading | Passed) -> Skipped:
    code = Code.TITLE if isinstance(entry, Heading) else entry.reason
    return Skipped(SHEET, entry.line, Problem.of(code), entry.text[:LONGEST_SHOWN])


def _told_again(one: Repeated) -> Skipped:
    reason = Problem.of(Code.SAME_AS_LINE, line=one.first_line)
    return Skipped(SHEET, one.entry.lines[0], reason, one.entry.text[:LONGEST_SHOWN])


def _notes(told: list[Person | Unclear]) -> list[Problem]:
    persons = [entry for entry in told if isinstance(entry, Person)]
    counts = {paid: sum(person.money.paid is paid for person in persons) for paid in Paid}
    found = tuple(Problem.of(MARKS[paid], count=count) for paid, count in counts.items() if count)
    return [Problem.of(Code.MARKS, counts=found)] if found else []

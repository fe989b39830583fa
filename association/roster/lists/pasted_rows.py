"""Turns a pasted list into rows for the same preview and saving as a file; an unclear line is
refused with its question."""

from datetime import date
from typing import Any

from association.roster.lists.births import read_birth
from association.roster.lists.columns import Column
from association.roster.lists.contents import Contents, RowRead, Skipped
from association.roster.lists.further import read_further
from association.roster.lists.further_headings import LABELS
from association.roster.lists.marks import with_doubts
from association.roster.lists.pasted import Heading, Passed, Person, Unclear, read_pasted
from association.roster.lists.pasted_cells import NAME, NUMBER, PHONE, STALL, WRITTEN
from association.roster.lists.pasted_marks import Paid
from association.roster.lists.pasted_repeats import Repeated, without_repeats
from association.roster.lists.problems import Code, Problem, Remarks
from association.roster.lists.row_cells import first
from association.roster.lists.values import RowValues
from association.rules.house.errors import RuleError
from association.rules.people.nik import nik_warnings

MOST_LINES, MOST_BYTES = 2_000, 200_000
SHEET = "WhatsApp"
COLUMNS = ((NAME, Column.NAME), (STALL, Column.STALL), (PHONE, Column.PHONE), (WRITTEN, None))
LONGEST_NOTE, LONGEST_NAME, LONGEST_WARES, LONGEST_SHOWN = 200, 60, 60, 200
BIRTHS = (Column.BIRTH, Column.BIRTH_DATE, Column.BIRTH_PLACE)
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
    rows = with_doubts([_row(one, number, today) for number, one in enumerate(told, 1)])
    passed = [
        _skipped(entry)
        for entry in entries
        if isinstance(entry, Heading | Passed) and entry.text.strip()
    ]
    again = [_told_again(one) for one in repeated]
    skipped = sorted((*passed, *again), key=lambda one: one.line)
    return Contents(tuple(rows), COLUMNS, tuple(skipped), tuple(_notes(told)))


def _row(entry: Person | Unclear, number: int, today: date) -> RowRead:
    person = entry.guess if isinstance(entry, Unclear) else entry
    named = person.named
    remarks = Remarks()
    told, notes = _read_cells(person, remarks, today)
    values = RowValues(
        name=named.name[:LONGEST_NAME],
        nik=person.nik,
        phone=person.phone.phone,
        stalls=person.stalls,
        commodity=named.commodity[:LONGEST_WARES],
        **{"known_as": named.known_as[:LONGEST_NAME], "note": _note(person, notes), **told},
    )
    cells = {
        NUMBER: str(number),
        NAME: named.known_as or named.name,
        STALL: ", ".join(stall.label for stall in person.stalls),
        PHONE: person.phone.written,
        WRITTEN: person.text,
    }
    problems = (Problem.of(Code.UNCLEAR, why=entry.why),) if isinstance(entry, Unclear) else ()
    if person.phone.others:
        remarks.warnings.append(Problem.of(Code.PHONES_SEVERAL))
    problems = (*problems, *remarks.problems)
    return RowRead(SHEET, person.lines[0], cells, values, problems, tuple(remarks.warnings))


def _read_cells(
    person: Person, remarks: Remarks, today: date
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return what a person's cells say by the names of the fields, and as notes a birth that
    cannot be read: that refuses nobody."""
    found = Remarks()
    born, place = read_birth(person.cells, found, today=today)
    remarks.warnings.extend(found.warnings)
    unread = [problem for problem in found.problems if problem.code is not Code.MONTH_FIRST]
    remarks.problems.extend(problem for problem in found.problems if problem not in unread)
    remarks.warnings.extend(unread)
    notes = tuple(str(cell) for column in BIRTHS for cell in person.cells.get(column, []))
    if person.nik:
        odd = nik_warnings(person.nik, birth_date=born, today=today)
        remarks.warnings.extend(Problem.by_rule(one) for one in odd)
    further = {column: first(person.cells, Column(column)) for column in LABELS}
    told = read_further(further, remarks.warnings, today=today)
    return {"birth_date": born, "birth_place": place, **told}, notes if unread else ()


def _note(person: Person, others: tuple[str, ...]) -> str:
    """Write what has no field of its own; a tick is what a list says, no receipt."""
    said = ", ".join(person.money.said)
    paid = " ".join(part for part in (person.money.paid or "", f"({said})" if said else "") if part)
    parts = [f"Menurut daftar WhatsApp: {paid}"] if paid else []
    return ". ".join((*parts, *dict.fromkeys((*person.named.notes, *others))))[:LONGEST_NOTE]


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

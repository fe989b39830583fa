"""Turns one entry of a pasted list into a row, as a file has rows."""

from association.roster.lists.contents import RowRead
from association.roster.lists.pasted_cells import NAME, NUMBER, PHONE, STALL, WRITTEN
from association.roster.lists.pasted_entries import Unclear, person_of
from association.roster.lists.pasted_lines import Person
from association.roster.lists.problems import Code, Problem
from association.roster.lists.values import RowValues

SHEET = "WhatsApp"
LONGEST_NOTE, LONGEST_NAME, LONGEST_WARES = 200, 60, 60


def row_of(entry: Person | Unclear, number: int) -> RowRead:
    """Return the row of an entry: name, stalls, phone and note."""
    person = person_of(entry)
    named = person.named
    values = RowValues(
        name=named.name[:LONGEST_NAME],
        nik=person.nik,
        phone=person.phone.phone,
        stalls=person.stalls,
        commodity=named.commodity[:LONGEST_WARES],
        known_as=named.known_as[:LONGEST_NAME],
        note=_note(person),
    )
    cells = {
        NUMBER: str(number),
        NAME: named.known_as or named.name,
        STALL: ", ".join(stall.label for stall in person.stalls),
        PHONE: person.phone.written,
        WRITTEN: person.text,
    }
    problems = (Problem.of(Code.UNCLEAR, why=entry.why),) if isinstance(entry, Unclear) else ()
    warnings = (Problem.of(Code.PHONES_SEVERAL),) if person.phone.others else ()
    return RowRead(SHEET, person.lines[0], cells, values, problems, warnings)


def _note(person: Person) -> str:
    """Write what has no field of its own; a tick is what a list says, no receipt."""
    said = ", ".join(person.money.said)
    paid = " ".join(part for part in (person.money.paid or "", f"({said})" if said else "") if part)
    parts = [f"Menurut daftar WhatsApp: {paid}"] if paid else []
    return ". ".join((*parts, *dict.fromkeys(person.named.notes)))[:LONGEST_NOTE]

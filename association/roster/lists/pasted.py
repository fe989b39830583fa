"""Reads a list of traders pasted from WhatsApp: every line is a person, a heading, passed over, or
a question."""

from dataclasses import replace

from association.roster.lists.pasted_doubts import doubt_about
from association.roster.lists.pasted_entries import (
    Entry,
    Heading,
    Passed,
    Unclear,
    in_numbers,
    person_of,
    take,
    with_lines,
)
from association.roster.lists.pasted_filled import with_labels
from association.roster.lists.pasted_forms import Form, forms_in
from association.roster.lists.pasted_heirs import with_heirs_named
from association.roster.lists.pasted_lines import Line, Person, lines_of, person_in
from association.roster.lists.pasted_titles import Below
from association.roster.lists.problems import Code, Problem
from association.rules.house.errors import RuleError

__all__ = ["Entry", "Heading", "Passed", "Person", "Unclear", "read_pasted"]


def read_pasted(text: str) -> tuple[Entry, ...]:
    """Return what every line of a pasted list is, in its order; never raises, never drops a
    line."""
    lines = with_heirs_named(lines_of(text))
    numbered = in_numbers(lines)
    forms = forms_in(lines)
    found: list[Entry] = []
    below, place = Below(), 0
    while place < len(lines):
        form = forms.get(place)
        if form and form.is_blank:
            some = lines[place : form.end]
            found.extend(Passed(line.place, line.written, Code.BLANK_LABEL) for line in some)
            place = form.end
            continue
        if form and (entry := _form(found, lines, form, below)):
            found.append(entry)
            place = form.end
            continue
        below = take(found, lines[place], below, in_numbers=numbered)
        place += 1
    return tuple(found)


def _form(
    found: list[Entry], lines: list[Line], form: Form, below: Below
) -> Person | Unclear | None:
    """Return whom a form tells of; the person above it, taken from what was found, where it has no
    name. None when it tells of nobody."""
    first, *more = lines[form.first : form.end]
    above = found[-1] if found and form.name is None else None
    if isinstance(above, Person | Unclear) and _is_below(first, lines, person_of(above)):
        found.pop()
        person, wrong = with_lines(person_of(above), [first, *more]), None
        why = above.why if isinstance(above, Unclear) else None
    elif form.name is None and not form.is_personal:
        return None
    else:
        person, wrong = person_in(first, form.name or "", below)
        person, why = with_lines(replace(person, lines=(), text=""), [first, *more]), None
    person, problem = with_labels(person, form, below)
    why = why or _form_doubt(person, form, first, wrong or problem)
    return Unclear(person.lines[0], person.text, why, person) if why else person


def _is_below(line: Line, lines: list[Line], above: Person) -> bool:
    """Tell whether a line stands right below a person, and no other sent it."""
    if line.place - 1 not in above.lines:
        return False
    stamp = lines[above.lines[0] - 1].stamp
    return line.stamp is None or (stamp is not None and stamp.sender == line.stamp.sender)


def _form_doubt(person: Person, form: Form, line: Line, wrong: RuleError | None) -> Problem | None:
    """Return why a form has to be asked: a name that is none, two people's labels."""
    if form.unsure:
        return Problem.of(Code.LABELS_OF_TWO)
    if any(one.guessed for one in form.told):
        return Problem.of(Code.WHICH_NAME)
    as_numbered = replace(line, number=line.number or 0, body=form.name or person.named.name)
    return doubt_about(person, as_numbered, wrong, in_numbers=False)

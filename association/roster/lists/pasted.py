"""Reads a list of traders pasted from WhatsApp: every line is a person, a heading, passed over, or
a question."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from association.roster.lists.pasted_doubts import doubt_about
from association.roster.lists.pasted_lines import Line, Person, line_of, person_in
from association.roster.lists.pasted_marks import BULLET, Paid, Payment
from association.roster.lists.pasted_names import NameRead, is_titled
from association.roster.lists.pasted_stalls import PhoneRead
from association.roster.lists.pasted_titles import (
    LABEL,
    Below,
    heading,
    reason_to_pass,
    says_much,
)
from association.roster.lists.problems import Code, Problem

__all__ = ["Entry", "Heading", "Passed", "Person", "Unclear", "read_pasted"]

LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that speaks of the lines below it."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Passed:
    """A line that holds no trader, and why we think so."""

    line: int
    text: str
    reason: Code


@dataclass(frozen=True, slots=True)
class Unclear:
    """A line that only the leader can explain: why it has to be asked, and what we guess."""

    line: int
    text: str
    why: Problem
    guess: Person


Entry = Person | Heading | Passed | Unclear


def read_pasted(text: str) -> tuple[Entry, ...]:
    """Return what every line of a pasted list is, in its order; never raises, never drops a
    line."""
    lines = [line_of(place, written) for place, written in enumerate(text.splitlines(), 1)]
    filled = [line for line in lines if any(c.isalpha() for c in line.plain)]
    in_numbers = sum(line.number is not None for line in filled) * 2 >= len(filled)
    found: list[Entry] = []
    below = Below()
    for line in lines:
        below = _take(found, line, below, in_numbers=in_numbers)
    return tuple(found)


def _take(found: list[Entry], line: Line, below: Below, *, in_numbers: bool) -> Below:
    """Add a line to what was found, and return what then holds of the lines below."""
    if (more := _continued(found, line, below, mark_only=True)) is not None:
        found[-1] = more
    elif code := reason_to_pass(line.plain, line.body, numbered=line.number is not None):
        found.append(Passed(line.place, line.written, code))
    elif line.number is None and (said := heading(line.plain, below)):
        found.append(Heading(line.place, line.written))
        return said
    elif (more := _continued(found, line, below)) is not None:
        found[-1] = more
    else:
        found.extend(_entries(line, below, in_numbers=in_numbers))
    return below


def _entries(line: Line, below: Below, *, in_numbers: bool) -> Iterator[Person | Unclear]:
    if len(line.plain) > LONGEST_LINE:
        why = Problem.of(Code.LINE_LONG)
        yield Unclear(line.place, line.written, why, _nobody(line))
        return
    for number, body in _pieces(line.number, line.body):
        person, problem = person_in(line, body, below)
        lone = len(body) < len(line.body)
        piece = replace(line, number=number, body=body)
        doubt = doubt_about(person, piece, problem, in_numbers=in_numbers and not lone)
        yield Unclear(line.place, line.written, doubt, person) if doubt else person


def _nobody(line: Line) -> Person:
    return Person((line.place,), line.written, NameRead(), (), PhoneRead(), Payment(None))


def _pieces(number: int | None, body: str) -> Iterator[tuple[int | None, str]]:
    """Part a line that holds several entries: "1. Bu Siti B12 2. Pak Joko B13", "Bu Siti, Bu Yem,
    Pak Joko".
    """
    if number is not None:
        next_one = re.search(
            rf"(?<=[\s,;|✅❌✔☑])\(?0?{number + 1}\s*[.):]\)?\s*(?=[^\W\d_])", body
        )
        if next_one:
            yield number, body[: next_one.start()]
            yield from _pieces(number + 1, body[next_one.end() :])
            return
    parts = re.split(r"\s*[,;]\s*", body)
    if len(parts) > 1 and all(is_titled(part) for part in parts):
        yield from ((number, part) for part in parts)
    else:
        yield number, body


def _continued(
    found: list[Entry], line: Line, below: Below, *, mark_only: bool = False
) -> Person | Unclear | None:
    """Return the person above with what a line without a name adds (a phone, a stall, a mark); None
    for a new one."""
    before = found[-1] if found else None
    above = before.guess if isinstance(before, Unclear) else before
    label = LABEL.match(line.body)
    if not isinstance(above, Person) or line.number is not None or (label and label["name"]):
        return None
    if BULLET.match(line.plain) and not label:
        return None
    if mark_only and (any(c.isalnum() for c in line.plain) or above.money.paid):
        return None
    if label and (named := _labelled(line.body, label)):
        return _added(before, above, line, named, None)
    more = _more(line, below, label)
    if more is None or (mark_only and not more.money.paid) or _has_already(above, more):
        return None
    return _added(before, above, line, more.named, more)


def _labelled(body: str, label: re.Match[str]) -> NameRead | None:
    """Return what follows "Alamat:" or "Dagangan:"; None behind other labels."""
    rest = body[label.end() :]
    if label["note"]:
        return NameRead(notes=(rest[:80],))
    return NameRead(commodity=rest[:60]) if label["wares"] else None


def _more(line: Line, below: Below, label: re.Match[str] | None) -> Person | None:
    """Return what a line without a name says; None when it says nothing, or names somebody."""
    more, wrong = person_in(line, line.body, Below())
    if more.stalls:
        more = replace(more, stalls=person_in(line, line.body, below)[0].stalls)
    bracketed = line.body.startswith("(") and line.body.endswith(")")
    if (more.named.name and not bracketed) or wrong or len(line.plain) > LONGEST_LINE:
        return None
    if says_much(line.body) and not bracketed and not label:
        return None
    named = more.named
    facts = (more.stalls, more.phone.phone, more.money.paid, named.commodity, named.notes)
    return more if label or bracketed or any(facts) else None


def _has_already(above: Person, more: Person) -> bool:
    """Tell whether the person above has a phone or a stall of their own already."""
    phone = more.phone.phone and above.phone.written
    return bool(phone or (more.stalls and any(one.parts.number for one in above.stalls)))


def _added(
    before: Entry | None, above: Person, line: Line, named: NameRead, more: Person | None
) -> Person | Unclear:
    notes = (*above.named.notes, *named.notes, *((named.name,) if named.name else ()))
    joined = replace(
        above,
        lines=(*above.lines, line.place),
        text=f"{above.text}\n{line.written}",
        named=replace(above.named, notes=notes, commodity=above.named.commodity or named.commodity),
    )
    joined = _with_facts(joined, more) if more else joined
    if isinstance(before, Unclear):
        return replace(before, text=joined.text, guess=joined)
    return joined


def _with_facts(above: Person, more: Person) -> Person:
    """Add stalls, phone and marks; a stall further down stands in the market of the first."""
    markets = {stall.market for stall in above.stalls}
    market = markets.pop() if len(markets) == 1 else ""
    said = above.money.said + more.money.said
    return replace(
        above,
        stalls=tuple(replace(stall, market=market) for stall in more.stalls) or above.stalls,
        phone=more.phone if more.phone.phone else above.phone,
        money=Payment(_later(above.money.paid, more.money.paid), said),
    )


def _later(first: Paid | None, second: Paid | None) -> Paid | None:
    return second or first

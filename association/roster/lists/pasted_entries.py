"""What the lines of a pasted list become one by one: a person, a heading, passed over, or a
question."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from association.roster.lists.columns import Column
from association.roster.lists.pasted_births import birth_in
from association.roster.lists.pasted_doubts import doubt_about
from association.roster.lists.pasted_lines import Line, Person, lines_of, person_in
from association.roster.lists.pasted_marks import BULLET, Paid, Payment, numbering
from association.roster.lists.pasted_names import NameRead, is_titled
from association.roster.lists.pasted_stalls import PhoneRead
from association.roster.lists.pasted_titles import (
    Below,
    heading,
    reason_to_pass,
    says_much,
    tells_of_stall,
)
from association.roster.lists.problems import Code, Problem

LONGEST_LINE = 300
# "Bu Nunung: 4. Hartini": a name and a colon before what is numbered.
BEHIND_SENDER = re.compile(r".{0,80}?[^\W\d_]{2}[^:\d]*:\s*(?=\(?\d{1,3}\s*[.)]\s*[^\W\d_]{2})")


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


def entries_in(text: str) -> tuple[Entry, ...]:
    """Return what every line becomes, each by itself and with those right above it."""
    lines = lines_of(text)
    found: list[Entry] = []
    below = Below()
    for line in lines:
        below = take(found, line, below, in_numbers=in_numbers(lines))
    return tuple(found)


def in_numbers(lines: Sequence[Line]) -> bool:
    """Tell whether most lines of a list are numbered."""
    filled = [line for line in lines if any(c.isalpha() for c in line.plain)]
    return sum(line.number is not None for line in filled) * 2 >= len(filled)


def person_of(entry: Person | Unclear) -> Person:
    """Give the person of a line, the guessed one of an unclear one."""
    return entry.guess if isinstance(entry, Unclear) else entry


def with_lines(person: Person, lines: list[Line]) -> Person:
    """Give a person whom these lines tell of, too."""
    text = "\n".join(filter(None, (person.text, *(line.written for line in lines))))
    return replace(person, lines=(*person.lines, *(line.place for line in lines)), text=text)


def take(found: list[Entry], line: Line, below: Below, *, in_numbers: bool) -> Below:
    """Add a line to what was found, and return what then holds of the lines below."""
    mark_or_birth = _continued(found, line, below, mark_only=True) or _born(found, line)
    if mark_or_birth is not None:
        found[-1] = mark_or_birth
    elif code := reason_to_pass(line.plain, line.body, numbered=line.number is not None):
        found.append(Passed(line.place, line.written, code))
    elif line.own and not tells_of_stall(line.plain):
        found.append(Passed(line.place, line.written, Code.FROM_WHATSAPP))
    elif line.number is None and (said := heading(line.plain, below)):
        found.append(Heading(line.place, line.written))
        return said
    elif (more := _continued(found, line, below)) is not None:
        found[-1] = more
    else:
        found.extend(_entries(line, below, in_numbers=in_numbers))
    return below


def _born(found: list[Entry], line: Line) -> Person | Unclear | None:
    """Return the person above with the birth that a line says and nothing more; None for others."""
    before = found[-1] if found else None
    if line.number is not None or not isinstance(before, Person | Unclear):
        return None
    born, rest = birth_in(line.body)
    person = person_of(before)
    if not born or any(c.isalnum() for c in rest) or person.cells:
        return None
    joined = with_lines(replace(person, cells={Column.BIRTH: [born]}), [line])
    return (
        replace(before, text=joined.text, guess=joined) if isinstance(before, Unclear) else joined
    )


def _entries(line: Line, below: Below, *, in_numbers: bool) -> Iterator[Person | Unclear]:
    if len(line.plain) > LONGEST_LINE:
        why = Problem.of(Code.LINE_LONG)
        yield Unclear(line.place, line.written, why, _nobody(line))
        return
    if line.number is None and (sender := BEHIND_SENDER.match(line.body)):
        why = Problem.of(Code.SENDER_OR_NAME)
        for _number, body in _pieces(*numbering(line.body[sender.end() :])):
            yield Unclear(line.place, line.written, why, person_in(line, body, below)[0])
        return
    for number, body in _pieces(line.number, line.body):
        lone = len(body) < len(line.body)
        piece = replace(line, number=number, body=body)
        person, problem = person_in(piece, body, below)
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
    if not isinstance(above, Person) or line.number is not None or BULLET.match(line.plain):
        return None
    if mark_only and (any(c.isalnum() for c in line.plain) or above.money.paid):
        return None
    more = _more(line, below)
    if more is None or (mark_only and not more.money.paid) or _has_already(above, more):
        return None
    return _added(before, above, line, more)


def _more(line: Line, below: Below) -> Person | None:
    """Return what a line without a name says; None when it says nothing, or names somebody."""
    more, wrong = person_in(line, line.body, Below())
    if more.stalls:
        more = replace(more, stalls=person_in(line, line.body, below)[0].stalls)
    bracketed = line.body.startswith("(") and line.body.endswith(")")
    if (more.named.name and not bracketed) or wrong or len(line.plain) > LONGEST_LINE:
        return None
    if says_much(line.body) and not bracketed:
        return None
    named = more.named
    facts = (more.stalls, more.phone.phone, more.nik, more.money.paid, named.commodity, named.notes)
    return more if bracketed or any(facts) else None


def _has_already(above: Person, more: Person) -> bool:
    """Tell whether the person above has a phone or a stall of their own already."""
    phone = (more.phone.phone and above.phone.written) or (more.nik and above.nik)
    return bool(phone or (more.stalls and any(one.parts.number for one in above.stalls)))


def _added(before: Entry | None, above: Person, line: Line, more: Person) -> Person | Unclear:
    named = more.named
    notes = (*above.named.notes, *named.notes, *((named.name,) if named.name else ()))
    wares = above.named.commodity or named.commodity
    joined = replace(above, named=replace(above.named, notes=notes, commodity=wares))
    joined = _with_facts(with_lines(joined, [line]), more)
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
        nik=above.nik or more.nik,
        cells={**more.cells, **above.cells},
    )


def _later(first: Paid | None, second: Paid | None) -> Paid | None:
    return second or first

"""One line of a pasted list: without what WhatsApp added, and whom it tells of."""

import re
from dataclasses import dataclass, replace

from association.roster.lists.marks import LONG
from association.roster.lists.pasted_marks import Payment, numbering, payment, plain_text
from association.roster.lists.pasted_names import NameRead, name_in
from association.roster.lists.pasted_stalls import PhoneRead, phone_in, stalls_in
from association.roster.lists.pasted_titles import LABEL, Below
from association.roster.lists.values import RowStall
from association.rules.house.errors import RuleError
from association.rules.people.nik import parse_nik

MOVED = re.compile(
    (
        r"\bpindah\w*\s+(?:ke|dari|saking|neng)\b[^,;|()]*|\(?\b\d+\s+(?:los|kios|petak|lapak|"
        r"unit)\b(?!\s*[a-z]?\s*\d)\)?"
    ),
    re.IGNORECASE,
)
OFFICER = re.compile(
    (
        r"^(?:wakil\s+)?(?:ketua|sekretaris|bendahara|koordinator|korlap|"
        r"humas)\b(?:\s+\d)?\s*[:\-.]?\s*"
    ),
    re.I,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line without what WhatsApp added."""

    place: int
    written: str
    number: int | None
    body: str
    plain: str
    struck: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A trader as the list tells of one; `lines` are all the lines that told it, from 1."""

    lines: tuple[int, ...]
    text: str
    named: NameRead
    stalls: tuple[RowStall, ...]
    phone: PhoneRead
    money: Payment
    nik: str | None = None


def line_of(place: int, written: str) -> Line:
    """Take a line apart; places count from 1."""
    plain, struck = plain_text(written)
    number, body = numbering(plain)
    return Line(place, written, number, body, plain, struck)


def person_in(line: Line, body: str, below: Below) -> tuple[Person, RuleError | None]:
    """Return whom a line tells of, and what could not be read in it."""
    label = LABEL.match(body)
    nik, body, wrong = _nik(body[label.end() :] if label else body)
    phone, rest = phone_in(body)
    rest, money = payment(rest)
    moved = tuple(match[0].strip(" ()") for match in MOVED.finditer(rest))
    stalls, rest, problem = stalls_in(MOVED.sub(" | ", rest), below.section)
    named = _named(rest, moved, below)
    if money.paid is None:
        money = replace(money, paid=below.paid)
    person = Person((line.place,), line.written, named, stalls, phone, money, nik)
    return person, wrong or phone.problem or problem


def _named(rest: str, moved: tuple[str, ...], below: Below) -> NameRead:
    """Read the name in the rest of a line; an office before it becomes a note."""
    officer = OFFICER.match(rest)
    named = name_in(rest[officer.end() :] if officer else rest)
    office = (officer[0].strip(" :.-"),) if officer else ()
    notes = (*office, *named.notes, *moved)
    return replace(named, notes=notes, commodity=named.commodity or below.commodity)


def _nik(body: str) -> tuple[str | None, str, RuleError | None]:
    """Return the NIK of a line, the line without it, and what is wrong with it."""
    run = LONG.search(body)
    if run is None:
        return None, body, None
    rest = f"{body[: run.start()]} | {body[run.end() :]}"
    try:
        return parse_nik(run[0]), rest, None
    except RuleError as error:
        return None, rest, error

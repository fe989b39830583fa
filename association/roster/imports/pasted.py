"""Reads a list of traders pasted from WhatsApp: every line is a person, a heading, passed over, or
a question."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from association.roster.imports.marks import LONG
from association.roster.imports.pasted_marks import (
    BULLET,
    Paid,
    Payment,
    cleaned,
    numbered,
    payment,
)
from association.roster.imports.pasted_names import CALLED, OFFICES, NameRead, is_titled, name_in
from association.roster.imports.pasted_stalls import PhoneRead, phone_in, stalls_in
from association.roster.imports.pasted_titles import LABEL, Below, heading, passed_over, says_much
from association.roster.imports.values import RowStall
from association.rules.house.errors import RuleError
from association.rules.people.names import search_form
from association.rules.people.nik import parse_nik

LONGEST_LINE = 300
MOST_WORDS, MOST_WORDS_ALONE = 5, 3
SHOP = re.compile(r"^(?:toko|warung|depot|ud|cv|rm|salon|koperasi|kopwan)\b", re.IGNORECASE)
NAME_OR_NOTE = "nama pedagang, atau catatan?"
EMPTY_PLACE = frozenset(("kosong", "tutup", "suwung", "tidak ada", "libur", "belum diisi"))
MOVED = re.compile(
    r"\bpindah\w*\s+(?:ke|dari|saking|neng)\b[^,;|()]*|\(?\b\d+\s+(?:los|kios|petak|lapak|unit)\b(?!\s*[a-z]?\s*\d)\)?",
    re.IGNORECASE,
)
OFFICER = re.compile(
    r"^(?:wakil\s+)?(?:ketua|sekretaris|bendahara|koordinator|korlap|humas)\b(?:\s+\d)?\s*[:\-.]?\s*",
    re.I,
)


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
    reason: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """A line that only the leader can explain: why it has to be asked, and what we guess."""

    line: int
    text: str
    why: str
    guess: Person


Entry = Person | Heading | Passed | Unclear


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without what WhatsApp added."""

    place: int
    written: str
    number: int | None
    body: str
    plain: str
    struck: bool


def read_pasted(text: str) -> tuple[Entry, ...]:
    """Return what every line of a pasted list is, in its order; never raises, never drops a
    line."""
    lines = [_line(place, written) for place, written in enumerate(text.splitlines(), 1)]
    told = [line for line in lines if any(c.isalpha() for c in line.plain)]
    in_numbers = sum(line.number is not None for line in told) * 2 >= len(told)
    found: list[Entry] = []
    below = Below()
    for line in lines:
        if (more := _continued(found, line, below, mark_only=True)) is not None:
            found[-1] = more
        elif reason := passed_over(line.plain, line.body, numbered=line.number is not None):
            found.append(Passed(line.place, line.written, reason))
        elif line.number is None and (told_below := heading(line.plain, below)):
            below = told_below
            found.append(Heading(line.place, line.written))
        elif (more := _continued(found, line, below)) is not None:
            found[-1] = more
        else:
            found.extend(_entries(line, below, in_numbers=in_numbers))
    return tuple(found)


def _line(place: int, written: str) -> _Line:
    plain, struck = cleaned(written)
    number, body = numbered(plain)
    return _Line(place, written, number, body, plain, struck)


def _entries(line: _Line, below: Below, *, in_numbers: bool) -> Iterator[Person | Unclear]:
    if len(line.plain) > LONGEST_LINE:
        yield Unclear(line.place, line.written, "terlalu panjang untuk satu orang", _nobody(line))
        return
    for number, body in _pieces(line.number, line.body):
        person, problem = _person(line, body, below)
        lone = len(body) < len(line.body)
        why = _why(
            person,
            replace(line, number=number, body=body),
            problem,
            in_numbers=in_numbers and not lone,
        )
        yield Unclear(line.place, line.written, why, person) if why else person


def _nobody(line: _Line) -> Person:
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


def _person(line: _Line, body: str, below: Below) -> tuple[Person, str]:
    """Return whom a line tells of, and what could not be read in it."""
    label = LABEL.match(body)
    body = body[label.end() :] if label else body
    nik, body, wrong = _nik(body)
    phone, rest = phone_in(body)
    rest, money = payment(rest)
    moved = tuple(match[0].strip(" ()") for match in MOVED.finditer(rest))
    rest = MOVED.sub(" | ", rest)
    stalls, rest, problem = stalls_in(rest, below.section)
    officer = OFFICER.match(rest)
    named = name_in(rest[officer.end() :] if officer else rest)
    named = replace(named, notes=(*named.notes, *moved))
    if officer:
        named = replace(named, notes=(officer[0].strip(" :.-"), *named.notes))
    if not named.commodity and below.commodity:
        named = replace(named, commodity=below.commodity)
    if money.paid is None:
        money = replace(money, paid=below.paid)
    return Person(
        (line.place,), line.written, named, stalls, phone, money, nik
    ), wrong or phone.problem or problem


def _nik(body: str) -> tuple[str | None, str, str]:
    """Return the NIK of a line, the line without it, and what is wrong with it."""
    run = LONG.search(body)
    if run is None:
        return None, body, ""
    rest = f"{body[: run.start()]} | {body[run.end() :]}"
    try:
        return parse_nik(run[0]), rest, ""
    except RuleError as error:
        return None, rest, error.message


def _why(person: Person, line: _Line, problem: str, *, in_numbers: bool) -> str:
    """Return why a line has to be asked, or "" when it is clear."""
    if reason := _no_name(person.named.name):
        return reason
    if problem:
        return problem[0].lower() + problem[1:].rstrip(".")
    if line.struck:
        return "namanya dicoret, masih anggota?"
    if _two_people(line.body):
        return "seperti ada dua nama"
    return person.named.doubt or _no_person(person, line, in_numbers=in_numbers)


def _no_name(name: str) -> str:
    """Return why what stands where a name belongs is none."""
    words = search_form(name).split()
    if not words or set(words) <= OFFICES | CALLED:
        return "namanya tidak terbaca"
    if search_form(name) in EMPTY_PLACE:
        return "tempat kosong, atau ada pedagangnya?"
    if SHOP.match(name):
        return "nama toko, siapa pemiliknya?"
    if re.search(r"\b(?:dan|karo|serta)\b", name, re.IGNORECASE):
        return "seperti ada dua nama"
    return (
        "yang mana namanya?"
        if any(c.isdigit() for c in name) or len(words) > MOST_WORDS or len(name) > 60
        else ""
    )


def _no_person(person: Person, line: _Line, *, in_numbers: bool) -> str:
    """Return whether a line with a name may be talk all the same."""
    words = person.named.name.split()
    facts = bool(
        person.phone.phone
        or person.money.paid
        or any(stall.parts.number for stall in person.stalls)
    )
    if OFFICER.match(line.body) and not facts:
        return "pengurus yang menandatangani, atau anggota?"
    if says_much(person.named.name) or (
        not facts and not person.named.titled and says_much(line.body)
    ):
        return NAME_OR_NOTE
    sure = (
        line.number is not None
        or person.named.titled
        or (facts and bool(person.stalls or person.phone.phone))
    )
    if sure:
        return (
            ""
            if len(words) <= MOST_WORDS_ALONE or facts or line.number is not None
            else NAME_OR_NOTE
        )
    capitals = all(word[:1].isupper() for word in words)
    return (
        NAME_OR_NOTE
        if len(words) > MOST_WORDS_ALONE or (in_numbers and not facts) or not (capitals or facts)
        else ""
    )


def _two_people(body: str) -> bool:
    """Tell whether two names with titles stand on one line, neither in brackets nor behind "istri",
    "titip".
    """
    sides = re.split(
        r"\s*(?:[&+/,;:]|\bdan\b|\bkaro\b)\s*", re.sub(r"\(.*?\)", " ", body), flags=re.IGNORECASE
    )
    return sum(is_titled(side) for side in sides) > 1


def _continued(
    found: list[Entry], line: _Line, below: Below, *, mark_only: bool = False
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
    if label and label["note"]:
        return _added(before, above, line, NameRead(notes=(line.body[label.end() :][:80],)), None)
    if label and label["wares"]:
        return _added(before, above, line, NameRead(commodity=line.body[label.end() :][:60]), None)
    more, problem = _person(line, line.body, Below())
    if more.stalls:
        more = replace(more, stalls=_person(line, line.body, below)[0].stalls)
    if mark_only and not more.money.paid:
        return None
    bracketed = line.body.startswith("(") and line.body.endswith(")")
    if (more.named.name and not bracketed) or problem or len(line.plain) > LONGEST_LINE:
        return None
    if says_much(line.body) and not bracketed and not label:
        return None
    if not (
        label
        or more.stalls
        or more.phone.phone
        or more.money.paid
        or more.named.commodity
        or more.named.notes
        or bracketed
    ):
        return None
    if (more.phone.phone and above.phone.written) or (
        more.stalls and any(one.parts.number for one in above.stalls)
    ):
        return None
    return _added(before, above, line, more.named, more)


def _added(
    before: Entry | None, above: Person, line: _Line, named: NameRead, more: Person | None
) -> Person | Unclear | None:
    notes = (*above.named.notes, *named.notes, *((named.name,) if named.name else ()))
    joined = replace(
        above,
        lines=(*above.lines, line.place),
        text=f"{above.text}\n{line.written}",
        named=replace(above.named, notes=notes, commodity=above.named.commodity or named.commodity),
    )
    if more:
        markets = {stall.market for stall in above.stalls}
        market = markets.pop() if len(markets) == 1 else ""
        said = above.money.said + more.money.said
        joined = replace(
            joined,
            stalls=tuple(replace(stall, market=market) for stall in more.stalls) or above.stalls,
            phone=more.phone if more.phone.phone else above.phone,
            money=Payment(_later(above.money.paid, more.money.paid), said),
        )
    return (
        replace(before, text=joined.text, guess=joined) if isinstance(before, Unclear) else joined
    )


def _later(first: Paid | None, second: Paid | None) -> Paid | None:
    return second or first

"""One line of a pasted list: without what WhatsApp added, and whom it tells of."""

import re
from dataclasses import dataclass, field, replace

from association.roster.lists.columns import Column
from association.roster.lists.doubted_names import tells_of_leaving
from association.roster.lists.marks import LONG
from association.roster.lists.pasted_births import ages_in, birth_in
from association.roster.lists.pasted_letters import lettered
from association.roster.lists.pasted_marks import Payment, numbering, payment, plain_text
from association.roster.lists.pasted_names import NameRead, name_in
from association.roster.lists.pasted_stalls import PhoneRead, phone_in, stalls_in
from association.roster.lists.pasted_stamps import OPTION, POLL, UNSENT, Stamp, stamp_of
from association.roster.lists.pasted_titles import Below
from association.roster.lists.problems import Code
from association.roster.lists.sheets import Cell
from association.roster.lists.values import RowStall
from association.rules.house.errors import RuleError
from association.rules.people.nik import parse_nik

MOVED = re.compile(
    r"\bpindah\w*\s+(?:ke|dari|saking|soko|neng|ning|los|kios|blok|blk|lapak)\b[^,;|()]*"
    r"|\(?\b(?:\d+\s*[/\u2044]\s*\d+|setengah|separo)\s*(?:los|kios|petak|lapak|unit)\b\)?"
    r"|\(?\b\d+\s+(?:los|kios|petak|lapak|unit)\b(?!\s*[a-z]?\s*\d)\)?",
    re.IGNORECASE,
)
LABELLED_NIK = re.compile(
    rf"(?:\b(?:no(?:mor|mer)?\.?\s*)?(?:nik|e?-?ktp)\b[\s.:=]*)?({LONG.pattern})", re.IGNORECASE
)
MARKET = re.compile(
    r"pasar\s+(?!pagi|siang|sore|malam|lama|baru|ini|mau)[^\W\d_]{3,}(?:\s[^\W\d_]{3,})?",
    re.IGNORECASE,
)
UNSIGNED_NAME = re.compile(r"^nama(?:\s*[:=]\s*|\s+)(?=[^\W\d_])", re.IGNORECASE)
OFFICER = re.compile(
    (
        r"^(?:wakil\s+)?(?:ketua|sekretaris|bendahara|koordinator|korlap|"
        r"humas)\b(?:\s+\d)?\s*[:\-.]?\s*"
    ),
    re.I,
)


Cells = dict[Column, list[Cell]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line without what WhatsApp added."""

    place: int
    written: str
    number: int | None
    body: str
    plain: str
    struck: bool
    stamp: Stamp | None = None
    own: bool = False  # WhatsApp itself says it


@dataclass(frozen=True, slots=True)
class Person:
    """A trader as the list tells of one; `lines` are all the lines that told it, from 1, and
    `cells` what is read as the cells of a file are."""

    lines: tuple[int, ...]
    text: str
    named: NameRead
    stalls: tuple[RowStall, ...]
    phone: PhoneRead
    money: Payment
    nik: str | None = None
    cells: Cells = field(default_factory=dict)
    number: int | None = None


def line_of(place: int, written: str) -> Line:
    """Take a line apart; places count from 1."""
    plain, struck = plain_text(written)
    born, rest = birth_in(plain)
    dated = born[:1].isdigit() and rest.startswith(" |")
    number, body = (None, plain) if dated else numbering(plain)
    stamp, own = stamp_of(written)
    own = own or bool(stamp and not stamp.sender and UNSENT.fullmatch(plain))
    return Line(place, written, number, body, plain, struck, stamp, own)


def lines_of(text: str) -> list[Line]:
    """Take all lines of a list apart; letters number a line where the next goes on with them."""
    lines = [line_of(place, written) for place, written in enumerate(text.splitlines(), 1)]
    polled = _polled(lines)
    lettering = lettered([line.body if line.number is None else "" for line in lines])
    for place, line in enumerate(lines):
        if place in lettering:
            number, body = lettering[place]
            lines[place] = replace(line, number=number, body=body)
        elif place in polled:
            lines[place] = replace(line, own=True)
    return lines


def _polled(lines: list[Line]) -> set[int]:
    """Return which lines are the question of a poll: between "POLLING:" and its options."""
    found: set[int] = set()
    for start, line in enumerate(lines):
        if POLL.fullmatch(line.plain):
            some = range(start + 1, min(start + 5, len(lines)))
            ends = [place for place in some if OPTION.fullmatch(lines[place].plain)]
            found.update(range(start, ends[0]) if ends else ())
    return found


def person_in(line: Line, body: str, below: Below) -> tuple[Person, RuleError | None]:
    """Return whom a line tells of, and what could not be read in it."""
    born, body = birth_in(body)
    ages, body = ages_in(body)
    nik, body, wrong = nik_in(body)
    phone, rest = phone_in(body)
    rest, money = payment(rest)
    moved = tuple(match[0].strip(" ()") for match in MOVED.finditer(rest))
    stalls, rest, problem = stalls_in(MOVED.sub(" | ", rest), below.section)
    named = _named(rest, (*moved, *ages), below)
    named, stalls = _in_market(named, stalls)
    if money.paid is None:
        money = replace(money, paid=below.paid)
    cells: Cells = {Column.BIRTH: [born]} if born else {}
    person = Person(
        (line.place,), line.written, named, stalls, phone, money, nik, cells, line.number
    )
    return person, wrong or phone.problem or problem


def _in_market(
    named: NameRead, stalls: tuple[RowStall, ...]
) -> tuple[NameRead, tuple[RowStall, ...]]:
    """Give the stalls of a line the market that stands beside them."""
    market = next((note for note in named.notes if MARKET.fullmatch(note)), "")
    if not market or not any(stall.parts.number for stall in stalls):
        return named, stalls
    notes = tuple(note for note in named.notes if note != market)
    return replace(named, notes=notes), tuple(replace(one, market=market) for one in stalls)


def _named(rest: str, moved: tuple[str, ...], below: Below) -> NameRead:
    """Read the name in the rest of a line; an office before it becomes a note."""
    rest = UNSIGNED_NAME.sub("", rest)
    officer = OFFICER.match(rest)
    named = name_in(rest[officer.end() :] if officer else rest)
    office = (officer[0].strip(" :.-"),) if officer else ()
    notes = (*office, *named.notes, *moved)
    doubt = Code.GONE if any(map(tells_of_leaving, moved)) else named.doubt
    commodity = named.commodity or below.commodity
    return replace(named, notes=notes, commodity=commodity, doubt=doubt)


def nik_in(body: str) -> tuple[str | None, str, RuleError | None]:
    """Return the NIK of a line, the line without it, and what is wrong with it."""
    run = LABELLED_NIK.search(body)
    if run is None:
        return None, body, None
    rest = f"{body[: run.start()]} | {body[run.end() :]}"
    try:
        return parse_nik(run[1]), rest, None
    except RuleError as error:
        return None, rest, error

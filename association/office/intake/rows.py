"""What one row says of a paguyuban, and the rows of one paguyuban put together."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from association.office.intake.entries import PEOPLE, Entry, Kind, Named
from association.office.intake.headings import position_in
from association.office.intake.names import (
    first_of,
    market_key,
    market_name,
    market_within,
    markets_in,
    one_line,
    paguyuban_name,
    person_in,
)
from association.office.intake.tables import Table
from association.roster.lists.cells import text_of
from association.roster.lists.phones import read_phone
from association.roster.lists.problems import Problem, Remarks
from association.roster.lists.sheets import Cell
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Position
from association.rules.people.likeness import like_names
from association.rules.people.names import clean_name, search_form

LONGEST_NAME, LONGEST_MARKET, LONGEST_DISTRICT, LONGEST_NOTE = 80, 80, 40, 300
MOST_MARKETS = 30
Holder = tuple[Position, str, tuple[Cell, ...]]  # name and phones as they are written


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one row says: texts by what they are, people with the cells of their phones."""

    where: tuple[str, int]
    typed: tuple[str, ...]
    name: str
    markets: tuple[str, ...]
    district: str
    people: tuple[Holder, ...]
    note: str
    number: bool  # the list counts this row

    @property
    def is_own(self) -> bool:
        """Tell whether enough is said for a paguyuban of its own, whatever its name is."""
        return bool(self.people) and (self.number or bool(self.markets))


def spoken_in(
    row: Sequence[Cell],
    table: Table,
    around: Mapping[Kind, str],
    *,
    where: tuple[str, int],
    known: Collection[str],
) -> Spoken:
    """Read one row; `around` is what a heading above some rows says of them."""

    def cells(kind: Kind) -> list[Cell]:
        return [row[place] for place in table.places(kind) if place < len(row)]

    def told(*kinds: Kind) -> str:
        said = [one_line(cell) for kind in kinds for cell in cells(kind)]
        return "; ".join(filter(None, said))

    markets = [market for cell in cells(Kind.MARKET) for market in markets_in(cell, known)]
    if not any(map(one_line, cells(Kind.MARKET))) and around.get(Kind.MARKET):
        markets = [around[Kind.MARKET]]
    name = paguyuban_name(told(Kind.NAME))
    if not table.places(Kind.NAME) and markets:
        name = f"Paguyuban {market_name(markets[0])}"
    return Spoken(
        where=where,
        typed=tuple(_typed(row, table)),
        name=name,
        markets=tuple(markets),
        district=(_district(told(Kind.DISTRICT)) or around.get(Kind.DISTRICT, "")),
        people=tuple(_people(cells)),
        note=told(Kind.PAPERS, Kind.ADDRESS, Kind.NOTE),
        number=bool(told(Kind.NUMBER)),
    )


def _typed(row: Sequence[Cell], table: Table) -> Iterator[str]:
    for place, one in sorted(table.columns.items()):
        text = text_of(row[place]) if place < len(row) else ""
        if text:
            yield f"{one.heading or one.letters}: {text[:100]}"


def _district(text: str) -> str:
    words = text.split()
    return (
        " ".join(words[1:] if search_form(words[0]) in ("kecamatan", "kec") else words)[
            :LONGEST_DISTRICT
        ]
        if words
        else ""
    )


def _people(cells: Callable[[Kind], list[Cell]]) -> Iterator[Holder]:
    said = position_in(" ".join(map(one_line, cells(Kind.POSITION))))
    for position, (name, phone) in PEOPLE.items():
        who = [cell for cell in cells(name) if one_line(cell)]
        numbers = tuple(cell for cell in cells(phone) if text_of(cell))
        if who or numbers:
            written = "\n".join(str(cell).strip() for cell in who)
            is_said = position is Position.KETUA and cells(Kind.POSITION)
            yield (said or position) if is_said else position, written, numbers


def entry_of(rows: Sequence[Spoken], known: Collection[str]) -> Entry:
    """Put the rows of one paguyuban together; what they say differently is a warning."""
    first, remarks = rows[0], Remarks()
    markets = _markets(rows, known, first.name)
    called = first.name
    if not called and markets:
        called = f"Paguyuban {market_name(markets[0])}"
        remarks.warn(RuleError("Nama paguyuban tidak tertulis; memakai nama pasarnya."))
    name = _name(called, remarks)
    if not markets:
        remarks.warn(RuleError("Pasarnya belum tertulis. Bisa ditambahkan kemudian."))
    people = tuple(
        person for position in PEOPLE if (person := _person(position, rows, remarks)) is not None
    )
    if sum(spoken.name != "" for spoken in rows) > 1:
        remarks.warnings.append(
            Problem.by_rule(
                RuleError("Paguyuban ini disebut %(n)s kali di daftar; dibaca satu.", n=len(rows))
            )
        )
    if not any(one.position is Position.KETUA for one in people) and not remarks.problems:
        remarks.warn(RuleError("Ketua belum tertulis, jadi belum ada yang diundang."))
    return Entry(
        sheet=first.where[0],
        line=first.where[1],
        typed=tuple(text for spoken in rows for text in spoken.typed),
        name=name,
        markets=markets,
        district=next(filter(None, (spoken.district for spoken in rows)), ""),
        people=people,
        note="; ".join(filter(None, (spoken.note for spoken in rows)))[:LONGEST_NOTE],
        problems=tuple(remarks.problems),
        warnings=tuple(dict.fromkeys(remarks.warnings)),
    )


def _name(text: str, remarks: Remarks) -> str:
    if not any(c.isalpha() for c in text):
        remarks.refuse(RuleError("Nama paguyuban tidak terbaca. Tulis namanya."))
    elif len(text) > LONGEST_NAME:
        remarks.refuse(RuleError("Nama paguyuban paling banyak %(most)s huruf.", most=LONGEST_NAME))
    elif sum(c.isdigit() for c in text) > 6:
        remarks.refuse(RuleError("Nama paguyuban berisi nomor panjang. Tulis namanya saja."))
    return text


def _markets(rows: Sequence[Spoken], known: Collection[str], name: str) -> tuple[str, ...]:
    said = [market for spoken in rows for market in spoken.markets]
    if not said and (within := market_within(name, known)):
        said = [within]
    found = {market_key(market): market[:LONGEST_MARKET] for market in reversed(said)}
    return tuple(reversed(found.values()))[:MOST_MARKETS]


def _person(position: Position, rows: Sequence[Spoken], remarks: Remarks) -> Named | None:
    """Read who holds a position, and their first number that can be used."""
    said = [
        (written, numbers)
        for spoken in rows
        for at, written, numbers in spoken.people
        if at is position
    ]
    names: list[str] = []
    cells: list[Cell] = []
    for written, numbers in said:
        first, has_more = first_of(written)
        name, phones = person_in(first)
        if name and names and not like_names(name, names[0]):
            remarks.warn(
                RuleError(
                    "Ada dua nama %(what)s: %(a)s dan %(b)s; dipakai yang pertama.",
                    what=position.value,
                    a=names[0],
                    b=name[:60],
                )
            )
            continue
        if has_more:
            more = Problem.by_rule(
                RuleError(
                    "Ada lebih dari satu %(what)s; dipakai yang pertama.", what=position.value
                )
            )
            remarks.warnings.append(more)
        names += [name] if name else []
        cells += [*numbers, *phones, *(person_in(written)[1] if not phones else [])]
    return _checked(position, names, cells, remarks) if names or cells else None


def _checked(
    position: Position, names: Sequence[str], cells: Sequence[Cell], remarks: Remarks
) -> Named | None:
    """Hold a name and a number against the rules; a phone without a name is asked about."""
    own = Remarks()
    phone = read_phone(cells, own) if cells else None
    is_ketua = position is Position.KETUA
    try:
        name = clean_name(names[0]) if names else ""
        if sum(c.isdigit() for c in name) > 6:
            raise RuleError("Nama berisi nomor panjang. Tulis namanya saja.")
    except RuleError as error:
        name = ""
        own.refuse(error)
    if is_ketua and phone and not name and not own.problems:
        own.refuse(RuleError("Ada nomor HP tanpa nama ketua. Tulis namanya."))
    if is_ketua and name and not phone and not own.problems:
        own.warnings.append(
            Problem.by_rule(
                RuleError("Nomor HP ketua belum tertulis, jadi ia belum bisa diundang.")
            )
        )
    remarks.warnings += own.warnings if is_ketua or phone else []
    if is_ketua:
        remarks.problems += own.problems
    elif own.problems:
        what = position.value
        remarks.warn(RuleError("Nomor atau nama %(what)s tidak terbaca.", what=what))
    return Named(position, name, phone) if name or (is_ketua and phone) else None

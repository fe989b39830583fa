"""Lists of KPJs as they come back: pasted lines or a spreadsheet, and to whom of a batch each one
belongs."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from association.roster.lists.candidates import taken
from association.roster.lists.cells import text_of
from association.roster.lists.columns import Column
from association.roster.lists.recognising import column_of
from association.roster.lists.sheets import Cell, Sheet
from association.roster.lists.vocabulary import HOLDERS
from association.rules.house.errors import RuleError
from association.rules.law.enrolment import LineState, mask_kpj, parse_kpj
from association.rules.people.likeness import like_names
from association.rules.people.names import search_form
from association.rules.people.nik import mask_nik, parse_nik, spreadsheet_nik

MOST_LINES = 1000
SEARCHED_ROWS = 20  # for the headings
NUMBERING = re.compile(r"^\s*\d{1,3}\s*[.)]\s+")
NIK = re.compile(
    r"(?<!\d)(?:\d{16}|\d{4}([ .-])\d{4}\1\d{4}\1\d{4}|\d{6}([ .-])\d{6}\2\d{4})(?!\d)"
)
BETWEEN = re.compile(r"[\s,;:|=]+")
KPJ_HEADINGS = {
    "nomor peserta",
    "no peserta",
    "nomor kepesertaan",
    "no kepesertaan",
    "nomor kartu peserta",
}
BESIDE_KPJ = HOLDERS | frozenset(
    (
        "kpj",
        "no",
        "nomor",
        "nomer",
        "kartu",
        "bpjs",
        "bpjstk",
        "ketenagakerjaan",
        "tk",
        "baru",
        "jamsostek",
    )
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: who, by name or NIK, and their KPJ; or why it cannot be read."""

    line: int
    name: str = ""
    nik: str = ""
    kpj: str = ""
    problem: RuleError | None = None

    @property
    def who(self) -> str:
        """Give the name, or the NIK masked, for screens."""
        return self.name or (mask_nik(self.nik) if self.nik else "")


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the batch: name, KPJ noted already, and what came of their papers."""

    member_id: int
    name: str
    kpj: str
    state: LineState


@dataclass(frozen=True, slots=True)
class Match:
    """A line of the list, and the member it belongs to; `is_known` when this KPJ is noted there
    already."""

    entry: Entry
    person: Person | None = None
    problem: RuleError | None = None
    is_known: bool = False


def from_text(text: str) -> list[Entry]:
    """Read pasted lines: a NIK or a name, and a KPJ, in any order. Raises RuleError for too many
    lines."""
    numbered = ((number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip())
    return _some([_entry(number, line) for number, line in numbered])


def from_sheets(sheets: Sequence[Sheet]) -> list[Entry]:
    """Read the sheets of a file: by its headings when one says KPJ, else each row as a line. Raises
    RuleError."""
    return _some([entry for sheet in sheets if not sheet.hidden for entry in _of_sheet(sheet)])


def _some(entries: list[Entry]) -> list[Entry]:
    if len(entries) > MOST_LINES:
        raise RuleError(
            "Daftar ini berisi lebih dari %(n)s baris. Bagi menjadi beberapa bagian.", n=MOST_LINES
        )
    return entries


def _of_sheet(sheet: Sheet) -> Iterator[Entry]:
    head = next(
        (n for n, row in enumerate(sheet.rows[:SEARCHED_ROWS]) if any(map(_says_kpj, row))), None
    )
    if head is None:
        _refuse_other_kpj(sheet.rows[:SEARCHED_ROWS])
        for number, row in enumerate(sheet.rows, 1):
            if any(cell is not None for cell in row):
                yield _entry(number, "\t".join(text_of(cell) for cell in row))
        return
    places = _places(sheet.rows, head)
    for number, row in enumerate(sheet.rows[head + 1 :], head + 2):
        told = {name: row[place] if place < len(row) else None for name, place in places.items()}
        if told.get("kpj") is not None:
            yield _told(number, told)


def _refuse_other_kpj(rows: Sequence[Sequence[Cell]]) -> None:
    """Raise RuleError where the only KPJ column holds another number, such as the old one."""
    texts = [cell for row in rows for cell in row if isinstance(cell, str) and len(cell) <= 60]
    if other := next((text for text in texts if "kpj" in search_form(text).split()), ""):
        raise RuleError(
            "Kolom “%(heading)s” bukan nomor KPJ yang baru. Beri judul KPJ pada kolomnya.",
            heading=other,
        )


def _places(rows: Sequence[Sequence[Cell]], head: int) -> dict[str, int]:
    """Find the columns of the KPJ, the NIK and the name: of several the one that says it best."""
    texts = {place: text_of(cell) for place, cell in enumerate(rows[head]) if text_of(cell)}
    kinds = {place: kind for place, text in texts.items() if (kind := column_of(text))}
    found = {kind.value: place for place, kind in taken(texts, kinds, rows[head + 1 :]).items()}
    kpj = [place for place in texts if _says_kpj(rows[head][place])]
    return {**found, "kpj": max(kpj, key=lambda place: (_filled(rows[head + 1 :], place), -place))}


def _filled(rows: Sequence[Sequence[Cell]], place: int) -> bool:
    """Tell whether a column holds a KPJ; an empty one is for numbers that are still to come."""
    return any(_is_kpj(row[place]) for row in rows if place < len(row))


def _is_kpj(cell: Cell) -> bool:
    try:
        return bool(parse_kpj(text_of(cell)))
    except RuleError:
        return False


def _says_kpj(cell: Cell) -> bool:
    """Tell whether a heading names the KPJ, and no other words: "KPJ lama" is another number."""
    if not isinstance(cell, str) or len(cell) > 60:
        return False
    said = search_form(cell)
    words = set(said.split())
    return said in KPJ_HEADINGS or ("kpj" in words and words <= BESIDE_KPJ)


def _told(number: int, told: Mapping[str, Cell]) -> Entry:
    name, cell = text_of(told.get(Column.NAME.value)), told.get(Column.NIK.value)
    entry = Entry(number, name)
    try:
        if isinstance(cell, str | int | float):
            entry = replace(entry, nik=parse_nik(spreadsheet_nik(cell)))
    except RuleError as error:
        if not name:
            return replace(entry, problem=error)
    return _completed(entry, text_of(told["kpj"]))


def _entry(number: int, line: str) -> Entry:
    plain = "".join(
        c for c in unicodedata.normalize("NFKC", line) if unicodedata.category(c) != "Cf"
    )
    text, nik = NUMBERING.sub("", plain), ""
    found = NIK.search(text)
    if found:
        nik, text = re.sub(r"\D", "", found[0]), f"{text[: found.start()]} {text[found.end() :]}"
    words = [word for word in BETWEEN.split(text) if word.strip("-–—/.")]
    first = next((n for n, word in enumerate(words) if any(c.isdigit() for c in word)), len(words))
    last = next(
        (n for n in range(first, len(words)) if not any(c.isdigit() for c in words[n])), len(words)
    )
    name = " ".join([*words[:first], *words[last:]])[:60]
    return _completed(Entry(number, name, nik), " ".join(words[first:last]))


def _completed(entry: Entry, kpj: str) -> Entry:
    try:
        if not kpj:
            raise RuleError("Tidak ada nomor KPJ di baris ini.")
        if not entry.name and not entry.nik:
            raise RuleError("Tidak ada nama atau NIK di baris ini.")
        return replace(entry, kpj=parse_kpj(kpj))
    except RuleError as error:
        return replace(entry, problem=error)


def match(
    entries: Sequence[Entry],
    people: Sequence[Person],
    *,
    by_nik: Mapping[str, int],
    holders: Mapping[str, tuple[int, str]],
) -> list[Match]:
    """Say of each line to whom of a batch it belongs, or why not.

    `by_nik` gives the member of a NIK, `holders` who has a KPJ already (member id and name).
    """
    of_id = {person.member_id: person for person in people}
    of_name: dict[str, list[Person]] = {}
    for one in people:
        of_name.setdefault(search_form(one.name), []).append(one)
    lines: dict[str, int] = {}  # where a KPJ or a member was named first
    found = []
    for entry in entries:
        person: Person | None = None
        try:
            if entry.problem is not None:
                raise entry.problem
            person = (
                of_id.get(by_nik.get(entry.nik, 0)) if entry.nik else _named(entry, people, of_name)
            )
            _check(entry, person, holders.get(entry.kpj))
            assert person is not None
            _check_once(lines, entry, person)
        except RuleError as error:
            found.append(Match(entry, None, error))
        else:
            found.append(Match(entry, person, is_known=person.kpj == entry.kpj))
    return found


def _named(entry: Entry, people: Sequence[Person], of_name: Mapping[str, list[Person]]) -> Person:
    same = of_name.get(search_form(entry.name), [])
    alike = same or [person for person in people if like_names(person.name, entry.name)]
    if not alike:
        raise RuleError("Nama ini tidak ada di berkas pendaftaran.")
    if len(alike) > 1:
        raise RuleError("Ada %(n)s orang dengan nama seperti ini. Pakai NIK.", n=len(alike))
    return alike[0]


def _check(entry: Entry, person: Person | None, holder: tuple[int, str] | None) -> None:
    if person is None:
        raise RuleError("NIK ini tidak ada di berkas pendaftaran.")
    if entry.nik and entry.name and not like_names(entry.name, person.name):
        raise RuleError("NIK ini milik %(name)s.", name=person.name)
    if person.state is LineState.WITHDRAWN:
        raise RuleError("Pengiriman %(name)s sudah ditarik dari berkas ini.", name=person.name)
    if person.kpj and person.kpj != entry.kpj:
        raise RuleError(
            "%(name)s sudah punya KPJ lain, %(kpj)s. Bila itu salah, ubah di halamannya.",
            name=person.name,
            kpj=mask_kpj(person.kpj),
        )
    if holder is not None and holder[0] != person.member_id:
        raise RuleError(
            "Nomor KPJ ini sudah dipakai %(name)s. Periksa lagi nomornya.", name=holder[1]
        )


def _check_once(lines: dict[str, int], entry: Entry, person: Person) -> None:
    for key in (f"kpj {entry.kpj}", f"member {person.member_id}"):
        if key in lines:
            raise RuleError(
                "Nomor KPJ atau orang yang sama sudah disebut di baris %(n)s.", n=lines[key]
            )
    lines |= {f"kpj {entry.kpj}": entry.line, f"member {person.member_id}": entry.line}

"""Reads a list of paguyuban: its rows into entries, several rows of one paguyuban into one."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from association.office.intake.entries import MOST, ColumnRead, Entry, Key, Kind, Read
from association.office.intake.names import market_key, names_market, one_line, paguyuban_key
from association.office.intake.rows import Spoken, entry_of, spoken_in
from association.office.intake.tables import Table, table_of
from association.roster.lists.cells import is_ditto, is_empty, text_of
from association.roster.lists.problems import Problem
from association.roster.lists.sheets import Cell, Sheet, UnreadableFile
from association.rules.house.errors import RuleError
from association.rules.people.names import search_form

Row = Sequence[Cell]
SPREAD = (Kind.MARKET, Kind.DISTRICT)  # what one cell may say of several rows
DISTRICT = re.compile(r"^(?:[a-z0-9]{1,4}[.)]\s*)?(?:kecamatan|kec)\b[\s.:]*(\S.*)$", re.IGNORECASE)
SECTION = re.compile(r"^(?:[a-z0-9]{1,4}[.)]\s*)?((?:pasar|psr|ps)\b.*)$", re.IGNORECASE)
TOTALS = ("jumlah", "total", "sub total", "subtotal", "jml", "grand total", "rekap")
TITLE = re.compile(r"(?:daftar|data|rekap|rekapitulasi|laporan|lampiran)\b")
END = re.compile(
    r"(?:mengetahui|menyetujui|mengesahkan|hormat kami|kepala (?:dinas|bidang|seksi|uptd?)|nip|ttd"
    r"|demikian|yang membuat|dibuat oleh|disusun oleh|catatan|keterangan|ket|nb|note|sumber"
    r"|\w+ \d{1,2} (?:jan|feb|mar|apr|mei|jun|jul|agu|sep|okt|nov|des)\w* \d{4})\b"
)


def understand(
    sheets: Sequence[Sheet],
    known: Collection[str],
    *,
    chosen: Mapping[Key, Kind | None] | None = None,
) -> Read:
    """Read every sheet that holds paguyuban; `known` are keys of the city's markets, `chosen` says
    of columns what they hold. Raises UnreadableFile when no sheet does, RuleError for too many."""
    found = [
        (sheet, table)
        for sheet in sheets
        if not sheet.hidden and (table := table_of(sheet, known, chosen))
    ]
    if not found:
        raise UnreadableFile(
            "Tidak ada kolom nama paguyuban atau pasar yang dikenali. Beri judul di atas kolomnya, "
            "misalnya Paguyuban, Pasar, Ketua, No HP, lalu unggah lagi."
        )
    gathered = _Gathered(known)
    for sheet, table in found:
        if table.is_complete:
            gathered.sheet(sheet, table)
    entries = gathered.entries()
    if len(entries) > MOST:
        raise RuleError(
            "Daftar ini berisi lebih dari %(most)s paguyuban. Bagi menjadi beberapa berkas.",
            most=MOST,
        )
    return Read(entries, _columns(table for _sheet, table in found), tuple(gathered.skipped))


def _columns(tables: Iterable[Table]) -> tuple[ColumnRead, ...]:
    """List the columns of all sheets, those with one heading once."""
    found: dict[Key, ColumnRead] = {}
    for table in tables:
        for one in table.columns.values():
            known = found.get(one.key)
            if known is None or (known.kind is None and one.kind):
                found[one.key] = one
    return tuple(found.values())


@dataclass(slots=True)
class _Gathered:
    """The paguyuban of a list, each once, however many rows speak of it."""

    known: Collection[str]
    found: list[list[Spoken]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    _by_key: dict[str, int] = field(default_factory=dict)

    def sheet(self, sheet: Sheet, table: Table) -> None:
        """Take in the rows of one sheet."""
        around: dict[Kind, str] = {}
        last: list[Spoken] | None = None
        rows = _spread(sheet, table)
        for index in range(table.start, len(rows)):
            row = rows[index]
            if not any(text_of(cell) for cell in row):
                last = None  # what stands alone below a gap belongs to nobody above it
                continue
            if (said := _section(row, self.known)) and not (last and _is_market(row, table)):
                around |= said
                last = None
                continue
            spoken = spoken_in(row, table, around, where=(sheet.name, index + 1), known=self.known)
            if _says_nothing(row, table) or not (spoken.name or last or spoken.is_own):
                self.skipped.append(" · ".join(filter(None, map(text_of, row)))[:100])
            elif last and not spoken.name and not _begins(spoken, last, table):
                last.append(spoken)
            else:
                last = self._of(spoken)

    def _of(self, spoken: Spoken) -> list[Spoken]:
        """Give the rows of the paguyuban that this one names, with this one."""
        key = paguyuban_key(spoken.name) or f"line {len(self.found)}"
        place = self._by_key.setdefault(key, len(self.found))
        if place == len(self.found):
            self.found.append([])
        self.found[place].append(spoken)
        return self.found[place]

    def entries(self) -> tuple[Entry, ...]:
        """Give each paguyuban of the list, with what those have in common that share a number."""
        entries = [entry_of(rows, self.known) for rows in self.found]
        names: dict[str, list[str]] = {}
        for one in entries:
            for person in one.people:
                if person.phone:
                    names.setdefault(person.phone, []).append(person.name)
        return tuple(_with_shared(one, names) for one in entries)


def _with_shared(entry: Entry, names: Mapping[str, list[str]]) -> Entry:
    told = [
        Problem.by_rule(RuleError("Nomor HP %(a)s juga tertulis untuk %(b)s.", a=one.name, b=other))
        for one in entry.people
        for other in dict.fromkeys(names.get(one.phone or "", ()))
        if search_form(other) != search_form(one.name)
    ]
    return replace(entry, warnings=(*entry.warnings, *told))


def _spread(sheet: Sheet, table: Table) -> list[list[Cell]]:
    """Give the rows with what one cell says of several: merged areas and ditto marks."""
    rows = [list(row) for row in sheet.rows]
    spread = {place for kind in SPREAD for place in table.places(kind)}
    for merge in sheet.merges:
        if merge.top < table.start or merge.left not in spread or merge.top >= len(rows):
            continue
        value = rows[merge.top][merge.left] if merge.left < len(rows[merge.top]) else None
        for row in rows[merge.top + 1 : merge.bottom + 1]:
            if any(text_of(cell) for cell in row):
                row.extend([None] * (merge.left + 1 - len(row)))
                row[merge.left] = value
    for place in spread:
        above: Cell = None
        for row in rows[table.start :]:
            if place < len(row) and is_ditto(row[place]):
                row[place] = above
            above = row[place] if place < len(row) else None
    return rows


def _section(row: Row, known: Collection[str]) -> dict[Kind, str]:
    """Read a row that stands alone over others: a market's or a kecamatan's name; nothing for any
    other row."""
    texts = list(dict.fromkeys(text_of(cell) for cell in row if not is_empty(cell)))
    if len(texts) != 1:
        return {}
    if said := DISTRICT.match(texts[0]):
        return {Kind.DISTRICT: said[1][:40].strip(), Kind.MARKET: ""}
    said = SECTION.match(texts[0])
    bare = said[1] if said else texts[0]
    if names_market(bare, known) and market_key(bare):
        return {Kind.MARKET: bare.strip(" :.")}
    return {}


def _begins(spoken: Spoken, above: Sequence[Spoken], table: Table) -> bool:
    """Tell whether a row without a name is of a paguyuban of its own: it has its own number, or a
    ketua where there is one already."""
    has_ketua = any(one.people for one in above)
    is_person_list = bool(table.places(Kind.POSITION))
    return spoken.is_own and (
        spoken.number or (has_ketua and bool(spoken.markets) and not is_person_list)
    )


def _is_market(row: Row, table: Table) -> bool:
    """Tell whether what a row says stands where markets do: a further one of those above."""
    return any(place < len(row) and one_line(row[place]) for place in table.places(Kind.MARKET))


def _says_nothing(row: Row, table: Table) -> bool:
    """Tell whether a row is a total, a remark, a signature, the headings again, or numbers of
    columns."""
    texts = [search_form(text_of(cell)) for cell in row if not is_empty(cell)]
    if not texts or all(text.isdigit() and len(text) < 3 for text in texts):
        return True
    if any(text.split(" ")[0] in TOTALS or text in TOTALS for text in texts[:2]):
        return len(texts) < 4
    if len(texts) == 1 and TITLE.match(texts[0]):
        return True
    if END.match(texts[0]) or (len(texts) < 3 and any(END.match(text) for text in texts)):
        return True
    headings = [
        search_form(one.heading).endswith(search_form(one_line(row[place])))
        for place, one in table.columns.items()
        if place < len(row) and one.heading and one_line(row[place])
    ]
    return len(headings) > 1 and all(headings)

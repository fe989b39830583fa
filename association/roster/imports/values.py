"""Reads the cells of one row into values, or says what is wrong with them."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from association.roster.imports.cells import TICKS, is_empty, text_of
from association.roster.imports.further import LABELS, read_further
from association.roster.imports.headings import Column, HeadingRow, is_name_heading
from association.roster.imports.phones import read_phone
from association.roster.imports.sheets import Cell
from association.roster.members.values import Particulars
from association.rules.house.errors import RuleError
from association.rules.people.dates import FIRST_YEAR, format_date, parse_date
from association.rules.people.names import clean_name, search_form
from association.rules.people.nik import nik_facts, nik_warnings, parse_nik, spreadsheet_nik
from association.rules.people.stalls import (
    KIND_WORDS,
    StallKind,
    StallParts,
    parse_stall,
    stall_label,
)

__all__ = [
    "TICKS",
    "Remarks",
    "RowStall",
    "RowValues",
    "Section",
    "is_empty",
    "read_values",
    "text_of",
]

LONGEST_TEXT, YOUNGEST, MOST_DIGITS = 100, 10, 6
LONG_NUMBER = re.compile(r"\d(?:[\s.\-]?\d){15,}", re.ASCII)
ADDRESS = re.compile(
    r"[\s,;/]+(?:(?:jl|jln|jalan|kp|kampung|dukuh|dusun|desa)\b[. ]|rt\b[. ]*\d).*",
    re.IGNORECASE | re.DOTALL,
)
NOBODY = re.compile(r"\W*(?:kosong|tutup|meninggal|wafat)\b.*", re.IGNORECASE | re.DOTALL)
BLOCK_NAME = re.compile(r"(?:blok|block|blk)\W+\w{1,3}", re.IGNORECASE)
COUNTED = re.compile(r"\((?:petak|unit|buah|jumlah|jml|meter|m2)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RowStall:
    """A stall and the market the list names for it, as written; empty when it names none."""

    parts: StallParts
    market: str
    permit: str = ""
    walk: int | None = None

    @property
    def label(self) -> str:
        """Give the stall as people say it."""
        return stall_label(self.parts.kind, self.parts.block, self.parts.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowValues(Particulars[RowStall]):
    """What one row says about one trader; what it does not say, or says wrongly, is empty."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What a heading between rows, the sheet's name or the title says of all rows below it."""

    kind: StallKind | None = None
    block: str = ""
    market: str = ""


@dataclass(slots=True)
class Remarks:
    """What is said about a row while it is read."""

    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_values(
    row: tuple[Cell, ...], heading: HeadingRow, section: Section, *, today: date
) -> tuple[RowValues, Remarks]:
    """Return what a row says, and the problems and warnings it gives rise to (Indonesian
    sentences)."""
    remarks = Remarks()
    cells = _by_column(row, heading)
    name = _name(cells, remarks)
    nik = _nik(cells, remarks)
    born, place = _birth(cells, remarks, today=today)
    phone = _phone(cells, remarks)
    if nik:
        remarks.warnings.extend(nik_warnings(nik, birth_date=born, today=today))
        if born is None and nik_facts(nik, today=today).birth_date > today:
            remarks.warnings.append("Tanggal lahir di dalam NIK belum terjadi. Lihat lagi di KTP.")
    stalls = _stalls(row, heading, cells, section, remarks)
    commodity = text_of(_first(cells, Column.COMMODITY))
    if len(commodity) > LONGEST_TEXT:
        remarks.problems.append(
            f"Jenis dagangan terlalu panjang ({len(commodity)} huruf, paling banyak "
            f"{LONGEST_TEXT})."
        )
        commodity = ""
    told = {column: _first(cells, Column(column)) for column in LABELS}
    more = read_further(told, remarks.warnings, today=today)
    permit = {name: more.pop(name) for name in ("permit", "walk") if name in more}
    if stalls and permit:
        stalls = (replace(stalls[0], **permit), *stalls[1:])
    apart: dict[str, Any] = {"birth_date": born, "birth_place": place, "commodity": commodity}
    values = RowValues(name=name, nik=nik, phone=phone, stalls=stalls, **apart, **more)
    return values, remarks


def _by_column(row: tuple[Cell, ...], heading: HeadingRow) -> dict[Column, list[Cell]]:
    cells: dict[Column, list[Cell]] = {}
    for place, kind in sorted(heading.columns.items()):
        if place < len(row) and not is_empty(row[place]):
            cells.setdefault(kind, []).append(row[place])
    return cells


def _first(cells: dict[Column, list[Cell]], column: Column) -> Cell:
    return cells.get(column, [None])[0]


def _name(cells: dict[Column, list[Cell]], remarks: Remarks) -> str:
    cell = _first(cells, Column.NAME)
    # A name that runs over two lines of its cell is still one name; other control characters are
    # refused.
    text = re.sub(r"[\r\n\t]+|_x000D_", " ", cell) if isinstance(cell, str) else text_of(cell)
    try:
        _refuse_no_name(text)
        if address := ADDRESS.search(text):
            remarks.warnings.append("Alamat di sel nama tidak ikut disimpan.")
            text = text[: address.start()]
        return clean_name(text)
    except RuleError as error:
        remarks.problems.append(error.message)
        return ""


def _refuse_no_name(text: str) -> None:
    """Raise RuleError for what stands in the column of names and is no name."""
    if NOBODY.fullmatch(text):
        raise RuleError(
            "Sel nama berisi keterangan tempat kosong, tutup, atau meninggal, bukan nama pedagang."
        )
    if (
        BLOCK_NAME.fullmatch(text.strip())
        or is_name_heading(text)
        or search_form(text) in KIND_WORDS
    ):
        raise RuleError("Sel nama berisi judul, bukan nama pedagang.")
    if ";" in text or (
        sum(c.isdigit() for c in text) >= MOST_DIGITS and not LONG_NUMBER.search(text)
    ):
        raise RuleError(
            "Sel nama berisi tanda pemisah atau angka panjang. Tulis namanya saja seperti di KTP."
        )


def _nik(cells: dict[Column, list[Cell]], remarks: Remarks) -> str | None:
    cell = _first(cells, Column.NIK)
    if cell is None:
        return None
    try:
        if isinstance(cell, date):
            raise RuleError("Sel NIK berisi tanggal, bukan NIK. Ketik ulang 16 angka dari KTP.")
        return parse_nik(spreadsheet_nik(cell))
    except RuleError as error:
        remarks.problems.append(error.message)
        return None


def _birth(
    cells: dict[Column, list[Cell]], remarks: Remarks, *, today: date
) -> tuple[date | None, str]:
    place = text_of(_first(cells, Column.BIRTH_PLACE))
    born = None
    for column in (Column.BIRTH_DATE, Column.BIRTH):
        cell = _first(cells, column)
        if cell is None or born:
            continue
        try:
            day, where = _day_and_place(cell, today=today)
        except RuleError as error:
            remarks.problems.append(f"Tanggal lahir: {error.message}")
            continue
        born, place = day, place or where
    if len(place) > LONGEST_TEXT:
        remarks.problems.append(
            f"Tempat lahir terlalu panjang ({len(place)} huruf, paling banyak {LONGEST_TEXT})."
        )
        place = ""
    if born and (born.year + YOUNGEST, born.month, born.day) > (today.year, today.month, today.day):
        remarks.warnings.append(
            f"Tanggal lahir {format_date(born)} berarti belum {YOUNGEST} tahun. Periksa tahunnya."
        )
    return born, place


def _day_and_place(cell: Cell, *, today: date) -> tuple[date | None, str]:
    """Return the date and place of "Surakarta, 17-08-1975"; a cell with a place alone has no
    date.
    """
    if isinstance(cell, date):
        if cell > today or cell.year < FIRST_YEAR:
            raise RuleError(
                "%(date)s tidak mungkin. Periksa lagi tahunnya.", date=format_date(cell)
            )
        return cell, ""
    text = text_of(cell)
    if not isinstance(cell, str):
        raise RuleError(
            "tertulis sebagai bilangan %(number)s. Tulis seperti 17/8/1975.", number=text
        )
    if behind := re.fullmatch(r"(\d.*\d{4})\s*[,/(]\s*([^\W\d_][^\d()]*)\)?", text):
        return parse_date(behind[1], today=today, past=True), behind[2].strip()
    match = re.fullmatch(r"([^\d]*?)[\s,./:;(\-]*('?\d.*?)[\s)]*", text, re.DOTALL)
    if not match:
        return None, text
    place = match[1].strip(" ,./:;-'’")
    return parse_date(match[2], today=today, past=True), "" if search_form(
        place
    ) in WEEKDAYS else place


WEEKDAYS = frozenset(
    ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu", "ahad", "tgl", "tanggal")
)


def _phone(cells: dict[Column, list[Cell]], remarks: Remarks) -> str | None:
    phone, problem, warning = read_phone(cells.get(Column.PHONE, []))
    remarks.problems.extend([problem] if problem else [])
    remarks.warnings.extend([warning] if warning else [])
    return phone


def _stalls(
    row: tuple[Cell, ...],
    heading: HeadingRow,
    cells: dict[Column, list[Cell]],
    section: Section,
    remarks: Remarks,
) -> tuple[RowStall, ...]:
    market = text_of(_first(cells, Column.MARKET)) or section.market
    try:
        parts = _parts(row, heading, cells, section)
    except RuleError as error:
        remarks.problems.append(error.message)
        return ()
    if len(market) > LONGEST_TEXT:
        remarks.problems.append(
            f"Nama pasar terlalu panjang ({len(market)} huruf, paling banyak {LONGEST_TEXT})."
        )
        return ()
    if odd := next(
        (part.block for part, _own in parts if re.search(r"[\s()\[\]]", part.block)), ""
    ):
        remarks.warnings.append(f"Blok tempat usaha terbaca “{odd}”. Periksa lagi.")
    return tuple(
        RowStall(StallParts(part.kind, part.block, part.number), own or market)
        for part, own in parts
    )


def _parts(
    row: tuple[Cell, ...], heading: HeadingRow, cells: dict[Column, list[Cell]], section: Section
) -> list[tuple[StallParts, str]]:
    """Return the stalls a row names, each with the market named beside it, filled up from the row
    and its section."""
    kind, block = _kind(cells) or section.kind, text_of(_first(cells, Column.STALL_BLOCK))
    own_block = parse_stall(block)[:1]
    if own_block:
        kind = _kind(cells) or own_block[0].kind or section.kind
        block = (
            own_block[0].block + (own_block[0].number if own_block[0].block else "")
            or own_block[0].number
        )
    found: list[tuple[StallParts, str]] = []
    ticked: list[StallKind | None] = []
    for place, column in sorted(heading.columns.items()):
        if (
            column not in (Column.STALL, Column.STALL_NUMBER)
            or place >= len(row)
            or is_empty(row[place])
        ):
            continue
        cell = row[place]
        if isinstance(cell, date):
            raise RuleError(
                "Excel mengubah nomor tempat usaha menjadi tanggal (%(text)s). Ketik sebagai teks.",
                text=text_of(cell),
            )
        text, market = _without_market(text_of(cell))
        under = _kind_in(heading.texts[place])
        if COUNTED.search(heading.texts[place]) and re.fullmatch(r"\d{1,2}", text):
            raise RuleError(
                "Kolom “%(heading)s” menyebut jumlah (%(text)s), bukan nomor tempat usaha.",
                heading=heading.texts[place][:30],
                text=text,
            )
        if text.lower() in TICKS:
            ticked.append(under)
            continue
        for part in parse_stall(text):
            filled = StallParts(
                part.kind or kind or under, part.block or block or section.block, part.number
            )
            found.append((filled, market))
    if len(ticked) == 1:
        found = [
            (StallParts(part.kind or ticked[0], part.block, part.number), market)
            for part, market in found
        ]
    if not found and ticked:
        found = [(StallParts(under or kind, block or section.block, ""), "") for under in ticked]
    if not found and (block or _kind(cells) or section.kind):
        found = [(StallParts(kind, block or section.block, ""), "")]
    return found


def _kind(cells: dict[Column, list[Cell]]) -> StallKind | None:
    return _kind_in(text_of(_first(cells, Column.STALL_KIND)))


def _kind_in(text: str) -> StallKind | None:
    """Return the one kind of stall a text names; None when it names several or none."""
    kinds = {KIND_WORDS[word] for word in search_form(text).split() if word in KIND_WORDS}
    return kinds.pop() if len(kinds) == 1 else None


def _without_market(text: str) -> tuple[str, str]:
    """Split "Los B-14 Pasar Gede" into the stall and the market."""
    match = re.fullmatch(
        r"(.*?)[\s,(]*\bpasar\s+([^\d,()]+?)[)\s]*", text, re.IGNORECASE | re.DOTALL
    )
    return (match[1], f"Pasar {match[2]}") if match and match[1].strip() else (text, "")

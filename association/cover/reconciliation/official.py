"""Understands the list of a branch or a payment channel: which column holds what, and what each row
says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from association.roster.lists.cells import is_empty, text_of
from association.roster.lists.columns import Column as RosterColumn
from association.roster.lists.lines import TOTALS
from association.roster.lists.recognising import column_of
from association.roster.lists.sheets import Cell, Limits, Sheet, UnreadableFile
from association.rules.house.errors import RuleError
from association.rules.house.months import month_of
from association.rules.law.enrolment import KPJ_LENGTH, parse_kpj
from association.rules.law.reconciling import Standing, Theirs
from association.rules.people.dates import FIRST_YEAR, MONTH_NUMBERS, parse_date
from association.rules.people.names import clean_name, search_form
from association.rules.people.nik import parse_nik, spreadsheet_nik

LIMITS = Limits(rows=5_000)
SEARCHED_ROWS = 60
YEARS_AHEAD = 5
Columns = dict[str, int]

UNTIL = frozenset(("sampai", "sd", "hingga", "terakhir", "akhir", "berakhir", "blth", "until"))
PAYING = frozenset(
    (
        "iuran",
        "bayar",
        "dibayar",
        "pembayaran",
        "lunas",
        "bulan",
        "periode",
        "blth",
        "aktif",
        "masa",
    )
)
DATES = frozenset(("tgl", "tanggal", "mulai", "tmt", "tg"))
JOINING = frozenset(
    ("daftar", "terdaftar", "pendaftaran", "kepesertaan", "peserta", "mulai", "aktif", "menjadi")
)
NOT_A_PERSON = frozenset(
    (
        "ibu",
        "perusahaan",
        "badan",
        "pasar",
        "paguyuban",
        "program",
        "wadah",
        "ahli",
        "bank",
        "kantor",
    )
)
ROSTER = {RosterColumn.NAME: "name", RosterColumn.NIK: "nik", RosterColumn.BIRTH_DATE: "birth_date"}

# The first that fits counts: "tidak aktif" is looked for before "aktif".
STANDINGS = (
    (Standing.DIED, r"meninggal|wafat|jkm\b"),
    (Standing.EMPLOYED, r"\bpu\b|penerima upah"),
    (Standing.PENDING, r"ditolak|gagal|pending|proses|belum (?:ter)?daftar|tidak terdaftar"),
    (Standing.STOPPED, r"berhenti|keluar|\bklaim\b|mengundurkan"),
    (
        Standing.LAPSED,
        (
            r"(?:non|tidak|tdk|belum|blm|in) "
            r"?a[kc]ti[fv]e?|\bna\b|menunggak|tunggak|(?:belum|tidak) "
            r"(?:di)?bayar|grace"
        ),
    ),
    (Standing.ACTIVE, r"\bakti[fv]\b|\bactive\b|\blunas\b"),
)
YEAR_FIRST = re.compile(r"(\d{4})[-/. ]?(\d{1,2})", re.ASCII)
MONTH_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{4})", re.ASCII)
IN_WORDS = re.compile(r"([^\W\d_]+)[-/. '’]*(\d{4}|\d{2})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Official:
    """What was understood of a list, and how many lines hold nobody."""

    rows: tuple[Theirs, ...]
    skipped: int


def understand(sheets: Sequence[Sheet], *, today: date) -> Official:
    """Read the rows of every sheet that has a heading for the name and one for the NIK or the KPJ.

    Raises UnreadableFile when no sheet has.
    """
    rows: list[Theirs] = []
    seen: set[Theirs] = set()
    headed, skipped = False, 0
    for sheet in sheets:
        found = _headings(sheet)
        if sheet.hidden or found is None:
            continue
        headed, (start, columns) = True, found
        for cells in sheet.rows[start:]:
            row = _row(cells, columns, today=today)
            if row is None or row in seen:
                skipped += any(not is_empty(cell) for cell in cells)
                continue
            seen.add(row)
            rows.append(_numbered(row, len(rows)))
    if not headed:
        raise UnreadableFile(
            "Judul kolom tidak ditemukan. Beri judul Nama dan NIK atau KPJ di atas kolomnya, lalu "
            "unggah lagi."
        )
    return Official(tuple(rows), skipped)


def column(heading: str) -> str | None:
    """Tell what a column with this heading says of a row of the list, as a field of Theirs; None
    for the others."""
    words = search_form(heading).replace("s d", "sd").split()
    held = set(words)
    if not words or len(words) > 10:
        return None
    if "kpj" in held or (
        held & {"peserta", "kepesertaan"} and held & {"no", "nomor", "kartu"} and "nama" not in held
    ):
        return "kpj"
    if held & {"status", "keaktifan"}:
        return (
            None
            if held & {"usaha", "tempat", "kawin", "nikah", "perkawinan", "upah"}
            else "standing"
        )
    if held & UNTIL and held & PAYING:
        paid_on = (
            held & DATES
            and held & {"bayar", "pembayaran"}
            and not held & {"sampai", "sd", "hingga"}
        )
        return None if paid_on else "paid_until"
    if held <= {"masa", "aktif", "berlaku", "perlindungan"} and "masa" in held:
        return "paid_until"
    if held & DATES and held & JOINING and "lahir" not in held:
        return "since"
    if (known := column_of(heading)) in ROSTER:
        return ROSTER[known]
    if "nik" in held:
        return "nik"
    return "name" if words[0] == "nama" and not held & NOT_A_PERSON else None


def standing_of(text: str) -> Standing | None:
    """Read what a list calls somebody's membership; None for words that are not known."""
    plain = search_form(text)
    return next((standing for standing, words in STANDINGS if re.search(words, plain)), None)


def month_in(cell: Cell, *, today: date) -> date | None:
    """Read a month, however a list writes it: 202612, 2026-12, 12/2026, Desember 2026, Des-26,
    31/12/2026."""
    text = text_of(cell)
    if isinstance(cell, date):
        found: date | None = month_of(cell)
    elif match := YEAR_FIRST.fullmatch(text):
        found = _month(int(match[1]), int(match[2]))
    elif match := MONTH_FIRST.fullmatch(text):
        found = _month(int(match[2]), int(match[1]))
    elif (match := IN_WORDS.fullmatch(text)) and match[1].lower() in MONTH_NUMBERS:
        found = _month(
            int(match[2]) + (0 if len(match[2]) == 4 else 2000), MONTH_NUMBERS[match[1].lower()]
        )
    else:
        day = _day(text, today=today)
        found = month_of(day) if day else None
    return found if found and found.year <= today.year + YEARS_AHEAD else None


def _month(year: int, month: int) -> date | None:
    return date(year, month, 1) if FIRST_YEAR <= year <= 9999 and 1 <= month <= 12 else None


def _day(cell: Cell, *, today: date) -> date | None:
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day)
    try:
        return parse_date(text_of(cell), today=today)
    except RuleError:
        return None


def _headings(sheet: Sheet) -> tuple[int, Columns] | None:
    """Find the row of headings: the row below it, and the place of each column."""
    for index, cells in enumerate(sheet.rows[:SEARCHED_ROWS]):
        columns: Columns = {}
        for place, cell in enumerate(cells):
            kind = column(text_of(cell)) if isinstance(cell, str) and len(cell) <= 80 else None
            if kind:
                columns.setdefault(kind, place)
        if "name" in columns and columns.keys() & {"nik", "kpj"}:
            return index + 1, columns
    return None


def _row(cells: Sequence[Cell], columns: Columns, *, today: date) -> Theirs | None:
    """Read one row; None when it holds nobody: a total, a note, a row of numbers below the
    headings."""
    said = {
        name: cells[place]
        for name, place in columns.items()
        if place < len(cells) and not is_empty(cells[place])
    }
    try:
        name = clean_name(text_of(said.get("name"))[:60])
    except RuleError:
        return None
    numbers = {kind: _number(kind, said.get(kind)) for kind in ("nik", "kpj")}
    if not said.keys() & {"nik", "kpj"} and (len(said) < 2 or search_form(name).startswith(TOTALS)):
        return None
    born, since = (_day(said.get(kind), today=today) for kind in ("birth_date", "since"))
    return Theirs(
        row=-1,
        name=name.title() if name.isupper() else name,
        nik=numbers["nik"],
        kpj=numbers["kpj"],
        birth_date=born if born and born <= today else None,
        standing=standing_of(text_of(said.get("standing"))),
        paid_until=month_in(said.get("paid_until"), today=today),
        since=since if since and since <= today else None,
        unread=any(kind in said and number is None for kind, number in numbers.items()),
    )


def _numbered(row: Theirs, number: int) -> Theirs:
    return replace(row, row=number)


def _number(kind: str, cell: Cell) -> str | None:
    """Read a NIK or a KPJ; None when there is none, or none that can be one."""
    try:
        if cell is None or isinstance(cell, date):
            return None
        if kind == "nik":
            return parse_nik(spreadsheet_nik(cell))
        text = text_of(cell)
        return parse_kpj(text.zfill(KPJ_LENGTH) if isinstance(cell, int | float) else text)
    except (RuleError, ValueError, OverflowError):
        return None

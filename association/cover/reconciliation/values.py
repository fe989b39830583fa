"""Reads one cell of a list: a number, a day, the month up to which somebody has paid."""

import re
from datetime import date

from association.cover.reconciliation.standings import standing_of
from association.roster.lists.cells import text_of
from association.roster.lists.sheets import Cell
from association.rules.house.errors import RuleError
from association.rules.house.months import add_months, month_of, months_in
from association.rules.law.enrolment import KPJ_LENGTH, parse_kpj
from association.rules.law.listed import Standing
from association.rules.people.dates import FIRST_YEAR, MONTH_NUMBERS, parse_date
from association.rules.people.names import clean_name, search_form
from association.rules.people.nik import parse_nik, spreadsheet_nik

YEARS_AHEAD = 5
LONG_NUMBER = re.compile(r"\d{7,}")
LONGEST_WORDS = 60
YEAR_FIRST = re.compile(r"(\d{4})[-/. ]?(\d{1,2})", re.ASCII)
MONTH_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{4})", re.ASCII)
SHORT_YEAR = re.compile(r"(\d{1,2})[-/. ]['’]?(\d{2})", re.ASCII)
IN_WORDS = re.compile(r"([^\W\d_]+)[-/., '’]*(\d{4}|\d{2})", re.ASCII | re.IGNORECASE)
WORDS_LAST = re.compile(r"(\d{4})[-/., ]*([^\W\d_]+)", re.ASCII | re.IGNORECASE)
YEAR = re.compile(r"\b(?:tahun|thn|th)\b\.?", re.IGNORECASE)
# What may stand before or behind a month without saying another: "lunas s/d ... (sudah bayar)".
AROUND = (
    r"(?:s/?d|s\.d\.?|sampai|dengan|hingga|until|lunas|bayar|dibayar|sudah|iuran|bulan|bln|blth|per"
    r"|akhir|aktif|periode|tgl|tanggal|ok)"
)
BEFORE = re.compile(rf"^(?:{AROUND}\b[\s.:]*)+", re.IGNORECASE)
BEHIND = re.compile(rf"(?:[\s.,:(]+{AROUND}\b[\s).]*)+$", re.IGNORECASE)
TO = re.compile(r"\s*(?:[-–—~]+|s/d|\bsd\b|s\.d\.?|\bsampai(?: dengan)?\b|\bhingga\b)\s*", re.I)
AND = re.compile(r"\s*(?:,|&|\+|\bdan\b)\s*", re.IGNORECASE)
NO_NAME = re.compile(r"ya?|tidak|tdk|t|sudah|belum|blm|ada|aktif|baru|lama|ok|v|x|l|p")


def as_written(cell: Cell) -> str:
    """Give what a cell says as it is to be shown: short, and without long numbers."""
    return LONG_NUMBER.sub("…", text_of(cell))[:LONGEST_WORDS]


def number(kind: str, cell: Cell) -> str | None:
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


def day(cell: Cell, *, today: date) -> date | None:
    """Read a day; None for anything else, and for a day to come."""
    if isinstance(cell, date):
        found: date | None = date(cell.year, cell.month, cell.day)
    else:
        try:
            found = parse_date(text_of(cell), today=today)
        except RuleError:
            return None
    return found if found is not None and found <= today else None


def month_in(cell: Cell, *, today: date) -> date | None:
    """Read the last paid month, however a list writes it: 202612, 12/2026, Des-26, 31/12/2026,
    "s/d Des 2026", "Jan-Des 2026"; None for what cannot be read as one."""
    if isinstance(cell, date):
        found: date | None = month_of(cell)
    else:
        text = BEHIND.sub("", BEFORE.sub("", YEAR.sub(" ", text_of(cell)))).strip(" .,:()")
        found = _month_in(text, today=today)
    return found if found and found.year <= today.year + YEARS_AHEAD else None


def _month_in(text: str, *, today: date) -> date | None:
    one = _one_month(text, today=today)
    if one is not None:
        return one
    for between in (TO, AND):
        *before, last = between.split(text)
        until = _one_month(last, today=today)
        if not before or until is None:
            continue
        parts = [_of_year(part, until, today=today) for part in before]
        if between is TO:
            if len(parts) == 1 and parts[0] is not None and parts[0] <= until:
                return until
        elif [*parts, until] == list(months_in(add_months(until, -len(parts)), until)):
            return until
    return None


def _of_year(text: str, until: date, *, today: date) -> date | None:
    """Read the month that a run begins with; without a year it is in that of its end."""
    text = BEFORE.sub("", text).strip(" .,:()")
    return _one_month(text, today=today) or _one_month(f"{text} {until.year}", today=today)


def _one_month(text: str, *, today: date) -> date | None:
    if match := YEAR_FIRST.fullmatch(text):
        return _month(int(match[1]), int(match[2]))
    if match := MONTH_FIRST.fullmatch(text):
        return _month(int(match[2]), int(match[1]))
    if (match := SHORT_YEAR.fullmatch(text)) and abs(2000 + int(match[2]) - today.year) <= 5:
        return _month(2000 + int(match[2]), int(match[1]))
    if (match := IN_WORDS.fullmatch(text)) and match[1].lower() in MONTH_NUMBERS:
        year = int(match[2]) + (0 if len(match[2]) == 4 else 2000)
        return _month(year, MONTH_NUMBERS[match[1].lower()])
    if (match := WORDS_LAST.fullmatch(text)) and match[2].lower() in MONTH_NUMBERS:
        return _month(int(match[1]), MONTH_NUMBERS[match[2].lower()])
    try:
        return month_of(parse_date(text, today=today))
    except RuleError:
        return None


def _month(year: int, month: int) -> date | None:
    return date(year, month, 1) if FIRST_YEAR <= year <= 9999 and 1 <= month <= 12 else None


def fits(kind: str, cell: Cell, *, today: date) -> bool:
    """Tell whether a cell looks like what a column of this kind holds."""
    match kind:
        case "nik" | "kpj":
            return number(kind, cell) is not None
        case "paid_until":
            return month_in(cell, today=today) is not None
        case "birth_date" | "since":
            return day(cell, today=today) is not None
        case "name":
            return _is_name(cell)
    return standing_of(text_of(cell)) not in (None, Standing.UNKNOWN)


def _is_name(cell: Cell) -> bool:
    try:
        name = clean_name(text_of(cell)[:60])
    except RuleError:
        return False
    return not NO_NAME.fullmatch(search_form(name)) and not any(c.isdigit() for c in name)

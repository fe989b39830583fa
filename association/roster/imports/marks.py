"""What can only be seen when all rows of a list are known: repeats, lost digits, months before
days, strayed NIKs."""

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from association.roster.imports.understood import RowRead, Skipped, Understood
from association.roster.imports.values import RowStall, RowValues
from association.roster.members.fields import FieldKind
from association.roster.members.values import FIELDS
from association.rules.people.names import search_form

FEWEST_ZEROS, FEWEST_SWAPPED = 4, 2
MANY_ZEROS, SOME_ZEROS = 0.40, 0.25  # of good NIKs one in ten ends in 0
LAST_MONTH = 12
CUT_AT = 200  # where a skipped row's text ends
MONTH_FIRST = re.compile(r"Tanggal lahir: Bulan (?:1[3-9]|2\d|3[01]) tidak ada")
LOST_DIGITS = (
    "Terlalu banyak NIK di lembar ini berakhir 0: Excel telah menghapus angka terakhirnya. Ketik "
    "ulang dari KTP."
)
DOUBTED_DIGITS = (
    "Banyak NIK di lembar ini berakhir 0. Mungkin Excel menghapus angka terakhirnya: cocokkan "
    "dengan KTP."
)
SWAPPED = (
    "Tanggal lahir: hari dan bulan tertukar? Menurut NIK sebaliknya. Tulis nama bulannya seperti "
    "di KTP."
)
BOTH_WAYS = (
    "Tanggal lahir bisa dibaca dua cara karena di lembar ini ada bulan yang ditulis dulu. Tulis "
    "nama bulannya."
)
LONG = re.compile(r"\d(?:[\s.\-‐-―−'’]{0,2}\d){15,}")
# Columns whose text is no place for a NIK.
LABELS = {
    name: field.column_heading
    for name, field in FIELDS.items()
    if field.kind in (FieldKind.NAME, FieldKind.TEXT)
}


def marked(rows: list[RowRead]) -> list[RowRead]:
    """Return the rows with the problems and warnings that come from the others, and no NIK outside
    its column."""
    cleaned = [_without_strays(row) for row in rows]
    return _mark_month_first(_mark_swapped(_mark_lost_digits(_mark_repeats(cleaned))))


def masked(text: str) -> str:
    """Return a text with every run of 16 digits or more hidden but for its first and last four."""
    return LONG.sub(lambda run: _masked_run(run[0]), text)


def concealed(understood: Understood) -> Understood:
    """Return the same with no NIK in the texts of rows that were passed over, nor in notes."""
    skipped = tuple(replace(row, text=_masked_cut(row)) for row in understood.skipped)
    return replace(
        understood, skipped=skipped, notes=tuple(masked(note) for note in understood.notes)
    )


def _masked_run(run: str) -> str:
    digits = re.sub(r"\D", "", run)
    return f"{digits[:4]} •••• •••• {digits[-4:]}"


def _masked_cut(row: Skipped) -> str:
    """Mask a skipped row's text; where it was cut within a number, the number's beginning goes
    too."""
    text = masked(row.text)
    return re.sub(r"[\d\s.\-]+$", " …", text) if len(row.text) >= CUT_AT else text


def _without_strays(row: RowRead) -> RowRead:
    """Refuse a NIK written into another column, and take it out of the values; mask it in what is
    said of the row."""
    values = row.values
    found: list[str] = []
    for name, label in LABELS.items():
        text: str = getattr(values, name)
        if LONG.search(text):
            bare: dict[str, Any] = {name: " ".join(LONG.sub(" ", text).split())}
            values, found = replace(values, **bare), [*found, label]
    stalls = tuple(stall for stall in values.stalls if not _holds_nik(stall))
    if stalls != values.stalls:
        values, found = replace(values, stalls=stalls), [*found, "Tempat usaha"]
    strays = [f"NIK tertulis di kolom lain ({label}). Pindahkan ke kolom NIK." for label in found]
    problems = tuple(masked(problem) for problem in (*row.problems, *strays))
    return replace(
        row, values=values, problems=problems, warnings=tuple(masked(text) for text in row.warnings)
    )


def _holds_nik(stall: RowStall) -> bool:
    return any(
        LONG.search(text) for text in (f"{stall.parts.block} {stall.parts.number}", stall.market)
    )


def _mark_repeats(rows: list[RowRead]) -> list[RowRead]:
    """Refuse the second row with one NIK; warn of the second with one name and birth date or
    phone."""
    first: dict[tuple[str, object], RowRead] = {}
    marked = []
    for row in rows:
        values = row.values
        if values.nik and (before := first.setdefault(("nik", values.nik), row)) is not row:
            name = before.values.name or "tanpa nama"
            problem = f"NIK ini sudah ada di {_where(before, row)} ({name})."
            row = replace(row, problems=(*row.problems, problem))
        elif values.name:
            keys = [
                (search_form(values.name), fact)
                for fact in (values.birth_date, values.phone)
                if fact
            ]
            same = [other for key in keys if (other := first.setdefault(key, row)) is not row]
            if same:
                warning = (
                    f"Mungkin orang yang sama dengan {_where(same[0], row)}: nama dan tanggal "
                    f"lahir atau HP sama."
                )
                row = replace(row, warnings=(*row.warnings, warning))
        marked.append(row)
    return marked


def _where(before: RowRead, row: RowRead) -> str:
    return f"baris {before.line}" + (
        f" lembar “{before.sheet}”" if before.sheet != row.sheet else ""
    )


def _mark_lost_digits(rows: list[RowRead]) -> list[RowRead]:
    """Refuse, or where they are fewer doubt, NIKs that end in 0: they were numbers in Excel before
    they became text."""
    niks: dict[str, list[str]] = {}
    for row in rows:
        if row.values.nik:
            niks.setdefault(row.sheet, []).append(row.values.nik)
    share = {
        sheet: sum(nik.endswith("0") for nik in held) / len(held)
        for sheet, held in niks.items()
        if len(held) >= FEWEST_ZEROS
    }
    return [
        _doubted(row, share.get(row.sheet, 0)) if (row.values.nik or "").endswith("0") else row
        for row in rows
    ]


def _doubted(row: RowRead, share: float) -> RowRead:
    if share > MANY_ZEROS:
        return replace(row, problems=(*row.problems, LOST_DIGITS))
    return replace(row, warnings=(*row.warnings, DOUBTED_DIGITS)) if share >= SOME_ZEROS else row


def _mark_swapped(rows: list[RowRead]) -> list[RowRead]:
    """Refuse a birth date that the NIK has with day and month the other way round."""
    return [
        replace(row, problems=(*row.problems, SWAPPED)) if _is_swapped(row.values) else row
        for row in rows
    ]


def _is_swapped(values: RowValues) -> bool:
    born = values.birth_date
    if born is None or values.nik is None or born.day == born.month:
        return False
    return (
        _day_and_month(values.nik) == (born.month, born.day)
        and int(values.nik[10:12]) == born.year % 100
    )


def _day_and_month(nik: str) -> tuple[int, int]:
    return int(nik[6:8]) % 40, int(nik[8:10])


def _mark_month_first(rows: list[RowRead]) -> list[RowRead]:
    """Where one date of a sheet puts the month first, refuse the others there that may be read both
    ways.

    Two dates that the NIK has swapped tell the same of a sheet; a NIK that agrees settles it for
    its row.
    """
    swapped = Counter(row.sheet for row in rows if SWAPPED in row.problems)
    sheets = {
        row.sheet for row in rows if any(MONTH_FIRST.match(problem) for problem in row.problems)
    }
    sheets |= {sheet for sheet, count in swapped.items() if count >= FEWEST_SWAPPED}
    return [
        replace(row, problems=(*row.problems, BOTH_WAYS))
        if row.sheet in sheets and _reads_both_ways(row)
        else row
        for row in rows
    ]


def _reads_both_ways(row: RowRead) -> bool:
    born = row.values.birth_date
    if born is None or born.day > LAST_MONTH or born.day == born.month or SWAPPED in row.problems:
        return False
    numeric = any(
        re.search(r"\b\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\b", text) for text in row.cells.values()
    )
    return numeric and not (
        row.values.nik and _day_and_month(row.values.nik) == (born.day, born.month)
    )

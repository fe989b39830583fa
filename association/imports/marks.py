"""What can only be seen when all rows of a list are known: repeats, lost digits, months before days."""

import re
from dataclasses import replace

from association.imports.understood import RowRead
from association.rules.names import search_form

FEWEST_ZEROS = 4
LAST_MONTH = 12
MONTH_FIRST = re.compile(r"Tanggal lahir: Bulan (?:1[3-9]|2\d|3[01]) tidak ada")


def marked(rows: list[RowRead]) -> list[RowRead]:
    """Return the rows with the problems and warnings that come from the others."""
    return _mark_month_first(_mark_lost_digits(_mark_repeats(rows)))


def _mark_repeats(rows: list[RowRead]) -> list[RowRead]:
    """Refuse the second row with one NIK; warn of the second with one name and birth date or phone."""
    first: dict[tuple[str, object], RowRead] = {}
    marked = []
    for row in rows:
        values = row.values
        if values.nik and (before := first.setdefault(("nik", values.nik), row)) is not row:
            problem = f"NIK ini sudah ada di {_where(before, row)} ({before.values.name or 'tanpa nama'})."
            row = replace(row, problems=(*row.problems, problem))
        elif values.name:
            keys = [(search_form(values.name), fact) for fact in (values.birth_date, values.phone) if fact]
            same = [other for key in keys if (other := first.setdefault(key, row)) is not row]
            if same:
                warning = f"Mungkin orang yang sama dengan {_where(same[0], row)}: nama dan tanggal lahir atau HP sama."
                row = replace(row, warnings=(*row.warnings, warning))
        marked.append(row)
    return marked


def _where(before: RowRead, row: RowRead) -> str:
    return f"baris {before.line}" + (f" lembar “{before.sheet}”" if before.sheet != row.sheet else "")


def _mark_lost_digits(rows: list[RowRead]) -> list[RowRead]:
    """Refuse a list whose every NIK ends in 0: Excel had them as numbers before they became text."""
    niks = [row.values.nik for row in rows if row.values.nik]
    if len(niks) < FEWEST_ZEROS or not all(nik.endswith("0") for nik in niks):
        return rows
    problem = "Semua NIK di daftar ini berakhir 0: Excel telah menghapus angka terakhirnya. Ketik ulang dari KTP."
    return [replace(row, problems=(*row.problems, problem)) if row.values.nik else row for row in rows]


def _mark_month_first(rows: list[RowRead]) -> list[RowRead]:
    """Where one date of a sheet puts the month first, refuse the others there that may be read both ways.

    A NIK that agrees settles it.
    """
    sheets = {row.sheet for row in rows if any(MONTH_FIRST.match(problem) for problem in row.problems)}
    problem = (
        "Tanggal lahir bisa dibaca dua cara karena di lembar ini ada bulan yang ditulis dulu. Tulis nama bulannya."
    )
    return [
        replace(row, problems=(*row.problems, problem)) if row.sheet in sheets and _reads_both_ways(row) else row
        for row in rows
    ]


def _reads_both_ways(row: RowRead) -> bool:
    born = row.values.birth_date
    if born is None or born.day > LAST_MONTH or born.day == born.month:
        return False
    numeric = any(re.search(r"\b\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\b", text) for text in row.cells.values())
    nik = row.values.nik
    day_in_nik = int(nik[6:8]) % 40 if nik else 0
    return numeric and not (nik and (day_in_nik, int(nik[8:10])) == (born.day, born.month))

"""Refused rows go out as a workbook that reads back the same, and spoilt cells stay refused."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest

from association.roster.imports.workbook import workbook
from association.roster.lists.contents import Contents, RowRead
from association.roster.lists.reader import read_sheets
from association.roster.lists.rows import understand
from association.roster.lists.sheets import Cell, Sheet
from association.roster.lists.written import REASON
from tests.roster.lists.lists import TODAY, listed, read, sentences

NUMBER = 3372050107700010


def again(found: Contents, mend: Callable[[Any], None] = lambda sheet: None) -> tuple[RowRead, ...]:
    """Download the refused rows, mend the workbook, upload it."""
    book = openpyxl.load_workbook(
        io.BytesIO(workbook([row for row in found.rows if row.problems], found.columns))
    )
    mend(book.active)
    made = io.BytesIO()
    book.save(made)
    return understand(read_sheets(made.getvalue(), "ditolak.xlsx"), today=TODAY).rows


def put(**cells: str) -> Callable[[Any], None]:
    """Write into the first row, by heading."""

    def mend(sheet: Any) -> None:
        places = {cell.value: cell.column for cell in sheet[1]}
        for heading, text in cells.items():
            sheet.cell(2, places[heading.replace("_", " ")]).value = text

    return mend


@pytest.mark.parametrize("cell", [NUMBER, float(NUMBER), "3,37205E+15", "3.37205010770001E+15"])
def test_a_nik_that_was_a_number_is_refused_until_it_is_retyped(cell: Cell) -> None:
    found = listed(("1", "Sri", cell))
    (row,) = again(found)
    assert row.problems
    assert row.values.nik is None
    assert "bilangan" in sentences(row.problems)[0]
    (row,) = again(found, put(NIK="3372050107700012"))
    assert (row.problems, row.values.nik) == ((), "3372050107700012")


def test_texts_that_lost_their_digit_are_refused_again_however_few() -> None:
    found = listed(
        *((str(n), f"Orang {n}", f"3372990101600{n}{n % 2}1"[:15] + "0") for n in range(1, 5))
    )
    assert all(row.problems for row in found.rows)
    assert all(row.problems and not row.values.nik for row in again(found))
    few = Contents(found.rows[:2], found.columns, (), ())
    assert all(row.problems for row in again(few))


def test_a_good_nik_of_a_row_refused_for_something_else_stays() -> None:
    found = listed(("1", "Sri", "3372990101600012", "31/2/1975"))
    (row,) = again(found, put(Tanggal_Lahir="28/2/1975"))
    assert (row.problems, row.values.nik, row.values.birth_date) == (
        (),
        "3372990101600012",
        date(1975, 2, 28),
    )


def test_a_birth_date_that_became_a_number_is_refused_again() -> None:
    assert all(row.problems for row in again(listed(("1", "Sri", "", 27623))))


def test_a_date_that_reads_both_ways_is_refused_also_when_its_neighbour_was_mended() -> None:
    found = listed(("1", "Sri", "", "8/17/1975"), ("2", "Tono", "", "8/5/1975"))
    rows = again(found, put(Tanggal_Lahir="17/8/1975"))
    assert [bool(row.problems) for row in rows] == [False, True]
    assert "tidak bisa dibaca" in sentences(rows[1].problems)[0]


def test_a_stall_that_became_a_date_is_refused_until_it_is_retyped() -> None:
    found = listed(("1", "Sri", "", "", "", date(2026, 4, 3)))
    (row,) = again(found)
    assert row.problems
    (row,) = again(found, put(Tempat_Usaha="Los 3-4"))
    assert row.problems == ()


BAD = "337299010160000"
MENDED = "3372990101600002"
SHEETS: dict[str, tuple[tuple[Cell, ...], ...]] = {
    "other words": (
        ("No. Urut", "NAMA PEDAGANG", "No. KTP", "TTL", "No WA", "Los", "Komoditas", "Alamat"),
        ("7", "Sri", BAD, "Solo, 1-1-1960", "0812-2600-1234", "B-14", "Sayur", "Jl. Solo 5"),
    ),
    "headings in two rows": (
        ("No", "Nama", "NIK", "Kelahiran", None, "TEMPAT USAHA", None, None, "HP", "HP"),
        (None, None, None, "Tempat", "Tanggal", "Jenis", "Blok", "No", None, None),
        ("1", "Sri", BAD, "Solo", "1-1-1960", "Kios", "X", "14A", "081226001234", "081226001235"),
    ),
    "a section": (
        ("No", "Nama", "NIK", "No Los", "Dagangan"),
        ("PASAR GEDE",),
        ("LOS BLOK A",),
        ("1", "Sri", BAD, "12", "Sayur"),
    ),
    "a section and no stall": (("No", "Nama", "NIK"), ("PELATARAN",), ("1", "Sri", BAD)),
    "several stalls": (
        ("No", "Nama", "NIK", "Tempat Usaha", "Nama Pasar"),
        ("1", "Sri", BAD, "Los B-14, Kios A-3", "Pasar Legi"),
    ),
    "stalls in two markets": (
        ("No", "Nama", "NIK", "Los/Kios", "Tempat Usaha"),
        ("1", "Sri", BAD, "Los B-14 Pasar Gede", "Kios A-3 Pasar Legi"),
    ),
    "a block with a number": (("Nama", "NIK", "Los/Kios"), ("Sri", BAD, "Los Blok B 2 No 14")),
    "ticks": (("Nama", "NIK", "Los", "Kios", "Blok"), ("Sri", BAD, "v", None, "C")),
    "two phones on two lines": (
        ("Nama", "NIK", "No HP", "Blok"),
        ("Sri", BAD, "081226001234\n081226001235", "V"),
    ),
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_mended_row_says_what_the_list_said(name: str) -> None:
    found = understand((Sheet("Data", SHEETS[name]),), today=TODAY)
    whole = tuple(tuple(MENDED if cell == BAD else cell for cell in row) for row in SHEETS[name])
    (wanted,) = understand((Sheet("Data", whole),), today=TODAY).rows
    assert wanted.problems == ()
    (row,) = again(found, put(NIK=MENDED))
    assert (row.problems, row.values) == ((), wanted.values)


@pytest.mark.parametrize(
    "file", ["paguyuban.xlsx", "office.xls", "plain.ods", "semicolon-1252.csv", "commas-bom.csv"]
)
def test_every_row_of_a_real_list_reads_back_the_same(file: str) -> None:
    found = read(file)
    book = workbook(found.rows, found.columns)
    rows = understand(read_sheets(book, "ditolak.xlsx"), today=TODAY).rows
    assert len(rows) == len(found.rows)
    for before, after in zip(found.rows, rows, strict=True):
        assert after.values == before.values
        assert bool(after.problems) == bool(before.problems), before.problems


def test_reasons_and_own_columns_survive_a_second_round() -> None:
    headings = ("Nama", "NIK", "NIK", "Agama")
    found = listed(("Sri", BAD, "lama", "Jl. Solo 5"), headings=headings)
    (row,) = again(found)
    second = Contents((row,), tuple((heading, None) for heading in row.cells), (), ())
    assert row.cells["Tidak dipakai: NIK (2)"] == "lama"
    assert row.cells["Agama"] == "Jl. Solo 5"
    book = openpyxl.load_workbook(io.BytesIO(workbook(second.rows, second.columns)))
    assert [cell.value for cell in book.active[1]].count(REASON) == 1

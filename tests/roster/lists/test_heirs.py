"""Columns and lines about heirs, as real lists have them: theirs, and never the member's own."""

from datetime import date

import pytest

from association.roster.lists.columns import Column
from association.roster.lists.contents import RowRead
from association.roster.lists.headings import find_headings
from association.roster.lists.mending import line_of, read_again, to_leave_out
from association.roster.lists.rows import understand
from association.roster.lists.sheets import Cell, Merge, Sheet
from association.roster.lists.wording import all_in_words
from tests.roster.lists.lists import TODAY
from tests.roster.lists.test_pasted_rows import only, read

PERSON = ("Sumiyarti Widodo", "081226004021")
NAME, HUB, HP, BORN = ("Ahli waris", "Hubungan", "No HP ahli waris", "Tahun lahir ahli waris")


def table(headings: list[str], *cells: Cell) -> RowRead:
    """Read a list of one trader: name and phone, and these columns."""
    rows = (("Nama", "No HP", *headings), (*PERSON, *cells))
    (row,) = understand((Sheet("Daftar", rows),), today=TODAY).rows
    return row


COLUMNS: list[tuple[list[str], list[Cell], str]] = [
    ([NAME], ["Siti Aminah (istri)"], "Istri: Siti Aminah"),
    ([NAME], ["Siti - istri; Budi - anak"], "Istri: Siti; Anak: Budi"),
    ([NAME], ["Siti Aminah\n(istri)\n0812-3456-7890"], "Istri: Siti Aminah (0812-3456-7890)"),
    ([NAME, HUB], ["Siti Aminah", "ISTRI"], "Istri: Siti Aminah"),
    ([HUB, NAME], ["Istri", "Siti Aminah"], "Istri: Siti Aminah"),
    ([NAME, HUB, HP], ["Siti", "istri", 81234567890.0], "Istri: Siti (0812-3456-7890)"),
    ([NAME, HUB, BORN], ["Budi", "anak ke-2", date(2012, 5, 3)], "Anak: Budi (lahir 2012)"),
    ([NAME, HUB, BORN], ["Budi", "anak", "Klaten, 12-05-2012"], "Anak: Budi (lahir 2012)"),
    ([NAME, HUB, HP], ["Siti", "istri", "-"], "Istri: Siti"),
    ([NAME, HUB], [None, "istri"], ""),
    ([HUB], ["Kepala keluarga"], ""),  # of a household, with no heir beside it
    ([NAME, HUB, f"{NAME} 2", f"{HUB} 2"], ["A", "istri", "B", "anak"], "Istri: A; Anak: B"),
    ([NAME, f"{NAME} 2", HUB, f"{HUB} 2"], ["A", "B", "istri", "anak"], "Istri: A; Anak: B"),
    ([NAME, HUB, f"{NAME} 2", f"{HUB} 2"], [None, None, "B", "anak"], "Anak: B"),
    (["Nama ahli waris", "NIK ahli waris"], ["Siti", "3372991708709002"], "Ahli waris: Siti"),
]


@pytest.mark.parametrize(("headings", "cells", "kept"), COLUMNS)
def test_columns_of_heirs(headings: list[str], cells: list[Cell], kept: str) -> None:
    row = table(headings, *cells)
    assert (row.problems, row.values.heirs) == ((), kept)
    assert (row.values.name, row.values.phone) == (PERSON[0], "+6281226004021")
    assert (row.values.nik, row.values.birth_date) == (None, None)


def test_a_heading_over_their_columns() -> None:
    rows = (
        ("Nama", "No HP", "Ahli Waris", None, None),
        (None, None, "Nama", "Hubungan", "No HP"),
        (*PERSON, "Siti", "istri", "081234567890"),
    )
    merges = (Merge(0, 0, 1, 0), Merge(0, 1, 1, 1), Merge(0, 2, 0, 4))
    heading = find_headings(rows, merges)
    assert heading is not None
    assert [heading.columns[place] for place in (2, 3, 4)] == [
        Column("heirs"), Column.HEIR_RELATION, Column.HEIR_PHONE,
    ]  # fmt: skip


UNREAD: list[tuple[list[str], list[Cell], str]] = [
    ([NAME], ["istri"], "Nama ahli warisnya belum ditulis"),
    ([NAME], ["Siti (istri) 08123"], "kurang angka"),
    ([NAME], ["Siti 3372991708709002"], "NIK ahli waris tidak disimpan"),
    ([NAME, HUB], ["Joko", "menantu"], "bukan ahli waris menurut aturan"),
    ([NAME, HUB], ["Joko", "bos"], "hubungan “bos” tidak dikenal"),
    ([NAME, HP], ["", "081234567890"], "Nama ahli warisnya belum ditulis"),
]


@pytest.mark.parametrize(("headings", "cells", "why"), UNREAD)
def test_what_cannot_be_read_waits_to_be_mended(
    headings: list[str], cells: list[Cell], why: str
) -> None:
    row = table(headings, *cells)
    (said,) = all_in_words(row.problems)
    assert said.startswith("Ahli waris tidak dibaca: ")
    assert why in said
    assert row.values.name == PERSON[0]
    columns = [(label, kind) for label, kind in kinds(headings).items()]
    line = line_of(row, columns)
    assert all(str(cell) in line["Ahli waris"] for cell in cells if cell)
    assert to_leave_out(row, line, row.problems, today=TODAY) == ("heirs",)
    mended = read_again(row, line | {"Ahli waris": "Siti (istri)"}, today=TODAY)
    assert (mended.problems, mended.values.heirs) == ((), "Istri: Siti")


def kinds(headings: list[str]) -> dict[str, Column | None]:
    """Tell what the headings of such a list are taken for."""
    rows = (("Nama", "No HP", *headings), (*PERSON, *("x" for _ in headings)))
    return dict(understand((Sheet("Daftar", rows),), today=TODAY).columns)


FORM = "Nama : Sumiyarti Widodo\nNo HP : 081226004021\n"


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ("Ahli waris: Siti Aminah (istri)", "Istri: Siti Aminah"),
        ("Nama ahli waris : Siti\nHub. ahli waris: istri", "Istri: Siti"),
        ("Ahli waris = Siti\nHubungan = istri\nNo HP ahli waris = 0812-3456-7890",
         "Istri: Siti (0812-3456-7890)"),
        ("Hub ahli waris: anak\nNama ahli waris: Budi\nTahun lahir ahli waris: 2012",
         "Anak: Budi (lahir 2012)"),
        ("Ahli waris 1: Siti, istri\nAhli waris 2: Budi, anak", "Istri: Siti; Anak: Budi"),
        ("Ahli waris: -", ""),
        ("Data Ahli Waris\nNama : Siti\nHubungan : istri\nHP : 081234567890\nAlamat : Jl A 5",
         "Istri: Siti (0812-3456-7890)"),
        ("AHLI WARIS:\nNama: Siti\nHub: istri\nNama: Budi\nHub: anak", "Istri: Siti; Anak: Budi"),
    ],
)  # fmt: skip
def test_lines_of_a_sign_up_form(lines: str, kept: str) -> None:
    row = only(FORM + lines)
    assert (row.problems, row.values.heirs, row.values.note) == ((), kept, "")
    assert (row.values.name, row.values.phone) == ("Sumiyarti Widodo", "+6281226004021")


def test_the_next_form_is_the_next_person() -> None:
    rows = read(
        f"{FORM}Ahli waris\nNama: Siti\nHub: istri\nNama: Paryadi\nNIK: 3372991808719122"
    ).rows
    assert [(row.values.name, row.values.heirs) for row in rows] == [
        ("Sumiyarti Widodo", "Istri: Siti"), ("Paryadi", ""),
    ]  # fmt: skip


def test_a_line_that_cannot_be_read_waits_too() -> None:
    row = only(FORM + "Ahli waris: istri")
    assert all_in_words(row.problems) == (
        "Ahli waris tidak dibaca: Nama ahli warisnya belum ditulis. Contoh: Istri: Siti Aminah.",
    )

"""Real lists: every row right, or refused with a reason, or named as no trader's row."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from association.roster.lists.columns import Column
from association.roster.lists.values import RowValues
from tests.roster.lists.invented import people
from tests.roster.lists.lists import labels, read, sentences, skipped, stall


def test_the_plain_rows_of_a_paguyubans_list() -> None:
    found = read("paguyuban.xlsx")
    rows = {row.line: row for row in found.rows}
    places = ("Surakarta", "Solo", "Sukoharjo")
    for index, person in enumerate(people(60, seed=1)):
        line = index + 6
        if 7 <= line <= 28 and line != 8:
            continue
        assert rows[line].values == RowValues(
            name=person.name,
            nik=person.nik,
            birth_date=person.born,
            birth_place=places[index % 3],
            phone=f"+62{person.phone[1:]}",
            stalls=stall(person.kind, person.block, person.number, "Pasar REJOSARI"),
            commodity=person.ware,
        )
        assert (rows[line].problems, rows[line].warnings) == ((), ())
    assert set(rows) == set(range(6, 66)) - {21}
    assert skipped(found) == [
        (1, "di atas judul kolom"),
        (2, "di atas judul kolom"),
        (3, "di atas judul kolom"),
        (5, "judul kolom"),
        (21, "hanya nomor urut, tanpa isi"),
        (66, "baris jumlah"),
        (68, "tanda tangan"),
        (69, "tanda tangan"),
        (70, "tanda tangan"),
        (74, "tanda tangan"),
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (7, "Excel mengubah NIK menjadi bilangan"),
        (9, "Nomor NIK kurang satu angka (15 dari 16)."),
        (13, "Tanggal lahir: Tanggal 31 Februari 1975 tidak ada."),
        (14, "Nama kosong."),
        (17, "telepon rumah tidak bisa dipakai"),
        (18, "berisi huruf “O”"),
        (22, "17 Agustus 2075 belum terjadi"),
        (23, "Excel mengubah nomor tempat usaha menjadi tanggal (03/04/2026)"),
        (25, "NIK ini sudah ada di baris 24"),
    ],
)
def test_wrong_rows_of_a_paguyubans_list_are_refused(line: int, problem: str) -> None:
    found = read("paguyuban.xlsx")
    (row,) = [row for row in found.rows if row.line == line]
    assert len(row.problems) == 1
    assert problem in sentences(row.problems)[0]
    refused = {row.line for row in found.rows if row.problems}
    assert refused == {7, 9, 13, 14, 17, 18, 22, 23, 25}


def test_odd_rows_of_a_paguyubans_list_are_read() -> None:
    rows = {row.line: row for row in read("paguyuban.xlsx").rows}
    assert (rows[10].values.nik, rows[10].values.phone) == (None, None)
    assert rows[11].values.phone == "+628123456789"
    assert "lebih dari satu nomor HP" in sentences(rows[11].warnings)[0]
    assert rows[12].values.birth_date == date(1975, 8, 17)
    assert "berbeda dari NIK" in sentences(rows[12].warnings)[0]
    assert labels(rows[15]) == [
        ("los", "A", "3", "Pasar REJOSARI"),
        ("los", "A", "4", "Pasar REJOSARI"),
    ]
    assert labels(rows[16]) == [("pelataran", "", "", "Pasar REJOSARI")]
    assert rows[19].values.name == "Hj. SITI NUR'AINI"
    assert rows[20].values == RowValues(name="Dwi Haryanto")
    assert (rows[24].values.birth_place, rows[24].values.birth_date) == (
        "Boyolali",
        date(1975, 8, 17),
    )
    assert (rows[26].values.birth_place, rows[26].values.birth_date) == ("Surakarta", None)
    assert "(99) bukan kode provinsi" in sentences(rows[27].warnings)[0]
    assert rows[28].values.phone == "+6281234567890"
    assert {line for line, row in rows.items() if row.warnings} == {11, 12, 25, 27}


def test_the_cells_are_given_back_as_they_were() -> None:
    row = read("paguyuban.xlsx").rows[0]
    assert row.cells["No"] == "1"
    assert row.cells["No. KTP/NIK"] == "3372992810580018"
    assert row.cells["Ket"] == ""


def _register() -> Iterator[tuple[str, int, RowValues, tuple[()], tuple[()]]]:
    """Give what the office's register holds: sheet, line, values, no problems, no warnings."""
    for index, person in enumerate(people(24, seed=2)):
        block, place = "AB"[index // 12], index % 12
        kind = "kios" if place < 6 else "los"
        stalls = stall(kind, block, person.number, "Pasar GEDE")
        if place == 11:  # its second stall stands on a row of its own, under the merged name
            stalls += stall(kind, block, "99", "Pasar GEDE")
        values = RowValues(
            name=person.name.upper(),
            nik=person.nik,
            stalls=stalls,
            commodity=person.ware,
            address=HOME,
        )
        yield f"Blok {block}", place + 6, values, (), ()


def test_the_offices_register() -> None:
    found = read("office.xls")
    read_as = [replace(row.values, address=HOME) for row in found.rows if row.values.address]
    assert [
        (row.sheet, row.line, values, row.problems, row.warnings)
        for row, values in zip(found.rows, read_as, strict=True)
    ] == list(_register())
    assert skipped(found)[:8] == [
        (1, "di atas judul kolom"),
        (3, "judul kolom"),
        (4, "judul kolom"),
        (5, "baris nomor kolom"),
        (18, "tempat usaha tambahan dari baris di atasnya"),
        (20, "baris jumlah"),
        (22, "tanda tangan"),
        (27, "tanda tangan"),
    ]
    assert sentences(found.notes) == (
        "Lembar “Rekap” (2 baris) tidak dibaca: judul kolom tidak ditemukan.",
    )
    assert found.columns[3:6] == (
        ("TEMPAT USAHA JENIS", Column.STALL_KIND),
        ("TEMPAT USAHA BLOK", Column.STALL_BLOCK),
        ("TEMPAT USAHA NO", Column.STALL_NUMBER),
    )


def test_a_libreoffice_list_with_blocks_between_rows() -> None:
    found = read("plain.ods")
    expected = [
        RowValues(
            name=person.name,
            birth_date=person.born,
            birth_place="Surakarta",
            phone=f"+62{person.phone[1:]}",
            stalls=stall("los", "AB"[index // 5], person.number, "Pasar Legi"),
            commodity=person.ware,
        )
        for index, person in enumerate(people(10, seed=3))
    ]
    assert [row.values for row in found.rows] == expected
    assert not any(row.problems or row.warnings for row in found.rows)
    assert skipped(found) == [
        (1, "judul kolom"),
        (2, "judul bagian"),
        (8, "judul bagian"),
        (9, "judul kolom"),
    ]
    assert "Catatan lama" in sentences(found.notes)[0]


HOME = "Jl. Ir. Juanda 5 Solo"


def test_text_lists() -> None:
    found = read("semicolon-1252.csv")
    assert [row.values for row in found.rows] == [
        RowValues(
            name=p.name,
            nik=p.nik,
            birth_date=p.born,
            birth_place="Surakarta",
            phone=f"+62{p.phone[1:]}",
            address=HOME,
        )
        for p in people(6, seed=5)
    ] + [RowValues(name="René Café’s", phone="+628123456789")]
    assert found.rows[0].cells["Alamat"] == "Jl. Ir. Juanda 5 Solo"
    assert [row.values for row in read("tabs-utf16.txt").rows] == [
        RowValues(name=p.name, phone=f"+62{p.phone[1:]}", stalls=stall(p.kind, p.block, p.number))
        for p in people(4, seed=6)
    ]
    found = read("commas-bom.csv")
    assert [(row.line, row.values) for row in found.rows] == [
        (line, RowValues(name=p.name, nik=p.nik, phone=f"+62{p.phone[1:]}"))
        for line, p in enumerate(people(3, seed=7), start=2)
    ]


def test_niks_that_excel_spoilt_are_refused() -> None:
    rows = read("numeric-nik.xlsx").rows
    assert [bool(row.problems) for row in rows] == [True] * 6 + [False]
    assert all("angka terakhirnya hilang" in sentences(row.problems)[0] for row in rows[:6])
    assert not any(row.values.nik for row in rows[:6])


# Layouts

"""Every row of a list is right, or refused with a reason, or named as no trader's row."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.imports.headings import Column
from association.imports.reader import read_sheets
from association.imports.rows import RowRead, RowStall, RowValues, Understood, understand
from association.imports.sheets import Cell, Merge, Sheet, UnreadableFile
from association.rules.stalls import StallKind, StallParts
from tests.imports.make_files import people

FILES = Path(__file__).with_name("files")
TODAY = date(2026, 11, 22)
HEADINGS = ("No", "Nama", "NIK", "Tgl Lahir", "No HP", "Los/Kios", "Dagangan")


def read(name: str) -> Understood:
    return understand(read_sheets((FILES / name).read_bytes(), name), today=TODAY)


def listed(*rows: tuple[Cell, ...], headings: tuple[str, ...] = HEADINGS, name: str = "Data") -> Understood:
    return understand((Sheet(name, (headings, *rows)),), today=TODAY)


def one(*cells: Cell) -> RowRead:
    (row,) = listed(cells).rows
    return row


def labels(row: RowRead) -> list[tuple[str | None, str, str, str]]:
    return [(s.parts.kind and s.parts.kind.value, s.parts.block, s.parts.number, s.market) for s in row.values.stalls]


def stall(kind: str | None, block: str, number: str, market: str = "") -> tuple[RowStall, ...]:
    return (RowStall(StallParts(StallKind(kind) if kind else None, block, number), market),)


def skipped(found: Understood) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in found.skipped]


# Real lists


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
    assert problem in row.problems[0]
    refused = {row.line for row in found.rows if row.problems}
    assert refused == {7, 9, 13, 14, 17, 18, 22, 23, 25}


def test_odd_rows_of_a_paguyubans_list_are_read() -> None:
    rows = {row.line: row for row in read("paguyuban.xlsx").rows}
    assert (rows[10].values.nik, rows[10].values.phone) == (None, None)
    assert rows[11].values.phone == "+628123456789"
    assert "lebih dari satu nomor HP" in rows[11].warnings[0]
    assert rows[12].values.birth_date == date(1975, 8, 17)
    assert "berbeda dari NIK" in rows[12].warnings[0]
    assert labels(rows[15]) == [("los", "A", "3", "Pasar REJOSARI"), ("los", "A", "4", "Pasar REJOSARI")]
    assert labels(rows[16]) == [("pelataran", "", "", "Pasar REJOSARI")]
    assert rows[19].values.name == "Hj. SITI NUR'AINI"
    assert rows[20].values == RowValues(name="Dwi Haryanto")
    assert (rows[24].values.birth_place, rows[24].values.birth_date) == ("Boyolali", date(1975, 8, 17))
    assert (rows[26].values.birth_place, rows[26].values.birth_date) == ("Surakarta", None)
    assert "(99) bukan kode provinsi" in rows[27].warnings[0]
    assert rows[28].values.phone == "+6281234567890"
    assert {line for line, row in rows.items() if row.warnings} == {11, 12, 25, 27}


def test_the_cells_are_given_back_as_they_were() -> None:
    row = read("paguyuban.xlsx").rows[0]
    assert row.cells["No"] == "1"
    assert row.cells["No. KTP/NIK"] == "3372992810580018"
    assert row.cells["Ket"] == ""


def test_the_offices_register() -> None:
    found = read("office.xls")
    register = people(24, seed=2)
    expected = []
    for index, person in enumerate(register):
        block, place = "AB"[index // 12], index % 12
        kind = "kios" if place < 6 else "los"
        stalls = stall(kind, block, person.number, "Pasar GEDE")
        if place == 11:  # its second stall stands on a row of its own, under the merged name
            stalls += stall(kind, block, "99", "Pasar GEDE")
        values = RowValues(name=person.name.upper(), nik=person.nik, stalls=stalls, commodity=person.ware)
        expected.append((f"Blok {block}", place + 6, values, (), ()))
    assert [(row.sheet, row.line, row.values, row.problems, row.warnings) for row in found.rows] == expected
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
    assert found.notes == ("Lembar “Rekap” (2 baris) tidak dibaca: judul kolom tidak ditemukan.",)
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
    assert skipped(found) == [(1, "judul kolom"), (2, "judul bagian"), (8, "judul bagian"), (9, "judul kolom")]
    assert "Catatan lama" in found.notes[0]


def test_text_lists() -> None:
    found = read("semicolon-1252.csv")
    assert [row.values for row in found.rows] == [
        RowValues(p.name, p.nik, p.born, "Surakarta", f"+62{p.phone[1:]}") for p in people(6, seed=5)
    ] + [RowValues("René Café’s", phone="+628123456789")]
    assert found.rows[0].cells["Alamat"] == "Jl. Ir. Juanda 5 Solo"
    assert [row.values for row in read("tabs-utf16.txt").rows] == [
        RowValues(p.name, phone=f"+62{p.phone[1:]}", stalls=stall(p.kind, p.block, p.number)) for p in people(4, seed=6)
    ]
    found = read("commas-bom.csv")
    assert [(row.line, row.values) for row in found.rows] == [
        (line, RowValues(p.name, p.nik, phone=f"+62{p.phone[1:]}")) for line, p in enumerate(people(3, seed=7), start=2)
    ]


def test_niks_that_excel_spoilt_are_refused() -> None:
    rows = read("numeric-nik.xlsx").rows
    assert [bool(row.problems) for row in rows] == [True] * 6 + [False]
    assert all("angka terakhirnya hilang" in row.problems[0] for row in rows[:6])
    assert not any(row.values.nik for row in rows[:6])


# Layouts


def test_tables_side_by_side_are_both_read() -> None:
    headings = ("No", "Nama", "HP", "", "No", "Nama", "HP")
    found = listed(
        (1, "Sri", "081234567890", None, 3, "Eko", "081234567892"),
        (2, "Dwi", "081234567891"),
        headings=headings,
    )
    assert [(row.line, row.values.name, row.values.phone) for row in found.rows] == [
        (2, "Sri", "+6281234567890"),
        (3, "Dwi", "+6281234567891"),
        (2, "Eko", "+6281234567892"),
    ]


def test_a_second_table_below_the_signatures_has_its_own_columns() -> None:
    found = listed(
        (1, "Sri", None, None, "081234567890"),
        (None, None, None, None, "Ketua Paguyuban"),
        (None, "TUKIYEM"),
        ("No", "Nama Pedagang", "Nomor Kios", "Dagangan"),
        (1, "Eko", "A-3", "buah"),
    )
    assert [(row.line, row.values) for row in found.rows] == [
        (2, RowValues("Sri", phone="+6281234567890")),
        (6, RowValues("Eko", stalls=stall("kios", "A", "3"), commodity="buah")),
    ]
    assert skipped(found) == [(1, "judul kolom"), (3, "tanda tangan"), (4, "tanda tangan"), (5, "judul kolom")]


def test_ticks_under_the_kinds_of_stall() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (
        ("NO", "NAMA", "JENIS TEMPAT", None, None, "NO. TEMPAT"),
        (None, None, "KIOS", "LOS", "PELATARAN", None),
        (1, "Sri", "v", None, None, "A-1"),
        (2, "Eko", None, "√", None, 7),
        (3, "Dwi", None, None, "V", None),
    )
    found = understand((Sheet("Data", rows),), today=TODAY)
    assert [labels(row) for row in found.rows] == [
        [("kios", "A", "1", "")],
        [("los", "", "7", "")],
        [("pelataran", "", "", "")],
    ]


def test_the_sheets_name_tells_the_block() -> None:
    found = listed((1, "Sri", 12), headings=("No", "Nama", "No. Los"), name="BLOK C")
    assert labels(found.rows[0]) == [("los", "C", "12", "")]


def test_merged_names_with_another_nik_are_not_joined() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Nama", "NIK", "Los"),
        ("Sri", "3372995708750001", "B-1"),
        (None, "33729957", "B-2"),
    )
    found = understand((Sheet("Data", rows, (Merge(1, 0, 2, 0),)),), today=TODAY)
    assert [bool(row.problems) for row in found.rows] == [False, True]


def test_sheets_without_headings_are_named_and_hidden_ones_read() -> None:
    sheets = (
        Sheet("Kas", (("Saldo", 5),)),
        Sheet("Lama", (("Nama", "HP"), ("Sri", "081234567890")), hidden=True),
    )
    found = understand(sheets, today=TODAY)
    assert [row.sheet for row in found.rows] == ["Lama"]
    assert found.notes == (
        "Lembar “Kas” (1 baris) tidak dibaca: judul kolom tidak ditemukan.",
        "Lembar tersembunyi “Lama” ikut dibaca.",
    )
    with pytest.raises(UnreadableFile, match="Judul kolom tidak ditemukan"):
        understand(sheets[:1], today=TODAY)


# Cells


@pytest.mark.parametrize(
    "nothing", ["-", "--", "tidak ada", "Belum ada", "n/a", "0", 0, "x", "XXX", " ", "Tdk ada", "."]
)
def test_placeholders_are_empty(nothing: Cell) -> None:
    assert one(1, "Sri", nothing, nothing, nothing, nothing, nothing).values == RowValues(name="Sri")


@pytest.mark.parametrize(
    ("written", "born"),
    [(date(1975, 8, 17), date(1975, 8, 17)), ("17/8/75", date(1975, 8, 17)), ("Sabtu, 17 Agt 1974", date(1974, 8, 17))],
)
def test_birth_dates(written: Cell, born: date) -> None:
    assert one(1, "Sri", None, written).values.birth_date == born


@pytest.mark.parametrize(
    "written", [27623, 27623.5, date(2030, 1, 1), date(1875, 1, 1), "17 Agustus", "Solo, 40/1/1975"]
)
def test_wrong_birth_dates_are_refused(written: Cell) -> None:
    assert one(1, "Sri", None, written).problems[0].startswith("Tanggal lahir: ")


def test_a_child_only_warns() -> None:
    assert "belum 10 tahun" in one(1, "Sri", None, "17/8/20").warnings[0]


@pytest.mark.parametrize(
    ("written", "phone"),
    [(81234567890, "+6281234567890"), (81234567890.0, "+6281234567890"), ("WA: 0812 3456 7890", "+6281234567890"),
     ("0812-3456-7890 - 0857-1234-5678", "+6281234567890"), ("081234567890\n085712345678", "+6281234567890")],
)  # fmt: skip
def test_phones(written: Cell, phone: str) -> None:
    assert one(1, "Sri", None, None, written).values.phone == phone


def test_a_second_phone_column_serves_when_the_first_is_empty() -> None:
    found = listed(("Sri", "-", "081234567890"), headings=("Nama", "HP", "WA"))
    assert found.rows[0].values.phone == "+6281234567890"


def test_a_market_named_beside_the_stall() -> None:
    assert labels(one(1, "Sri", None, None, None, "Los B-14 Pasar Gede")) == [("los", "B", "14", "Pasar Gede")]


def test_too_long_texts_are_refused() -> None:
    row = one(1, "S" * 61, None, None, None, "di sebelah timur pintu masuk pasar", "w" * 101)
    assert len(row.problems) == 3


def test_a_list_whose_niks_all_end_in_zero_is_refused() -> None:
    found = listed(*((i, f"Orang {chr(64 + i)}", f"33729917087500{i}0") for i in range(1, 5)))
    assert all("berakhir 0" in row.problems[0] for row in found.rows)


def test_months_before_days_make_the_ambiguous_doubtful() -> None:
    found = listed(
        (1, "Sri", None, "8/17/1975"),
        (2, "Eko", None, "8/5/1975"),
        (3, "Dwi", "3372990508750001", "5/8/1975"),
        (4, "Tri", None, "5 Agustus 1975"),
    )
    assert [bool(row.problems) for row in found.rows] == [True, True, False, False]


def test_the_same_person_twice_without_a_nik_only_warns() -> None:
    found = listed((1, "Sri", None, None, "081234567890"), (2, "SRI", None, None, "0812-3456-7890"))
    assert "Mungkin orang yang sama dengan baris 2" in found.rows[1].warnings[0]
    assert not found.rows[1].problems


def test_cells_without_a_heading_are_kept() -> None:
    row = one(1, "Sri", None, None, None, None, None, None, "dekat pintu")
    assert row.cells["Kolom I"] == "dekat pintu"


CELLS = st.none() | st.text(max_size=20) | st.integers() | st.floats() | st.dates()
WORDS = st.sampled_from(
    ["Nama", "No", "Jumlah", "Ketua", "Blok A", "1", "-", "Mengetahui", "Los B-1", "Pasar Gede", 1, 2, 3]
)


@given(st.lists(st.lists(CELLS | WORDS, max_size=8).map(tuple), max_size=8))
def test_no_row_is_dropped_unsaid(rows: list[tuple[Cell, ...]]) -> None:
    found = listed(*rows)
    told = {row.line for row in found.rows} | {row.line for row in found.skipped}
    filled = {line for line, row in enumerate(rows, start=2) if any(str(c).split() for c in row if c is not None)}
    assert {line for line in filled if _shows(rows[line - 2])} <= told


def _shows(row: tuple[Cell, ...]) -> bool:
    return any(str(cell).isprintable() and str(cell).strip() for cell in row if cell is not None)

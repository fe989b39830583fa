"""Several tables, sections and footers in one sheet: every row right, or refused with a reason."""

import pytest

from association.roster.lists.reader import read_sheets
from association.roster.lists.rows import understand
from association.roster.lists.sheets import Cell, Sheet
from tests.roster.lists.lists import TODAY, labels, listed, sentences, skipped

Row = tuple[Cell, ...]


def names(*rows: Row, headings: Row = ("Nama", "Los", "Dagangan")) -> dict[str, bool]:
    """Give the names that were read, and whether each is good."""
    found = understand((Sheet("Data", (headings, *rows)),), today=TODAY)
    return {row.values.name or row.cells.get("Nama", ""): not row.problems for row in found.rows}


def test_the_first_headings_count_though_later_ones_say_more() -> None:
    rows: tuple[Row, ...] = (
        ("No", "Nama", "NIK", "HP"),
        (1, "Sri", None, "081234567890"),
        (2, "Eko", None, "081234567891"),
        ("No", "Nama", "NIK", "HP", "Los"),
        (3, "Dwi", None, "081234567892", "A1"),
    )
    found = understand((Sheet("Data", rows),), today=TODAY)
    assert [(row.values.name, len(row.values.stalls)) for row in found.rows] == [
        ("Sri", 0),
        ("Eko", 0),
        ("Dwi", 1),
    ]


def test_people_above_the_headings_are_refused() -> None:
    rows: tuple[Row, ...] = (
        ("DAFTAR PEDAGANG",),
        (1, "Sri Lestari"),
        ("Eko", "3372995708750001"),
        ("No", "Nama", "HP"),
        (2, "Dwi", "081234567892"),
    )
    found = understand((Sheet("Data", rows),), today=TODAY)
    assert [(row.line, bool(row.problems)) for row in found.rows] == [
        (2, True),
        (3, True),
        (5, False),
    ]
    assert "di atas judul kolom" in sentences(found.rows[0].problems)[0]


def test_a_second_table_with_fewer_headings() -> None:
    found = listed(
        (1, "Sri"),
        ("Nama", "Los"),
        ("Eko", "A1"),
        ("Dwi", "A2"),
        headings=("No", "Nama", "NIK", "HP"),
    )
    assert [(row.values.name, labels(row)) for row in found.rows] == [
        ("Sri", []),
        ("Eko", [("los", "A", "1", "")]),
        ("Dwi", [("los", "A", "2", "")]),
    ]


@pytest.mark.parametrize(
    ("title", "stall"),
    [
        ("PEDAGANG OPROKAN", ("pelataran", "", "7", "")),
        ("ZONA B", (None, "", "7", "")),
        ("LAIN-LAIN", (None, "", "7", "")),
        ("II. LOS", ("los", "", "7", "")),
        ("BLOK B", ("kios", "B", "7", "")),
        ("BLOK DAGING", ("kios", "DAGING", "7", "")),
        ("Pasar Legi Lt. 2 Blok C", (None, "C", "7", "Pasar Legi")),
    ],
)
def test_a_title_between_rows(title: str, stall: tuple[str | None, str, str, str]) -> None:
    found = listed(
        ("KIOS BLOK A",),
        (1, "Sri", 5),
        (title,),
        (2, "Eko", 7),
        headings=("No", "Nama", "Nomor Tempat Usaha"),
    )
    assert [labels(row) for row in found.rows] == [[("kios", "A", "5", "")], [stall]]


@pytest.mark.parametrize(
    ("name", "stall"),
    [
        ("Kios 2026", ("kios", "", "7", "")),
        ("Los Update", ("los", "", "7", "")),
        ("Blok A 2026", (None, "A", "7", "")),
        ("Pelataran (2)", ("pelataran", "", "7", "")),
        ("KIOS TAHUN 2026", ("kios", "", "7", "")),
        ("Los Daging Timur", (None, "", "7", "")),
    ],
)
def test_the_name_of_a_sheet(name: str, stall: tuple[str | None, str, str, str]) -> None:
    found = listed((1, "Sri", 7), headings=("No", "Nama", "Nomor Tempat Usaha"), name=name)
    assert labels(found.rows[0]) == [stall]


@pytest.mark.parametrize("name", ["Toko Makmur", "Kios Bu Tini"])
def test_a_lone_shop_is_no_section(name: str) -> None:
    found = listed(
        ("Sri", 5, "buah"),
        (name,),
        ("Eko", 7, "beras"),
        headings=("Nama", "Nomor Tempat Usaha", "Dagangan"),
    )
    assert [labels(row) for row in found.rows if not row.problems] == [
        [(None, "", "5", "")],
        [(None, "", "7", "")],
    ]
    assert [row.values.name for row in found.rows if row.problems] == [name]


def test_traders_that_read_like_remarks_are_not_dropped() -> None:
    assert names(
        ("Sumber Rejeki", "A1", "Beras"), ("Ketua RT Joko", 4, None), ("Jumlah Santoso", "A3", None)
    ) == {
        "Sumber Rejeki": True,
        "Ketua RT Joko": False,
        "Jumlah Santoso": False,
    }


def test_footers_are_not_saved() -> None:
    people = (
        ("Sri", "A1", "buah"),
        ("Eko", "A2", "buah"),
        ("Dwi", "A3", "buah"),
        ("Tri", "A4", "buah"),
    )
    footers = (
        ("Dibuat di Surakarta",),
        ("Data ini benar adanya",),
        ("Panitia",),
        ("Slamet Widodo",),
    )
    for footer in footers:
        assert not names(*people, footer).get(footer[0], False)
    assert "Slamet Widodo" not in [name for name, good in names(*people, *footers).items() if good]
    assert names(*people, ("Slamet Widodo",))["Slamet Widodo"] is False


@pytest.mark.parametrize(
    "name",
    [
        "kosong",
        "Tutup",
        "meninggal",
        "Kosong (eks Bu Sri)",
        "Blok A",
        "Kios",
        "Sri;A1",
        "Sri 081234",
    ],
)
def test_what_is_no_name_is_refused(name: str) -> None:
    found = listed((1, name, "A1"), headings=("No", "Nama", "Los"))
    assert found.rows[0].problems


@pytest.mark.parametrize(
    "total", ["JUMLAH", "Total Pedagang", "Sub Total Blok A", "Jumlah seluruhnya"]
)
def test_totals_are_passed_over(total: str) -> None:
    assert skipped(listed((1, "Sri", "A1"), (None, total, 12), headings=("No", "Nama", "Los")))[
        -1
    ] == (
        3,
        "baris jumlah",
    )


def test_ditto_marks_say_what_stands_above() -> None:
    found = listed(
        (1, "Sri", "C", 1, "buah"),
        (2, "Eko", "sda", 2, '"'),
        (3, "Dwi", "s.d.a", 3, "idem"),
        headings=("No", "Nama", "Blok", "No Los", "Dagangan"),
    )
    assert [labels(row)[0][1:3] for row in found.rows] == [("C", "1"), ("C", "2"), ("C", "3")]
    assert {row.values.commodity for row in found.rows} == {"buah"}
    (row,) = listed((1, "Sri", "sda"), headings=("No", "Nama", "Los")).rows
    assert "tanpa isian di atasnya" in sentences(row.problems)[0]


def test_a_person_with_a_row_for_each_stall_is_one() -> None:
    nik = "3372995708750001"
    found = listed(
        (1, "Sri", nik, "A1"),
        (2, "Eko", None, "A2"),
        (3, "SRI", nik, "B5"),
        headings=("No", "Nama", "NIK", "Los"),
    )
    assert [(row.values.name, len(row.values.stalls), row.problems) for row in found.rows] == [
        ("Sri", 2, ()),
        ("Eko", 1, ()),
    ]
    assert skipped(found)[-1] == (4, "tempat usaha tambahan dari baris 2")
    found = listed(
        (1, "Sri", nik, "A1"), (2, "Siti", nik, "B5"), headings=("No", "Nama", "NIK", "Los")
    )
    assert [bool(row.problems) for row in found.rows] == [False, True]


def csv(text: str) -> dict[str, tuple[str, ...]]:
    found = understand(read_sheets(text.encode(), "daftar.csv"), today=TODAY)
    return {row.cells["Nama"]: sentences(row.problems) for row in found.rows}


def test_a_record_cut_apart_by_a_separator_is_refused() -> None:
    found = csv(
        "Nama,Alamat,HP,Ket\nSri,Jl Solo 1,081234567890,\nEko,Jl Solo, 5,0812,\nDwi,Solo,,\n"
    )
    assert [name for name, problems in found.items() if problems] == ["Eko"]
    assert "tanda pemisah" in found["Eko"][0]


def test_an_open_quotation_mark_swallows_no_rows() -> None:
    found = csv(
        'Nama;HP\n"Sri;081234567890\nEko;081234567891\nDwi";081234567892\nTri;081234567893\n'
    )
    assert [name for name, problems in found.items() if not problems] == ["Eko", "Tri"]
    assert len(found) == 4


def test_commas_in_addresses_do_not_separate() -> None:
    rows = "\n".join(
        f"Orang {n};Jl. Solo, 5, RT 1, RW 2, Jebres;0812345678{n}" for n in range(10, 15)
    )
    assert len(csv("Nama;Alamat;HP\n" + rows)) == 5

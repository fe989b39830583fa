"""Layouts and single cells: nothing is saved wrong, nothing dropped unsaid."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.roster.lists.rows import understand
from association.roster.lists.sheets import Cell, Merge, Sheet, UnreadableFile
from association.roster.lists.values import RowValues
from tests.roster.lists.lists import TODAY, labels, listed, one, sentences, skipped, stall


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
        (2, RowValues(name="Sri", phone="+6281234567890")),
        (6, RowValues(name="Eko", stalls=stall("kios", "A", "3"), commodity="buah")),
    ]
    assert skipped(found) == [
        (1, "judul kolom"),
        (3, "tanda tangan"),
        (4, "tanda tangan"),
        (5, "judul kolom"),
    ]


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
    assert sentences(found.notes) == (
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
    assert one(1, "Sri", nothing, nothing, nothing, nothing, nothing).values == RowValues(
        name="Sri"
    )


@pytest.mark.parametrize(
    ("written", "born"),
    [
        (date(1975, 8, 17), date(1975, 8, 17)),
        ("17/8/75", date(1975, 8, 17)),
        ("Sabtu, 17 Agt 1974", date(1974, 8, 17)),
    ],
)
def test_birth_dates(written: Cell, born: date) -> None:
    assert one(1, "Sri", None, written).values.birth_date == born


@pytest.mark.parametrize(
    "written", [27623, 27623.5, date(2030, 1, 1), date(1875, 1, 1), "17 Agustus", "Solo, 40/1/1975"]
)
def test_wrong_birth_dates_are_refused(written: Cell) -> None:
    assert sentences(one(1, "Sri", None, written).problems)[0].startswith("Tanggal lahir: ")


def test_a_child_only_warns() -> None:
    assert "belum 10 tahun" in sentences(one(1, "Sri", None, "17/8/20").warnings)[0]


@pytest.mark.parametrize(
    ("written", "phone"),
    [(81234567890, "+6281234567890"), (81234567890.0, "+6281234567890"), ("WA: 0812 3456 7890",
     "+6281234567890"),
     ("0812-3456-7890 - 0857-1234-5678", "+6281234567890"), ("081234567890\n085712345678",
      "+6281234567890")],
)  # fmt: skip
def test_phones(written: Cell, phone: str) -> None:
    assert one(1, "Sri", None, None, written).values.phone == phone


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1)081226004081 2)081326004081", "yang dipakai nomor pertama"),
        ("1. 0812-2600-4081; 2. 0813-2600-4081", "yang dipakai nomor pertama"),
        ("081226004081 1 istri", "“1 istri” di sel nomor HP tidak dibaca"),
        ("0812 2600 4081 (2)", "“(2)” di sel nomor HP tidak dibaca"),
        ("081226004081/2", "“/2” di sel nomor HP tidak dibaca"),
        ("081226004081 2", "“2” di sel nomor HP tidak dibaca"),
    ],
)
def test_what_counts_phones_is_no_part_of_one(written: str, said: str) -> None:
    row = one(1, "Sri", None, None, written)
    assert row.values.phone == "+6281226004081"
    assert said in sentences(row.warnings)[0]


def test_the_last_digits_of_a_phone_stay() -> None:
    assert one(1, "Sri", None, None, "0812 2600 40 82 istri").values.phone == "+6281226004082"
    assert one(1, "Sri", None, None, "08122600408 2").values.phone == "+6281226004082"


def test_a_second_phone_column_serves_when_the_first_is_empty() -> None:
    found = listed(("Sri", "-", "081234567890"), headings=("Nama", "HP", "WA"))
    assert found.rows[0].values.phone == "+6281234567890"


@pytest.mark.parametrize(
    "written",
    [
        "Los B-14 Pasar Gede",
        "Pasar Gede Los B14",
        "Ps. Gede, Los B no 14",
        "(Pasar Gede) Los B-14",
        "Pasar Gede - Los B 14",
    ],
)
def test_a_market_named_beside_the_stall(written: str) -> None:
    assert labels(one(1, "Sri", None, None, None, written)) == [("los", "B", "14", "Pasar Gede")]


def test_too_long_texts_are_refused() -> None:
    row = one(1, "S" * 61, None, None, None, "di sebelah timur pintu masuk pasar", "w" * 101)
    assert len(row.problems) == 3


def test_a_list_whose_niks_all_end_in_zero_is_refused() -> None:
    found = listed(*((i, f"Orang {chr(64 + i)}", f"33729917087500{i}0") for i in range(1, 5)))
    assert all("berakhir 0" in sentences(row.problems)[0] for row in found.rows)


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
    assert "Mungkin orang yang sama dengan baris 2" in sentences(found.rows[1].warnings)[0]
    assert not found.rows[1].problems


def test_cells_without_a_heading_are_kept() -> None:
    row = one(1, "Sri", None, None, None, None, None, None, "dekat pintu")
    assert row.cells["Kolom I, tanpa judul"] == "dekat pintu"


CELLS = st.none() | st.text(max_size=20) | st.integers() | st.floats() | st.dates()
WORDS = st.sampled_from(
    [
        "Nama",
        "No",
        "Jumlah",
        "Ketua",
        "Blok A",
        "1",
        "-",
        "Mengetahui",
        "Los B-1",
        "Pasar Gede",
        1,
        2,
        3,
    ]
)


@given(st.lists(st.lists(CELLS | WORDS, max_size=8).map(tuple), max_size=8))
def test_no_row_is_dropped_unsaid(rows: list[tuple[Cell, ...]]) -> None:
    found = listed(*rows)
    told = {row.line for row in found.rows} | {row.line for row in found.skipped}
    filled = {
        line
        for line, row in enumerate(rows, start=2)
        if any(str(c).split() for c in row if c is not None)
    }
    assert {line for line in filled if _shows(rows[line - 2])} <= told


def _shows(row: tuple[Cell, ...]) -> bool:
    return any(str(cell).isprintable() and str(cell).strip() for cell in row if cell is not None)


def test_who_signs_beside_the_running_numbers_is_no_trader() -> None:
    found = listed((1, "Ngatmi", "B3"), ("Ketua,", "Sukarno", ""), headings=("No", "Nama", "Los"))
    assert [row.values.name for row in found.rows] == ["Ngatmi"]

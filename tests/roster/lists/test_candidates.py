"""Of several columns that may hold the same, the best one is read."""

import pytest

from association.roster.lists.headings import find_headings
from association.roster.lists.rows import understand
from association.roster.lists.sheets import Merge, Sheet
from tests.roster.lists.lists import TODAY, listed

NIK, OTHER = "3372995203810007", "3372994101650008"


def test_a_column_of_answers_is_no_column_of_names_or_niks() -> None:
    headings = ("Peserta", "Nama Lengkap", "No KTP", "NIK", "WA", "No HP")
    found = listed(
        ("Ya", "Parjiyem Wagiyo", "Ada", NIK, "Ya", "081226005011"),
        ("Tidak", "Suradi Wagiyo", "Belum", OTHER, "Tidak", "081226005012"),
        headings=headings,
    )
    assert [row.values.name for row in found.rows] == ["Parjiyem Wagiyo", "Suradi Wagiyo"]
    assert [row.values.nik for row in found.rows] == [NIK, OTHER]
    assert [row.values.phone for row in found.rows] == ["+6281226005011", "+6281226005012"]
    assert not any(row.problems for row in found.rows)
    assert dict(found.columns)["WA"] is None


@pytest.mark.parametrize(
    ("headings", "chosen"),
    [
        (("Anggota", "Nama"), 1),
        (("Nama Pemilik", "Penyewa"), 1),
        (("Nama Pelanggan", "Nama"), 1),
        (("Nama Lengkap", "Nama Pedagang"), 0),
        (("Pemilik", "Nama Penghuni"), 1),
    ],
)
def test_the_heading_that_says_exactly_this_wins(headings: tuple[str, str], chosen: int) -> None:
    names = ("Ngatinah Seto", "Sukarni Seto")
    found = listed((*names, "A1"), headings=(*headings, "Los"))
    assert found.rows[0].values.name == names[chosen]


def test_the_cells_tell_which_of_two_columns_holds_niks() -> None:
    found = listed(("Warsi", "123/45", NIK), headings=("Nama", "NIK", "No KTP"))
    assert found.rows[0].values.nik == NIK


def test_a_group_over_columns_says_whose_they_are() -> None:
    rows = (
        ("No", "Ahli Waris", None, "Pedagang", None, "Los"),
        (None, "Nama", "NIK", "Nama", "NIK", None),
        (1, "Joko Seto", OTHER, "Ngatinah Seto", NIK, "A1"),
    )
    (row,) = understand(
        (Sheet("Data", rows, (Merge(0, 1, 0, 2), Merge(0, 3, 0, 4))),), today=TODAY
    ).rows
    assert (row.values.name, row.values.nik) == ("Ngatinah Seto", NIK)


def test_three_rows_of_headings() -> None:
    rows = (
        ("No", "Data Pedagang", None, None, None, "Anak", None),
        (None, "Nama", "Kelahiran", None, "No HP", "1", "2"),
        (None, None, "Kota", "Tgl/Bln/Thn", None, "Nama", "Nama"),
        (1, "Ngatinah Seto", "Klaten", "17/08/1970", "081226005021", "Rina", "Dono"),
    )
    merges = (Merge(0, 1, 0, 4), Merge(0, 5, 0, 6), Merge(1, 2, 1, 3), Merge(1, 1, 2, 1))
    found = find_headings(rows, merges)
    assert found is not None
    assert found.last == 2
    (row,) = understand((Sheet("Data", rows, merges),), today=TODAY).rows
    values = row.values
    assert (values.name, values.birth_place) == ("Ngatinah Seto", "Klaten")
    assert (str(values.birth_date), values.phone) == ("1970-08-17", "+6281226005021")


def test_words_below_a_merged_heading_are_headings_whatever_they_say() -> None:
    rows = (
        ("No", "Nama", "Keluarga", None, "Los"),
        (None, None, "Mbok", "Bapake", None),
        (1, "Ngatinah Seto", "Painem", "Karto", "A1"),
    )
    found = understand((Sheet("Data", rows, (Merge(0, 2, 0, 3),)),), today=TODAY)
    assert [row.values.name for row in found.rows] == ["Ngatinah Seto"]


def test_place_and_date_below_one_merged_heading() -> None:
    rows = (
        ("No", "Nama", "Tempat/Tgl Lahir", None, "Los"),
        (1, "Ngatinah Seto", "Klaten", "17-08-1970", "A1"),
    )
    read = understand((Sheet("Data", rows, (Merge(0, 2, 0, 3),)),), today=TODAY)
    values = read.rows[0].values
    assert (values.birth_place, str(values.birth_date)) == ("Klaten", "1970-08-17")

"""Phones, births, stalls and names as people write them into one cell."""

import random
import string
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

from association.roster.lists.columns import Column
from association.roster.lists.headings import find_headings
from association.roster.lists.recognising import column_of
from association.roster.lists.rows import understand
from association.roster.lists.sheets import Cell, Sheet
from tests.roster.lists.lists import TODAY, listed, one, sentences


@pytest.mark.parametrize(
    "written",
    ["0271632145 / 081325557788", "081325557788 ;", "081325557788 a.n. Budi",
     "0813 2555 7788 WA only",
     "081325557788 081234567890", "0813 2555 7788 0812 3456 7890",
      "+62 813-2555-7788 (WA), 0271-632145"],
)  # fmt: skip
def test_the_first_number_that_can_be_used(written: str) -> None:
    row = one(1, "Sri", None, None, written)
    assert (row.values.phone, row.problems) == ("+6281325557788", ())


@pytest.mark.parametrize(
    "written",
    [
        "0271632145",
        "3372991708750002",
        "0812O456789",
        "08123456789x1",
        "+60 8123456789",
        "08132555",
    ],
)
def test_no_number_is_made_up(written: str) -> None:
    row = one(1, "Sri", None, None, written)
    assert row.values.phone is None
    assert row.problems


def test_the_next_phone_column_serves_when_the_first_is_wrong() -> None:
    (row,) = listed(("Sri", "0271632145", "081234567890"), headings=("Nama", "HP", "WA")).rows
    assert (row.values.phone, row.problems) == ("+6281234567890", ())
    assert row.warnings


@pytest.mark.parametrize("written", ["tdk ada HP", "ikut anak", "belum punya"])
def test_words_for_no_phone(written: str) -> None:
    row = one(1, "Sri", None, None, written)
    assert (row.values.phone, row.problems) == (None, ())


@pytest.mark.parametrize(
    "written", ["17 Agustus 1975, Solo", "Solo (17-08-1975)", "Solo, 17-08-1975"]
)
def test_birth_place_and_date_in_any_order(written: str) -> None:
    (row,) = listed(("Sri", written), headings=("Nama", "TTL")).rows
    assert (row.values.birth_place, row.values.birth_date) == ("Solo", date(1975, 8, 17))


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("NAMA WAJIB RETRIBUSI", Column.NAME),
        ("NAMA WR", Column.NAME),
        ("NAMA DAN ALAMAT", Column.NAME),
        ("NIK / No. KK", Column.NIK),
        ("Alamat Kios", Column.STALL),
        ("Lokasi kios/los (contoh: Blok A No 12)", Column.STALL),
    ],
)
def test_more_headings(heading: str, meant: Column) -> None:
    assert column_of(heading) is meant


def test_the_trader_counts_not_the_owner_of_the_right() -> None:
    found = find_headings([("No", "Nama Pemilik SHP", "Nama Pedagang/Penyewa", "HP")])
    assert found is not None
    assert (found.columns.get(1), found.columns[2]) == (None, Column.NAME)


def test_an_address_beside_the_name_is_left_out() -> None:
    (row,) = listed(
        (1, "Sri Lestari, Jl. Solo 5", "A1"), headings=("No", "Nama dan Alamat", "Los")
    ).rows
    assert row.values.name == "Sri Lestari"
    assert row.warnings


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        ("Los (petak)", 2, "menyebut jumlah"),
        ("Los", "2 los", "menyebut jumlah"),
        ("Los", "3-Apr", "tanggal"),
    ],
)
def test_counts_and_dates_are_no_stalls(heading: str, cell: Cell, said: str) -> None:
    (row,) = listed((1, "Sri", cell), headings=("No", "Nama", heading)).rows
    assert said in sentences(row.problems)[0]


def test_an_odd_block_is_shown_for_checking() -> None:
    (row,) = listed((1, "Sri", "Los (timur) 4"), headings=("No", "Nama", "Los")).rows
    assert "Periksa lagi" in sentences(row.warnings)[0]


def calls(work: Callable[[], object]) -> int:
    """Count the calls of functions that something takes: its work, whatever the machine."""
    counts = Counter[str]()
    sys.setprofile(lambda _frame, event, _arg: counts.update((event,)))
    try:
        work()
    finally:
        sys.setprofile(None)
    return counts["call"] + counts["c_call"]


def random_words(rows: int, columns: int) -> tuple[Sheet]:
    rng = random.Random(1)
    heading = ("Nama", "HP", *(f"x{n}" for n in range(columns - 2)))
    lines = tuple(
        tuple("".join(rng.choices(string.ascii_lowercase, k=7)) for _ in range(columns))
        for _ in range(rows)
    )
    return (Sheet("Data", (heading, *lines)),)


def test_a_large_table_of_random_words_takes_little_work_for_each_cell() -> None:
    assert len(understand(random_words(200, 150), today=TODAY).rows) == 200
    sheets = random_words(40, 150)
    assert calls(lambda: understand(sheets, today=TODAY)) < 300 * 40 * 150

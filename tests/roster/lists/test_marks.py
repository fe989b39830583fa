"""What only the whole list tells: lost digits, swapped dates, NIKs that strayed into another
column."""

from datetime import date

import pytest

from association.roster.lists.marks import conceal, mask
from association.roster.lists.problems import Code, Problem
from association.roster.lists.sheets import Cell
from tests.roster.lists.lists import listed, one, sentences

STRAY = "3372054508750003"


def niks(zeros: int, others: int) -> list[tuple[Cell, ...]]:
    ends = [10 * (n + 1) for n in range(zeros)] + [10 * n + 1 for n in range(others)]
    return [(str(n), f"Orang {n}", f"337299010160{end:04}") for n, end in enumerate(ends, 1)]


@pytest.mark.parametrize(
    ("zeros", "others", "refused", "doubted"),
    [
        (4, 0, 4, 0),
        (9, 1, 9, 0),
        (5, 5, 5, 0),
        (3, 0, 0, 0),
        (3, 7, 0, 3),
        (4, 6, 0, 4),
        (1, 3, 0, 1),
        (1, 9, 0, 0),
    ],
)
def test_many_niks_that_end_in_0_have_lost_a_digit(
    zeros: int, others: int, refused: int, doubted: int
) -> None:
    rows = listed(*niks(zeros, others)).rows
    assert [row.is_refused_for(Code.DIGITS_LOST) for row in rows].count(True) == refused
    assert [Problem.of(Code.DIGITS_DOUBTED) in row.warnings for row in rows].count(True) == doubted
    assert not any(row.problems for row in rows if not (row.values.nik or "").endswith("0"))


@pytest.mark.parametrize(
    "written", [STRAY, "3372 0545 0875 0003", "337205.450875.0003", "3372-0545-0875-0003"]
)
@pytest.mark.parametrize("place", [1, 5, 6])
def test_a_nik_in_another_column_is_refused_and_not_kept_there(written: str, place: int) -> None:
    cells: list[Cell] = ["1", "Sri Lestari", "", "", "", "Los B-14", "Sayur"]
    cells[place] = f"{cells[place]}\n{written}"
    row = one(*cells)
    assert row.problems
    assert place == 5 or "NIK tertulis di kolom lain" in sentences(row.problems)[0]
    for text in (*sentences(row.problems), *sentences(row.warnings), repr(row.values)):
        assert mask(text) == text


def test_a_nik_beside_a_phone_or_in_the_birth_and_market_columns_is_found_too() -> None:
    headings = ("Nama", "Tempat Lahir", "Pasar", "Los/Kios")
    rows = listed(
        (f"Sri {STRAY} 081226001234", "Solo", "Gede", "A-1"),
        ("Tono", f"Solo {STRAY}", "Gede", "A-2"),
        ("Wati", "Solo", f"Gede {STRAY}", "A-3"),
        ("Yanto", "Solo", "Gede", "A-4"),
        headings=headings,
    ).rows
    assert [bool(row.problems) for row in rows] == [True, True, True, False]
    assert [row.values.name for row in rows] == ["Sri", "Tono", "Wati", "Yanto"]
    assert STRAY not in repr([row.values for row in rows])


def test_shorter_numbers_stay() -> None:
    row = one(
        "1",
        "Sri Lestari",
        "",
        "17-08-1975",
        "0812-2600-1234",
        "Los B-14, B-15, 16, 17",
        "Sayur 081226001234",
    )
    assert row.problems == ()
    assert row.values.commodity == "Sayur 081226001234"


def test_rows_passed_over_show_no_nik() -> None:
    found = listed(
        ("1", "Sri", ""), (f"Keterangan: NIK {STRAY} ganda",), (f"Keterangan: {'x' * 180} {STRAY}",)
    )
    shown = [row.text for row in conceal(found).skipped]
    assert "Keterangan: NIK 3372 •••• •••• 0003 ganda" in shown
    assert not any(STRAY[:6] in text for text in shown)


def test_a_birth_date_that_the_nik_has_the_other_way_round_is_refused() -> None:
    row = one("1", "Sri", "3372994805750003", date(1975, 5, 8))
    assert row.problems == ()
    row = one("1", "Sri", "3372994805750003", date(1975, 8, 5))
    assert row.is_refused_for(Code.DATE_SWAPPED)
    row = one("1", "Sri", "3372994805750003", date(1976, 8, 5))
    assert row.problems == ()


def test_two_swapped_dates_doubt_the_others_of_their_sheet() -> None:
    rows = listed(
        ("1", "Sri", "3372994805750003", date(1975, 8, 5)),
        ("2", "Tono", "3372990903750004", date(1975, 9, 3)),
        ("3", "Wati", "", date(1975, 3, 9)),
        ("4", "Yanto", "", "17/03/1975"),
        ("5", "Rini", "3372990903750007", date(1975, 3, 9)),
    ).rows
    assert [row.is_refused_for(Code.DATE_SWAPPED) for row in rows] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert "dua cara" in sentences(rows[2].problems)[0]
    assert [row.problems for row in rows[3:]] == [(), ()]
    alone = listed(
        ("1", "Sri", "3372994805750003", date(1975, 8, 5)), ("3", "Wati", "", date(1975, 3, 9))
    ).rows
    assert [bool(row.problems) for row in alone] == [True, False]

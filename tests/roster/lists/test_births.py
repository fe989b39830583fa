"""A birth date is read with its place, and nothing is cut off it unsaid."""

from datetime import date

import pytest

from tests.roster.lists.lists import listed, sentences

BORN = date(1968, 3, 9)


def one(cell: object, heading: str = "Tempat/Tgl Lahir"):
    (row,) = listed(("Ngatmi", cell), headings=("Nama", heading)).rows
    return row


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("Sragen, 9-3-1968", "Sragen"),
        ("Kab. Sragen 9 Maret 1968", "Kab. Sragen"),
        ("Sragen/9-3-1968", "Sragen"),
        ("Sabtu Pahing, 9-3-1968", ""),
        ("Sragen, Jum'at Legi 9-3-1968", "Sragen"),
        ("Lahir: 9-3-1968", ""),
        ("Islam 9-3-1968", ""),
        ("KTP 9-3-1968", ""),
        ("L/P 9-3-1968", ""),
        ("9-3-1968 (Sragen)", "Sragen"),
    ],
)
def test_places_and_words_that_are_none(cell: str, place: str) -> None:
    row = one(cell)
    assert (row.values.birth_date, row.values.birth_place, row.problems) == (BORN, place, ())


@pytest.mark.parametrize(
    "cell",
    [
        *("I9-3-1968", "|9-3-1968", "~9-3-1968", "x9-3-1968", "Sragen l9-3-1968", "O9/3/1968"),
        *("Sragen9-3-1968", "Sragen I 9-3-1968", "Sragen, ? 9-3-1968", "#9-3-1968"),
        *("alm 9-3-1968", "lunas 9/3/1968", "Meninggal, 9 Maret 1968"),
    ],
)
def test_what_may_be_a_digit_or_another_day_is_no_birth_date(cell: str) -> None:
    row = one(cell)
    assert row.values.birth_date is None
    assert row.problems


@pytest.mark.parametrize(
    "cell",
    [
        *("1968-03-08 23:59:51", "1968-03-08T17:00:00.000Z", "1968-03-08T17:00:00+00:00"),
        *("1968-03-09 00:00:00", "1968-03-09T00:00:00Z", "1968-03-09T00:00:00+07:00"),
        *("9/3/1968 0:00", "9/3/1968 12:00:00 AM", "1968-03-08 17:00 UTC"),
    ],
)
def test_midnight_here_however_written(cell: str) -> None:
    row = one(cell, "Tgl Lahir")
    assert (row.values.birth_date, row.warnings) == (BORN, ())


def test_midnight_was_earlier_before_1964() -> None:
    assert one("1955-03-08T16:30:00.000Z", "Tgl Lahir").values.birth_date == date(1955, 3, 9)


@pytest.mark.parametrize("cell", ["1968-03-09 07:30:00", "9/3/1968 13.45", "1968-03-09T04:00:00Z"])
def test_another_time_is_said(cell: str) -> None:
    row = one(cell, "Tgl Lahir")
    assert row.values.birth_date == BORN
    assert "dengan jam" in sentences(row.warnings)[0]


def test_a_time_that_is_none_is_refused() -> None:
    assert one("9/3/1968 25:61", "Tgl Lahir").problems


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1900, 2, 28), date(1919, 5, 4)])
def test_a_date_of_excels_beginning_is_doubted(day: date) -> None:
    assert "lebih dari 100 tahun" in sentences(one(day, "Tgl Lahir").warnings)[0]


def test_words_that_are_no_birth_place() -> None:
    assert one("Islam", "Tempat Lahir").values.birth_place == ""
    assert one("L", "Tempat Lahir").values.birth_place == ""

"""Dates: the day first, months by their Indonesian names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.house.errors import RuleError
from association.rules.people.dates import (
    format_date,
    format_day,
    format_month,
    parse_date,
    short_date,
    short_month,
)

TODAY = date(2026, 11, 22)
MERDEKA = date(1975, 8, 17)


@pytest.mark.parametrize(
    "typed",
    ["1975-08-17", "17/8/1975", "17-08-1975", "17.8.1975", "17/8/75", "17 Agustus 1975",
     "17 Agt 1975", "17 agus 75",
     "17-Aug-1975", "1975-08-17 00:00:00", "1975-08-17T00:00:00", "17081975", "19750817",
     "17Agustus1975",
     "Minggu, 17 Agustus 1975", "17 AGUSTUS 1975 ", "17 - 8 - 1975", "17, Agustus 1975",
     "17 Agustuss 1975",
     "17 8 1975", "１７/８/１９７５", "17-VIII-1975", "'17/08/1975", "17 Ags. 1975", "1975/8/17",
     "17/8/'75"],
)  # fmt: skip
def test_a_date_is_read_however_it_is_typed(typed: str) -> None:
    assert parse_date(typed, today=TODAY, past=True) == MERDEKA
    assert parse_date(typed, today=TODAY) == MERDEKA


@pytest.mark.parametrize(
    ("typed", "found"),
    [("5 Peb 1980", date(1980, 2, 5)), ("5 Nopember 1980", date(1980, 11, 5)), ("1 Mei 1980",
     date(1980, 5, 1)),
     ("1 Oct 80", date(1980, 10, 1)), ("29/2/2000", date(2000, 2, 29)), ("3/4/1980", date(1980, 4,
      3)),
     ("22/11/26", date(2026, 11, 22)), ("23/11/26", date(1926, 11, 23))],
)  # fmt: skip
def test_spellings_and_two_digits_of_the_year(typed: str, found: date) -> None:
    assert parse_date(typed, today=TODAY, past=True) == found


def test_a_coming_date_may_have_two_digits_of_the_year() -> None:
    assert parse_date("30/11/26", today=TODAY) == date(2026, 11, 30)
    assert parse_date("1 Jan 27", today=TODAY) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Tanggal kosong"),
        ("31/2/1975", "Tanggal 31 Februari 1975 tidak ada."),
        ("29 Februari 1975", "29 Februari 1975 tidak ada"),
        ("0/1/1975", "tidak ada"),
        ("8/17/1975", "Bulan 17 tidak ada"),
        ("17 Agustus 2027", "belum terjadi"),
        ("17 Fooember 1975", "tidak dikenal"),
        ("17/8/1875", "Tahun 1875 tidak masuk akal"),
        ("kemarin", "tidak bisa dibaca"),
        ("27623", "tidak bisa dibaca"),
        ("17/8", "tidak bisa dibaca"),
        ("17/8/197", "tidak bisa dibaca"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(typed: str, said: str) -> None:
    with pytest.raises(RuleError) as refused:
        parse_date(typed, today=TODAY, past=True)
    assert said in refused.value.message


def test_how_dates_are_written() -> None:
    day = date(2026, 11, 22)
    assert format_date(MERDEKA) == "17 Agustus 1975"
    assert format_day(day) == "Minggu, 22 November 2026"
    assert short_date(date(2026, 11, 30)) == "30 Nov"
    assert format_month(day) == "November 2026"
    assert short_month(day) == "Nov 2026"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_what_is_written_is_read_back(day: date) -> None:
    slashes = f"{day.day}/{day.month}/{day.year}"
    for text in (
        format_date(day),
        format_day(day),
        day.isoformat(),
        f"{short_date(day)} {day.year}",
        slashes,
    ):
        assert parse_date(text, today=TODAY) == day
    assert (
        parse_date(f"{day:%d%m%Y}", today=TODAY) == parse_date(f"{day:%Y%m%d}", today=TODAY) == day
    )


@given(
    st.text(alphabet="0123456789/-. agstJanMei'T:²٣", max_size=20) | st.text(max_size=30),
    st.booleans(),
    st.dates(),
)
def test_any_text_is_a_date_or_a_rule_error(text: str, past: bool, today: date) -> None:
    try:
        found = parse_date(text, today=today, past=past)
    except RuleError as error:
        assert error.message
    else:
        assert not past or found <= today

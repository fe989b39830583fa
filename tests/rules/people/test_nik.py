"""A NIK is 16 digits: region, birth date (women: day + 40), serial."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.house.errors import RuleError
from association.rules.people.nik import (
    mask_nik,
    nik_facts,
    nik_warnings,
    parse_nik,
    spreadsheet_nik,
)

TODAY = date(2026, 11, 22)
TONO = "3372991708750002"


@pytest.mark.parametrize(
    "typed",
    [TONO, "3372 9917 0875 0002", "337299.170875.0002", "3372-9917-0875-0002", "'" + TONO,
     "’3372991708750002 ",
     "３３７２９９１７０８７５０００２", "\u200e3372991708750002\u200b", "33.72.99.170875.0002"],
)  # fmt: skip
def test_a_nik_is_read_however_it_is_typed(typed: str) -> None:
    assert parse_nik(typed) == TONO


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Nomor NIK kosong"),
        (" - ", "Nomor NIK kosong"),
        ("337299170875002", "Nomor NIK kurang satu angka (15 dari 16)."),
        ("33729917", "Nomor NIK kurang 8 angka (8 dari 16)."),
        ("33729917087500021", "Nomor NIK kelebihan satu angka (17, seharusnya 16)."),
        ("337299170875000212", "Nomor NIK kelebihan 2 angka (18, seharusnya 16)."),
        ("337299I708750002", "berisi huruf “I”"),
        ("3372991708750002?", "berisi tanda “?”"),
        ("1111111111111111", "berisi angka 1 saja"),
        ("3372993202750002", "(320275) bukan tanggal lahir"),
        ("3372993113750002", "bukan tanggal lahir"),
        ("3372993002750002", "(300275) bukan tanggal lahir"),
        ("3372997202750002", "bukan tanggal lahir"),
        ("3372990002750002", "bukan tanggal lahir"),
        ("3372994002750002", "bukan tanggal lahir"),
        ("3372991708750000", "0000 tidak ada"),
    ],
)
def test_a_wrong_nik_is_refused_with_the_reason(typed: str, said: str) -> None:
    with pytest.raises(RuleError) as refused:
        parse_nik(typed)
    assert said in refused.value.message


@pytest.mark.parametrize(
    ("nik", "born", "female"),
    [
        (TONO, date(1975, 8, 17), False),
        ("3372995708750002", date(1975, 8, 17), True),
        ("3372992902000001", date(2000, 2, 29), False),
        ("3372997112990001", date(1999, 12, 31), True),
        ("3372992211160001", date(2016, 11, 22), False),  # ten years old today
        ("3372992311160001", date(1916, 11, 23), False),  # nine tomorrow, so 109
        ("3372990101300001", date(1930, 1, 1), False),
    ],
)
def test_the_digits_tell_birth_date_and_sex(nik: str, born: date, female: bool) -> None:
    facts = nik_facts(nik, today=TODAY)
    assert (facts.region, facts.birth_date, facts.female) == ("337299", born, female)


def test_an_odd_nik_only_warns() -> None:
    assert nik_warnings(TONO, birth_date=date(1975, 8, 17), today=TODAY) == ()
    assert nik_warnings(TONO, birth_date=None, today=TODAY) == ()
    assert "17 Agustus 1975" in str(
        nik_warnings(TONO, birth_date=date(1975, 8, 18), today=TODAY)[0]
    )
    assert "(99)" in str(nik_warnings("9972991708750002", birth_date=None, today=TODAY)[0])


@pytest.mark.parametrize("province", ["33", "65", "92", "93", "94", "95", "96"])
def test_new_provinces_are_known(province: str) -> None:
    assert nik_warnings(province + TONO[2:], birth_date=None, today=TODAY) == ()


@pytest.mark.parametrize("region", ["331108", "337205", "350101"])
def test_a_region_elsewhere_is_no_matter(region: str) -> None:
    assert nik_warnings(region + TONO[6:], birth_date=None, today=TODAY) == ()


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (3.37299e15, "Excel mengubah NIK"),
        (3372991708750000, "angka terakhirnya hilang"),
        (3372991708750002.0, "Excel mengubah NIK"),
        ("3,37299E+15", "menjadi Teks"),
        (" 3.37299E+15", "hilang"),
        ("3,37E15", "Excel mengubah NIK"),
        (337299170875000, "kurang satu angka (15 dari 16)"),
        (12.5, "angka pecahan"),
        (float("nan"), "angka pecahan"),
        (float("inf"), "angka pecahan"),
        (10**400, "kelebihan"),
    ],
)
def test_a_number_is_no_nik(cell: str | float, said: str) -> None:
    with pytest.raises(RuleError) as refused:
        spreadsheet_nik(cell)
    assert said in refused.value.message


def test_text_in_a_spreadsheet_is_left_to_parse_nik() -> None:
    assert parse_nik(spreadsheet_nik("'3372991708750002")) == TONO


@given(st.text(alphabet="0123456789 .-'eE+,Oل٣\u200b", max_size=24) | st.text(max_size=40))
def test_any_text_is_a_nik_or_a_rule_error(text: str) -> None:
    try:
        nik = parse_nik(spreadsheet_nik(text))
    except RuleError as error:
        assert error.message == str(error) and error.message
    else:
        assert len(nik) == 16 and nik.isascii() and nik.isdigit() and parse_nik(nik) == nik


@given(
    st.dates(date(1917, 1, 1), date(2016, 1, 1)),
    st.booleans(),
    st.integers(1, 9999),
    st.integers(110000, 969999),
)
def test_facts_read_back_and_the_mask_hides_the_middle(
    born: date, female: bool, serial: int, region: int
) -> None:
    day = born.day + 40 * female
    nik = f"{region}{day:02}{born.month:02}{born.year % 100:02}{serial:04}"
    facts = nik_facts(nik, today=TODAY)
    assert (facts.birth_date, facts.female) == (born, female)
    assert mask_nik(nik) == f"{nik[:4]} •••• •••• {nik[-4:]}"


@given(st.dates(), st.integers(0, 10**12 - 1))
def test_facts_raise_nothing_but_rule_errors(today: date, digits: int) -> None:
    try:
        facts = nik_facts(f"3372{digits:012}", today=today)
    except RuleError:
        return
    assert facts.region.startswith("3372")

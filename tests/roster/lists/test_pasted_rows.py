"""What the rows of a pasted list say: forms with labels, births within lines, people told twice."""

from dataclasses import asdict
from datetime import date

import pytest

from association.roster.lists.contents import Contents, RowRead
from association.roster.lists.pasted_rows import understand_pasted
from association.roster.lists.wording import all_in_words, in_words
from tests.roster.lists.lists import TODAY
from tests.roster.lists.pasted_lists import LISTS, corpus


def read(text: str) -> Contents:
    return understand_pasted(text, today=TODAY)


def only(text: str) -> RowRead:
    (row,) = read(text).rows
    return row


def listed(name: str) -> tuple[RowRead, ...]:
    pairs = corpus(LISTS / f"{name}.txt")
    return read("\n".join(text for text, _said in pairs)).rows


FORM = {
    "Nama": "Sumiyarti Widodo",
    "NIK": "3372995708709121",
    "TTL": "Klaten, 17-08-1970",
    "Alamat": "Jl Melati 5 RT 02/03",
    "No HP": "081226004021",
    "Los": "Y11",
    "Ibu kandung": "Painem",
    "Agama": "Islam",
}
SAYS = {
    "name": "Sumiyarti Widodo",
    "nik": "3372995708709121",
    "birth_place": "Klaten",
    "birth_date": date(1970, 8, 17),
    "address": "Jl Melati 5 RT 02/03",
    "phone": "+6281226004021",
    "mother_name": "Painem",
    "note": "Agama: Islam",
}


def said(row: RowRead) -> dict[str, object]:
    values = asdict(row.values)
    return {name: values[name] for name in SAYS}


@pytest.mark.parametrize("start", range(len(FORM)))
@pytest.mark.parametrize(
    "shape", ["{} : {}", "*{}*: {}", "- {} = {}", "{}\t: {}", "{}....: {}"], ids=str
)
def test_a_form_is_one_person_in_any_order_of_its_labels(start: int, shape: str) -> None:
    labels = [*FORM][start:] + [*FORM][:start]
    if labels[0] == "Agama":  # what has no field begins no form
        labels = [*labels[1:], labels[0]]
    row = only("\n".join(shape.format(label, FORM[label]) for label in labels))
    assert said(row) == SAYS
    assert [stall.label for stall in row.values.stalls] == ["Los Y-11"]
    assert not row.problems


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n[18/11/26 19.02] Bu Nunung: "], ids=repr)
def test_forms_below_each_other_are_as_many_people(between: str) -> None:
    other = FORM | {"Nama": "Paryadi Widodo", "NIK": "3372991808719122", "Los": "Y12"}
    forms = ("\n".join(f"{label} : {text}" for label, text in one.items()) for one in (FORM, other))
    first, second = read(between.join(forms)).rows
    assert said(first) == SAYS
    assert (second.values.name, second.values.nik) == ("Paryadi Widodo", "3372991808719122")


@pytest.mark.parametrize(
    "name", ["form-numbered", "form-nik-first", "form-values-below", "form-spaced"]
)
def test_each_has_what_stands_below_the_own_name(name: str) -> None:
    assert [
        (row.values.name.title(), (row.values.nik or "")[-4:], row.values.birth_place)
        for row in listed(name)
    ] == [("Sri Mulyani", "0003", "Sragen"), ("Wakijo", "0004", "Klaten")]


def test_what_is_another_persons_is_a_note() -> None:
    (row,) = listed("form-of-others")
    assert row.values.nik == "3372994505680003"
    assert row.values.birth_date == date(1968, 5, 5)
    assert row.values.mother_name == "Ngadinem"
    assert row.values.phone == "+6281226005001"
    assert "HP anak: 081226005777" in row.values.note
    assert "3372991201550099" not in row.values.note


def test_labels_without_a_name_are_asked_and_never_a_person() -> None:
    row = only("NIK : 3372991808719199\nAgama : Islam\nStatus : Kawin")
    assert row.is_unclear
    assert row.values.name == ""


def test_a_nik_goes_to_nobody_whom_another_sent() -> None:
    rows = listed("form-odd")[-4:]
    assert [row.values.name for row in rows] == ["Ani Satu", "Ina Dua", "", ""]
    assert not any(row.values.nik for row in rows[:2])


def test_an_address_over_several_labels_is_one() -> None:
    row = only("Nama : Siti\nAlamat : Jl Melati 5\nRT/RW : 02/03\nKelurahan : Jebres\nLos : B1")
    assert row.values.address == "Jl Melati 5, RT/RW 02/03, Kelurahan Jebres"


def test_a_birth_that_cannot_be_read_is_warned_of_and_kept() -> None:
    row = only("1. Yanto B14 31 Februari 1970")
    assert row.values.birth_date is None
    assert row.values.note == "31 Februari 1970"
    assert "31 Februari 1970 tidak ada" in all_in_words(row.warnings)[0]
    assert not row.problems


@pytest.mark.parametrize(
    ("line", "born", "place"),
    [
        ("1. Siti Y21 17 Agustus 1970", date(1970, 8, 17), ""),
        ("2. Siti / Y22 / 17-08-1970 / 081226004031", date(1970, 8, 17), ""),
        ("3. Siti Y25, Klaten 5 Mei 1965, 081226004032", date(1965, 5, 5), "Klaten"),
        ("4. Siti (Sragen, 12 Juni '58) Y3", date(1958, 6, 12), "Sragen"),
        ("5. Siti ttl: Gunung Kidul, 5-5-65 B12", date(1965, 5, 5), "Gunung Kidul"),
        ("6. Siti tgl lhr 17/8/70 B12", date(1970, 8, 17), ""),
        ("7. Siti 17 agst 70 B12", date(1970, 8, 17), ""),
        ("8. Siti 1970-08-17 B12", date(1970, 8, 17), ""),
        ("9. Siti lahir 17081970 B12", date(1970, 8, 17), ""),
        ("10. Siti B12 12 Januari 1955 Boyolali", date(1955, 1, 12), "Boyolali"),
        ("11. Siti B12 bayar 5/11/26", None, ""),
        ("12. Siti B12 5 November 2026", None, ""),
        ("13. Siti Los 10-11-12", None, ""),
        ("14. Siti 0812 26-08-1970", None, ""),
    ],
)
def test_a_full_date_of_a_birth_year_is_a_birth_date(
    line: str, born: date | None, place: str
) -> None:
    row = only(line)
    assert (row.values.name, row.values.birth_date, row.values.birth_place) == ("Siti", born, place)
    assert "1970" not in row.values.note
    assert not any("17" in stall.label for stall in row.values.stalls)


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("1. Siti Aminah B12", "2. Siti Aminah C4"),
        ("1. Bu Yem", "2. Bu Yem"),
        ("1. Bu Yem", "2. Bu Yem 081226004021"),
        ("1. Tutik D8 081226004022", "2. Tutik D08 081226004023"),
        ("1. Sunarti 081226004055", "2. Soenarti E1 081226004055"),
        ("1. Sri B1", "2. Sri Rejeki B1"),
    ],
)
def test_two_lines_of_one_person_are_asked(first: str, later: str) -> None:
    one, other = read(f"{first}\n{later}").rows
    assert not one.is_unclear
    assert other.is_unclear
    assert "mungkin orang yang sama dengan baris 1" in all_in_words(other.problems)[0]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("1. Pak Yem", "2. Bu Yem"),
        ("1. Sri B1", "2. Sri C1"),
        ("1. Sunarti 081226004055", "2. Sunarto 081226004055"),
        ("1. Siti Aminah 3372995708709121", "2. Siti Aminah 3372995708709122"),
    ],
)
def test_two_people_are_not(first: str, later: str) -> None:
    assert not any(row.is_unclear for row in read(f"{first}\n{later}").rows)


@pytest.mark.parametrize("later", ["1. Bu Yem D8 ✅", "9. Bu Yem D08 081226004023"])
def test_a_person_told_again_is_one_and_said(later: str) -> None:
    found = read(f"1. Bu Yem D8\n{later}")
    assert len(found.rows) == 1
    assert [in_words(one.reason) for one in found.skipped] == [
        "orang dan tempat yang sama dengan baris 1"
    ]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("1. Tutik / Tono B12", "dua nama"),
        ("1. Tutik, Tono", "dua nama"),
        ("1. Bu Siti ✅✅✅ B9", "ada 3 tanda"),
        ("Bu Nunung: 4. Hartini Q4", "nama pengirim"),
    ],
)
def test_what_was_a_hidden_note_is_asked(line: str, asked: str) -> None:
    assert asked in all_in_words(only(line).problems)[0]


@pytest.mark.parametrize(
    ("line", "market"),
    [("1. Tuti Pasar Gede Los A1", "Pasar Gede"), ("1. Tuti Los A1", "")],
)
def test_a_stall_stands_in_the_market_beside_it(line: str, market: str) -> None:
    (stall,) = only(line).values.stalls
    assert (stall.label, stall.market) == ("Los A-1", market)


def test_an_account_number_and_the_heirs_stay_in_the_form() -> None:
    row = only(
        "Nama : Suharni Wiryo\nNIK : 3372995203810217\nRekening : BRI 1234 5678 9012 345\n"
        "Ahli waris : Joko (anak)\nNIK ahli waris : 3372990708050218\nKios : C 08"
    )
    assert (row.values.name, row.values.nik) == ("Suharni Wiryo", "3372995203810217")
    assert [stall.label for stall in row.values.stalls] == ["Kios C-08"]
    assert row.values.heirs == "Anak: Joko"
    assert "Joko" not in row.values.note
    assert "990708050218" not in str(row.values)


@pytest.mark.parametrize(
    "blank", ["{} :", "{}: -", "{} = ", "{} : ........", "{} .....", "*{}* : ___"]
)
@pytest.mark.parametrize("numbered", [False, True])
def test_a_form_to_be_filled_in_is_nobody(blank: str, numbered: bool) -> None:
    labels = ("Nama Lengkap", "NIK", "Tempat/Tgl Lahir", "Alamat", "No. HP")
    lines = [blank.format(label) for label in labels]
    if numbered:
        lines = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    found = read("\n".join(["DATA DIRI", *lines, "", "1. Bu Sarinten B3"]))
    assert [row.values.name for row in found.rows] == ["Sarinten"]


def test_the_headings_of_a_table_that_is_pasted_say_nothing_of_its_people() -> None:
    found = read("No\tNama\tNIK\tTgl Lahir\tKios\tNo HP\n1\tSukiyem\t\t07/08/1975\tA-01\t")
    assert [(row.values.name, row.values.commodity) for row in found.rows] == [("Sukiyem", "")]

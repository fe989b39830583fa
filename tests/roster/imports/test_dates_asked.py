"""A list written month first is asked about once, and read anew as answered."""

import io
from datetime import date

import openpyxl
import pytest

from association.roster.lists.contents import DateOrder
from association.roster.lists.date_orders import understand_dates
from association.roster.lists.date_texts import day_first
from association.roster.lists.sheets import Sheet
from tests.infra.client import Reader, Seen, fields
from tests.roster.imports.test_import_pages import save, upload
from tests.roster.lists.lists import TODAY

PURE = ("12/31/1975", "Surakarta, 08/05/1975", "8-17-1980", "7/7/1977", "10.21.64", "02031969")
MIXED = ("31/12/1975", "12/31/1975", "08/05/1975", "17 Agustus 1970")


def born(*cells: object, answer: DateOrder | None = None) -> list[date | str | None]:
    """Read a column of birth dates; for a refused row its first problem."""
    told = [(n, f"Orang {n:02}", cell) for n, cell in enumerate(cells, 1)]
    sheet = Sheet("Data", (("No", "Nama", "TTL"), *told), (), False, {})
    answers = {"Data": answer} if answer else {}
    found = understand_dates((sheet,), today=TODAY, answers=answers)
    return [
        row.problems[0].code.value if row.problems else row.values.birth_date for row in found.rows
    ]


def test_unanswered_nothing_is_guessed() -> None:
    read = born(*PURE)
    assert read[3] == date(1977, 7, 7)
    assert {*read[:3], *read[4:]} == {"month_first", "date_both_ways"}


def test_month_first_reads_every_row() -> None:
    assert born(*PURE, answer=DateOrder.MONTH) == [
        date(1975, 12, 31),
        date(1975, 8, 5),
        date(1980, 8, 17),
        date(1977, 7, 7),
        date(1964, 10, 21),
        date(1969, 2, 3),
    ]


def test_day_first_refuses_only_what_cannot_be() -> None:
    read = born(*PURE, answer=DateOrder.DAY)
    assert read[:3] == ["month_first", date(1975, 5, 8), "month_first"]


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        (DateOrder.DAY, [date(1975, 12, 31), "month_first", date(1975, 5, 8), date(1970, 8, 17)]),
        (DateOrder.MONTH, ["month_first", date(1975, 12, 31), date(1975, 8, 5), date(1970, 8, 17)]),
        (
            DateOrder.APART,
            [date(1975, 12, 31), date(1975, 12, 31), "date_both_ways", date(1970, 8, 17)],
        ),
    ],
)
def test_a_mixed_list_is_read_as_answered(answer: DateOrder, read: list[date | str]) -> None:
    assert born(*MIXED, answer=answer) == read


def test_days_that_the_program_turned_are_turned_back_unless_one_is_right() -> None:
    turned = born("8/17/1975", date(1975, 5, 8), answer=DateOrder.MONTH)
    assert turned == [date(1975, 8, 17), date(1975, 8, 5)]
    right = born("8/17/1975", date(1975, 5, 8), date(1975, 5, 31), answer=DateOrder.MONTH)
    assert right == [date(1975, 8, 17), date(1975, 5, 8), date(1975, 5, 31)]


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("12/31/1975", "31/12/1975"),
        ("Klaten, 12 - 31 - '75", "Klaten, 31 - 12 - '75"),
        ("12311975", "31121975"),
        ("1975-12-31", "1975-12-31"),
        ("17 Agustus 1975", "17 Agustus 1975"),
    ],
)
def test_a_date_is_turned_and_nothing_else(text: str, turned: str) -> None:
    assert day_first(text) == turned


LIST = "Nama;NIK;Tgl Lahir;No HP\n" + "".join(
    f"Orang {n:02};;{text};0812-2600-12{n:02}\n"
    for n, text in enumerate(("12/31/1975", "08/05/1975", "2/28/1980", "1/2/1970"))
)


def answered(reader: Reader, seen: Seen, order: str, part: str = "") -> Seen:
    action = seen.response.request.path + "/tanggal"
    return reader.post(action, fields(seen.form(action)) | {"order": order}, part=part)


@pytest.mark.parametrize("part", ["", "import_state"])
def test_the_list_is_asked_once_and_saved(sari: Reader, part: str) -> None:
    preview = sari.follow(upload(sari, LIST.encode()))
    assert preview.figure("bad") == 4
    assert "Bulan ditulis dulu?" in preview.text
    assert "seperti 12/31/1975" in preview.text
    assert "Ya, bulan dulu: 08/05/1975 = 5 Agustus 1975" in preview.text
    assert "Bukan, hari dulu: 08/05/1975 = 8 Mei 1975" in preview.text
    assert "Campur" not in preview.text
    assert "Simpan tanpa tanggal lahir" not in preview.text
    answered(sari, preview, "month", part)
    after = sari.get(preview.response.request.path)
    assert after.figure("good") == 4
    assert "dibaca bulan dulu" in after.text
    assert "5 Agustus 1975" in after.text
    day = sari.follow(answered(sari, after, "day"))
    assert (day.figure("good"), day.figure("bad")) == (2, 2)
    answered(sari, day, "month")
    assert save(sari, sari.get(preview.response.request.path)).figure("added") == 4


def test_a_mixed_list_is_asked_with_examples(sari: Reader) -> None:
    preview = sari.follow(upload(sari, (LIST + "Legi;;31/10/1970;\n").encode()))
    assert "campur: 2 bulan dulu seperti 12/31/1975, 1 hari dulu seperti 31/10/1970" in preview.text
    after = sari.follow(answered(sari, preview, "apart"))
    assert (after.figure("good"), after.figure("bad")) == (3, 2)


def test_niks_that_say_month_first_ask_too(sari: Reader) -> None:
    told = "Nama;NIK;Tgl Lahir\nSutini;3372994508750009;8/5/1975\nPaijo;3372990502800012;2/5/1980\n"
    preview = sari.follow(upload(sari, told.encode()))
    assert "Menurut NIK, bulan ditulis dulu" in preview.text
    assert sari.follow(answered(sari, preview, "month")).figure("good") == 2


def test_a_usual_list_is_not_asked(sari: Reader) -> None:
    told = "Nama;Tgl Lahir\nSutini;31/12/1975\nPaijo;5/8/1975\n"
    preview = sari.follow(upload(sari, told.encode()))
    assert (preview.figure("good"), "Bulan ditulis dulu" in preview.text) == (2, False)


def test_what_was_mended_and_chosen_stays(sari: Reader) -> None:
    told = "Nama;Kode;Tgl Lahir\n;0812-2600-1234;12/31/1975\nPaijo;0812-2600-1235;08/05/1975\n"
    preview = sari.follow(upload(sari, told.encode()))
    where = preview.response.request.path
    chosen = fields(preview.form(f"{where}/kolom")) | {"column": ["name", "phone", "birth_date"]}
    sari.post(f"{where}/kolom", chosen)
    sari.fill(f"{where}/baris/1", name="Sutini", birth_date="30 Desember 1975")
    after = sari.follow(answered(sari, sari.get(where), "month"))
    assert after.figure("good") == 2
    for words in ("Sutini", "30 Desember 1975", "0812-2600-1235", "5 Agustus 1975"):
        assert words in after.text


def test_a_sheet_of_excel_is_asked_alike(sari: Reader) -> None:
    book = openpyxl.Workbook()
    for line in (("Nama", "Tgl Lahir"), ("Sutini", "8/17/1975"), ("Paijo", "8/5/1975")):
        book.active.append(line)
    made = io.BytesIO()
    book.save(made)
    preview = sari.follow(upload(sari, made.getvalue(), "daftar.xlsx"))
    assert sari.follow(answered(sari, preview, "month")).figure("good") == 2


def test_another_answer_and_another_paguyuban(sari: Reader, budi: Reader) -> None:
    preview = sari.follow(upload(sari, LIST.encode()))
    assert answered(sari, preview, "x").status == 422
    own = fields(budi.get("/anggota/impor").form("/anggota/impor"))
    where = preview.response.request.path + "/tanggal"
    assert budi.post(where, own | {"sheet": "daftar", "order": "month"}).status == 404
    assert sari.get(preview.response.request.path).figure("bad") == 4

"""/anggota/unduh.csv and /anggota/unduh.xlsx: exactly what the filter shows."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl
import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

from association.database import db, write_tx
from association.roster.exports import files
from association.roster.exports.rows import Nik, layout
from association.roster.members import statuses
from association.roster.members.models import Member
from association.roster.members.values import HEADINGS
from tests.infra.cast import PASSWORD, ROSTER, Cast
from tests.infra.client import Reader
from tests.roster.exports.conftest import EVERYTHING, Alter

PATHS = ("/anggota/unduh.csv", "/anggota/unduh.xlsx")
BY_NAME = sorted(name for name, *_ in ROSTER)


def table(reader: Reader, query: str = "") -> list[dict[str, str]]:
    answer = reader.client.get(f"/anggota/unduh.csv{query}")
    assert answer.status_code == 200
    return read_csv(answer.data)


def read_csv(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def sheet(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)).active


def names(rows: list[dict[str, str]]) -> list[str]:
    return [row["Nama"] for row in rows]


def test_the_headings_are_those_of_the_import_and_where_one_stands(sari: Reader) -> None:
    plain = [heading for name, heading in HEADINGS.items() if name != "heirs"]
    headings = [*plain, "Status", "Bulan menunggak", "Terlindungi sampai"]
    assert list(table(sari)[0]) == headings
    found = [cell.value for cell in sheet(sari.client.get("/anggota/unduh.xlsx").data)[1]]
    assert found == headings


def test_everything_that_is_known_of_a_member(sari: Reader, siti: int) -> None:
    first, second = [row for row in table(sari) if row["Nama"] == "Siti Aminah"]
    assert [text for text in first.values() if text] == [
        *(
            "Siti Aminah",
            "Bu Sit",
            "3372 •••• •••• 0009",
            "Surakarta",
            "1980-05-15",
            "P",
            "Sulastri",
        ),
        *(
            "0812-2600-0999",
            "Jl. Kapten Mulyadi 3",
            "Pasar Rejosari",
            "Kios",
            "A",
            "03",
            "511.2/014/SHP",
            "7",
        ),
        *("Sayur", "Ya", "2500000", "2020-01-01", "Seksi sosial", "Pagi saja", "Bisa dikirim"),
    ]
    told = {heading: text for heading, text in second.items() if text}
    assert told == {
        "Nama": "Siti Aminah",
        "NIK": "3372 •••• •••• 0009",
        "Pasar": "Pasar Rejosari",
        "Jenis tempat": "Los",
        "Blok": "C",
        "Nomor": "12",
    }


def test_a_workbook_has_days_numbers_and_texts(sari: Reader, siti: int) -> None:
    data = sari.client.get("/anggota/unduh.xlsx").data
    rows = {
        row[0].value: dict(zip(HEADINGS, row, strict=False))
        for row in sheet(data).iter_rows(min_row=2)
    }
    tono = rows["Tono Wibowo"]
    assert (tono["birth_date"].value.date(), tono["birth_date"].number_format) == (
        date(1975, 8, 17),
        "dd/mm/yyyy",
    )
    for name, value in (
        ("nik", "3372 •••• •••• 0001"),
        ("phone", "0812-2600-4171"),
        ("stall_number", "1"),
    ):
        cell = tono[name]
        assert (cell.value, cell.data_type, cell.number_format) == (value, "s", "@")
    read = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    row = dict(zip(HEADINGS, next(row for row in read if row[0] == "Siti Aminah"), strict=False))
    assert (row["birth_date"], row["income"], row["walk"]) == (date(1980, 5, 15), 2_500_000, 7)


def test_statuses_in_words_and_no_protection_without_payment(sari: Reader) -> None:
    columns = "Status", "Bulan menunggak", "Terlindungi sampai"
    said = {row["Nama"]: tuple(row[column] for column in columns) for row in table(sari)}
    assert said == {
        "Tono Wibowo": ("Aktif", "", "2026-12-31"),
        "Suparno": ("Aktif", "", "2026-11-30"),
        "Ngatiyem": ("Menunggak", "2", ""),
        "Wagiyem": ("Nonaktif", "", ""),
        "Budi Santoso": ("Bisa dikirim", "", ""),
        "Sri Lestari": ("Belum bisa dikirim", "", ""),
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", BY_NAME),
        ("?q=b1", ["Tono Wibowo"]),
        ("?q=su", ["Suparno"]),
        ("?q=0003", ["Ngatiyem"]),
        ("?status=menunggak", ["Ngatiyem"]),
        ("?status=aktif&q=tono", ["Tono Wibowo"]),
        ("?status=habis", ["Suparno"]),
        ("?q=tidak-ada", []),
        ("?status=ngawur&after=x&pasar=x", BY_NAME),
        ("?pasar=999", []),
    ],
)
def test_the_same_filter_as_on_the_screen(sari: Reader, query: str, found: list[str]) -> None:
    assert (
        names(table(sari, query))
        == found
        == sari.get(f"/anggota{query.replace('&after=x', '')}").names()
    )
    rows = sheet(sari.client.get(f"/anggota/unduh.xlsx{query}").data).iter_rows(
        min_row=2, values_only=True
    )
    assert [row[0] for row in rows] == found


def test_a_market_can_be_asked_for(sari: Reader, cast: Cast) -> None:
    assert names(table(sari, f"?pasar={cast.market['sari']}")) == BY_NAME
    assert table(sari, f"?pasar={cast.market['budi']}") == []


@pytest.mark.parametrize("at_once", [1, 2, 5, 6, 7])
def test_no_row_is_lost_or_doubled_between_pages(
    sari: Reader, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(statuses, "AT_ONCE", at_once)
    assert names(table(sari)) == BY_NAME


def test_who_left_is_not_in_it(sari: Reader, alter: Alter) -> None:
    alter("Suparno", left_on="2026-11-01", left_reason="stopped")
    assert "Suparno" not in names(table(sari))
    assert len(table(sari)) == len(ROSTER) - 1


def test_it_is_written_while_it_is_read(app: Flask) -> None:
    taken = []

    def pages() -> Iterator[list[Any]]:
        for number in range(3):
            taken.append(number)
            yield []

    with app.test_request_context():
        how = layout(Nik.MASKED)
    chunks = files.csv_chunks(how.columns, pages())
    assert next(chunks).startswith(b"\xef\xbb\xbfNama;")
    assert taken == []
    next(chunks)
    assert taken == [0]


def test_the_answer_is_a_stream_that_nobody_keeps(sari: Reader) -> None:
    for path, kind in zip(PATHS, ("text/csv", files_type()), strict=True):
        answer = sari.client.get(path)
        assert answer.is_streamed
        assert answer.mimetype == kind
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Disposition"].startswith(
            "attachment; filename=anggota-2026-11-22."
        )
        answer.close()


def files_type() -> str:
    return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_heirs_stand_only_in_the_file_with_niks(sari: Reader, siti: int) -> None:
    for query in ("", "?nik=tanpa"):
        row = sari.client.get(f"/anggota/unduh.csv{query}").get_data(as_text=True)
        assert "Siti Aminah" in row
        assert "Karto" not in row
    whole = sari.fill("/anggota/unduh", password=PASSWORD, file="csv").response.data
    (told,) = {row["Ahli waris"] for row in read_csv(whole) if row["Ahli waris"]}
    assert told == EVERYTHING.heirs


@pytest.mark.parametrize("query", ["", "?nik=samar", "?nik=tanpa", "?nik=lengkap", "?nik=FULL"])
@pytest.mark.parametrize("path", PATHS)
def test_no_address_gives_a_nik_in_full(sari: Reader, path: str, query: str) -> None:
    data = sari.client.get(path + query).data
    if path.endswith("xlsx"):
        data = repr([[cell.value for cell in row] for row in sheet(data)]).encode()
    assert b"Tono Wibowo" in data
    assert not [nik for _name, nik, *_ in ROSTER if nik and nik.encode() in data]
    assert (b"3372" in data) == (query != "?nik=tanpa")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_looks_like_a_formula_is_harmless(
    app: Flask, sari: Reader, cast: Cast, leading: Any, start: str
) -> None:
    wrong = f"{start}cmd|'/C calc'!A0"
    with leading(), write_tx() as tx:
        tono = tx.session.get_one(Member, cast.member["Tono Wibowo"])
        tono.name = tono.commodity = tono.note = wrong
    row = table(sari, "?status=aktif&q=b1")[0]
    assert {row["Nama"], row["Dagangan"], row["Catatan"]} == {f"'{wrong}"}
    cells = sheet(sari.client.get("/anggota/unduh.xlsx?q=b1").data)[2]
    assert [cell.data_type for cell in cells if cell.value and "calc" in str(cell.value)] == [
        "s"
    ] * 3


def test_the_neighbour_gets_his_own(budi: Reader, rina: Reader) -> None:
    assert names(table(budi)) == ["Joko Santoso"]
    assert names(table(rina)) == ["Darmi"]


@pytest.mark.parametrize("path", [*PATHS, "/anggota/unduh"])
def test_others_may_not(dewi: Reader, admin: Reader, visitor: Reader, path: str) -> None:
    assert dewi.get(path).status == 403
    assert admin.get(path).status == 403
    assert visitor.get(path).location == f"/masuk?next={path}"


@pytest.mark.parametrize("how", ["all", "nothing", "a piece", "head"])
@pytest.mark.parametrize("path", PATHS)
def test_no_connection_is_kept_however_much_is_taken(
    app: Flask, sari: Reader, monkeypatch: pytest.MonkeyPatch, path: str, how: str
) -> None:
    monkeypatch.setattr(statuses, "AT_ONCE", 1)
    answer = sari.client.head(path) if how == "head" else sari.client.get(path)
    assert answer.status_code == 200
    if how == "all":
        assert len(answer.data) > 500
    elif how == "a piece":
        next(iter(answer.response))
    if how != "all":
        answer.close()
    with app.app_context():
        assert db.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    assert sari.get("/anggota").status == 200

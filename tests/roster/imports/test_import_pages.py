"""/anggota/impor: from the paguyuban's own file to the roster."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from flask import Flask

from association.database import db
from association.roster.imports import saving_pages
from association.roster.imports.models import Upload, UploadPart
from association.roster.members import actions as members
from association.roster.members.values import MemberValues
from tests.infra.cast import Cast
from tests.infra.client import Reader, Seen, fields

FILES = Path(__file__).parents[1] / "lists" / "files"
LIST = (
    "DAFTAR ANGGOTA PAGUYUBAN;;;;\n;;;;\nNo;NAMA PEDAGANG;No. KTP/NIK;No "
    "HP/WA;Los/Kios\n1;Sutini;3372994701750009;0812-2600-1234;Los "
    "C-21\n2;Paijo;337299010160000;0812-2600-1235;Los C-22\n3;Tono Wibowo;3372991708750001;;Los "
    "B-1\n4;Sri Lestari;;;Los B-6\n5;Sri Lestari;;;Los Z-9\n6;Wagirah;;;\n"
)


def upload(reader: Reader, data: bytes, name: str = "daftar.csv") -> Seen:
    page = reader.get("/anggota/impor")
    form = fields(page.form("/anggota/impor")) | {"file": (io.BytesIO(data), name)}
    return reader.post("/anggota/impor", form)


def test_preview_then_save_then_the_rest_with_reasons(sari: Reader) -> None:
    preview = sari.follow(upload(sari, LIST.encode()))
    assert preview.figure("good") == 3
    assert (preview.figure("bad"), preview.figure("same")) == (
        1,
        2,
    )  # Tono and one of both Sri are known as they are
    assert "kurang satu angka (15 dari 16)" in preview.text
    assert "3372994701750009" not in preview.text
    assert sari.get("/anggota?q=sutini").names() == []
    action = preview.response.request.path
    saved = sari.follow(sari.submit(preview, action))
    assert saved.figure("added") == 3
    assert sari.get("/anggota?q=sutini").names() == ["Sutini"]
    assert sari.get("/anggota?q=c21").names() == ["Sutini"]
    assert sari.get("/anggota?q=sri").names() == ["Sri Lestari", "Sri Lestari"]
    refused = sari.client.get(f"{action}/ditolak.xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(refused.data)).active.iter_rows(values_only=True))
    assert [row[1] for row in rows] == ["Nama", "Paijo"]
    assert rows[1][-1].startswith("Nomor NIK kurang satu angka")


def test_saving_twice_adds_nobody_twice(sari: Reader) -> None:
    preview = sari.follow(upload(sari, LIST.encode()))
    where = preview.response.request.path
    for part in ("import_state", "", "import_state"):
        sari.submit(preview, where, part=part)
    assert sari.get("/anggota?q=sutini").names() == ["Sutini"]
    again = sari.follow(upload(sari, LIST.encode()))
    assert (again.figure("bad"), again.figure("same")) == (1, 5)
    assert again.soup.select_one("[data-figure=good]")["data-value"] == "0"


def test_a_long_list_goes_on_where_it_stopped(
    app: Flask, sari: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving_pages, "ROWS_A_REQUEST", 50)
    lines = ["Nama;Blok;Nomor", *(f"Pedagang {n:04};D;{n}" for n in range(120))]
    preview = sari.follow(upload(sari, "\n".join(lines).encode()))
    where = preview.response.request.path
    first = sari.submit(preview, where, part="import_state")
    assert "Menyimpan: 50 dari 120 baris" in first.text
    assert first.soup.find("form")["hx-trigger"] == "load, submit"
    second = sari.submit(sari.get(where), where)
    assert "Menyimpan: 100 dari 120" in sari.follow(second).text
    third = sari.submit(sari.get(where), where, part="import_state")
    assert third.figure("added") == 120
    with app.app_context():
        from association.access.fence import set_reach
        from association.access.reach import Everywhere
        from association.roster.members.models import Member

        set_reach(db.session(), Everywhere())
        assert db.session.query(Member).filter(Member.name.like("Pedagang %")).count() == 120


@pytest.mark.parametrize(
    "file",
    [
        "paguyuban.xlsx",
        "office.xls",
        "plain.ods",
        "semicolon-1252.csv",
        "tabs-utf16.txt",
        "commas-bom.csv",
    ],
)
def test_real_lists_come_in_whole(sari: Reader, file: str) -> None:
    preview = sari.follow(upload(sari, (FILES / file).read_bytes(), file))
    good = preview.figure("good")
    saved = sari.follow(sari.submit(preview, preview.response.request.path))
    assert saved.figure("added") == good > 0


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "kosong"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n0000", "gambar"),
        (b"halo saja", "Judul kolom tidak ditemukan"),
        (b"Nama;NIK\n;\n", "tidak ada baris berisi nama"),
    ],
)
def test_what_is_no_list_gets_one_sentence(sari: Reader, data: bytes, sentence: str) -> None:
    refused = upload(sari, data)
    assert refused.status == 422
    assert sentence.lower() in refused.wrong.lower()


def test_no_file_chosen(sari: Reader) -> None:
    page = sari.get("/anggota/impor")
    refused = sari.submit(page, "/anggota/impor")
    assert (refused.status, "Pilih berkasnya dulu" in refused.text) == (422, True)


def test_a_number_that_was_a_nik_is_refused_with_that_reason(sari: Reader) -> None:
    preview = sari.follow(
        upload(sari, (FILES / "numeric-nik.xlsx").read_bytes(), "numeric-nik.xlsx")
    )
    assert preview.figure("bad") > 0
    assert "Excel" in preview.text


def test_the_upload_is_kept_sealed_and_a_day_only(app: Flask, sari: Reader, clock) -> None:
    where = sari.follow(upload(sari, LIST.encode())).response.request.path
    with app.app_context():
        from association.access.fence import set_reach
        from association.access.reach import Everywhere

        set_reach(db.session(), Everywhere())
        kept, part = db.session.query(Upload).one(), db.session.query(UploadPart).one()
        for sealed in (kept.head_sealed, kept.sheets_sealed, part.rows_sealed, part.found_sealed):
            assert sealed
            assert b"3372994701750009" not in sealed
            assert b"Sutini" not in sealed
    clock.tick(hours=11)
    sari.get("/anggota")
    clock.tick(hours=11)
    sari.get("/anggota")
    assert sari.get(where).status == 200


def test_the_neighbour_and_others_get_nothing(
    sari: Reader, budi: Reader, dewi: Reader, visitor: Reader
) -> None:
    preview = sari.follow(upload(sari, LIST.encode()))
    where = preview.response.request.path
    for path in (where, f"{where}/ditolak.xlsx"):
        assert budi.get(path).status == 404
        assert dewi.get(path).status == 403
        assert visitor.get(path).status == 303
    token = fields(budi.get("/anggota/impor").form("/anggota/impor"))
    assert budi.post(where, token).status == 404
    assert sari.get("/anggota?q=sutini").names() == []


def test_markets_are_known_by_every_name(app: Flask, sari: Reader, cast: Cast) -> None:
    data = "Nama;Pasar;Blok;No Los\nSutini;PASAR GEDE;A;1\nPaijo;;A;2\nWagirah;Pasar Antah;A;3\n"
    preview = sari.follow(upload(sari, data.encode()))
    sari.submit(preview, preview.response.request.path)
    for name, market in (
        ("sutini", "Pasar Gede"),
        ("paijo", "Pasar Rejosari"),
        ("wagirah", "Pasar menurut daftar: Pasar Antah"),
    ):
        row = sari.get(f"/anggota?q={name}").soup.select_one("[data-member] a")
        assert market in sari.get(str(row["href"])).text


def save(reader: Reader, preview: Seen) -> Seen:
    where = preview.response.request.path
    for _again in range(5):
        preview = reader.follow(reader.submit(preview, where))
        if preview.soup.select_one("[data-figure=added]"):
            return preview
    raise AssertionError("the saving does not end")


def test_a_spoilt_nik_is_refused_again_when_its_workbook_comes_back(sari: Reader) -> None:
    preview = sari.follow(
        upload(sari, (FILES / "numeric-nik.xlsx").read_bytes(), "numeric-nik.xlsx")
    )
    bad = preview.figure("bad")
    book = sari.client.get(f"{preview.response.request.path}/ditolak.xlsx").data
    again = sari.follow(upload(sari, book, "baris-ditolak.xlsx"))
    assert (again.figure("good"), again.figure("bad")) == (0, bad)


def test_a_strayed_nik_is_nowhere_in_clear(sari: Reader) -> None:
    stray = "3372054508750003"
    data = (
        f'Nama;NIK;Los/Kios;Dagangan\n"Sri {stray}";;A-1;\nTono;;"{stray}";\nWati;;A-3;{stray}\n'
        f"Yanto;;A-4;Beras\nKeterangan: NIK {stray} ganda;;;\n"
    )
    preview = sari.follow(upload(sari, data.encode()))
    assert (preview.figure("good"), preview.figure("bad")) == (1, 3)
    assert stray not in preview.response.get_data(as_text=True)
    assert "3372 •••• •••• 0003 ganda" in preview.text


def test_a_block_too_long_for_the_roster_is_refused(sari: Reader) -> None:
    data = f"Nama;Blok;No Los\nSutini;{'TIMUR ' * 3}9;1\nPaijo;{'BARAT ' * 3}{'9' * 12};1\n"
    preview = sari.follow(upload(sari, data.encode()))
    assert (preview.figure("good"), preview.figure("bad")) == (1, 1)
    assert save(sari, preview).figure("added") == 1


def test_a_row_that_the_database_refuses_does_not_stop_the_others(
    sari: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = members.add

    def picky(session: Any, values: MemberValues, *args: Any, **kwargs: Any) -> Any:
        if values.name == "Paijo":
            raise sa.exc.DataError("INSERT", {}, Exception("value too long"))
        return add(session, values, *args, **kwargs)

    monkeypatch.setattr(members, "add", picky)
    saved = save(sari, sari.follow(upload(sari, b"Nama;No HP\nSutini;\nPaijo;\nWagirah;\n")))
    assert saved.figure("added") == 2
    assert "Ditolak saat disimpan" in saved.text


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ("Sri Lestari;3372994505800009;;", True),
        ("Sri Lestari;3372994505800009;;Los B-6", True),
        ("Sri Lestari;3372994505800009;1-1-1960;", True),
        ("Sri Lestaria;3372994505800009;;", False),
    ],
)
def test_the_nik_of_a_member_without_one_makes_no_second_member(
    sari: Reader, told: str, refused: bool
) -> None:
    preview = sari.follow(upload(sari, f"Nama;NIK;Tanggal Lahir;Los/Kios\n{told}\n".encode()))
    assert preview.figure("good") == (0 if refused else 1)
    assert ("NIK: kosong → 3372 •••• •••• 0009" in preview.text) is refused
    assert save(sari, preview).figure("updated" if refused else "added") == 1
    assert ("Sri Lestari" in sari.get("/anggota?q=0009").names()) is refused


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ("Wahyuni;3372994505800009;;;", False),  # the NIK says another birth date
        ("Wahyuni;3372994101600009;;;", True),
        ("Wahyuni;;1-1-1960;;", True),
        ("Wahyuni;;2-1-1960;;", False),
        ("Wahyuni;;;Los B-7;", False),
        ("Wahyuni;;;Los B-7;0812-2600-1234", True),
        ("Wahyuni;;2-1-1960;Los B-6;0812-2600-1234", False),
    ],
)
def test_namesakes_are_told_apart_by_birth_date_place_and_phone(
    sari: Reader, told: str, refused: bool
) -> None:
    heading = "Nama;NIK;Tanggal Lahir;Los/Kios;HP\n"
    save(
        sari,
        sari.follow(upload(sari, f"{heading}Wahyuni;;1-1-1960;Los B-6;081226001234\n".encode())),
    )
    preview = sari.follow(upload(sari, f"{heading}{told}\n".encode()))
    assert preview.figure("good") == (0 if refused else 1)


def test_namesakes_far_apart_in_one_list_are_both_saved(sari: Reader) -> None:
    others = [f"Pedagang {n:03};0812260{n:05}" for n in range(120)]
    lines = ["Nama;No HP", "Slamet;081226001234", *others, "Slamet;081226001235"]
    data = "\n".join(lines).encode()
    preview = sari.follow(upload(sari, data))
    assert preview.figure("good") == 122
    assert save(sari, preview).figure("added") == 122
    assert sari.get("/anggota?q=slamet").names() == ["Slamet", "Slamet"]
    again = sari.follow(upload(sari, data))
    assert (again.figure("good"), again.figure("same")) == (0, 122)


def test_one_list_uploaded_twice_before_saving_is_saved_once(sari: Reader) -> None:
    data = b"Nama;No HP\nSlamet;081226001234\nParno;081226001235\n"
    first, second = (sari.follow(upload(sari, data)) for _ in range(2))
    assert save(sari, first).figure("added") == 2
    assert save(sari, second).figure("added") == 0

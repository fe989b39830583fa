"""A column that was guessed wrongly is corrected on screen, without uploading again; long lists are
checked in parts."""

import io

import openpyxl
import pytest

from association.roster.members.values import HEADINGS
from tests.infra.client import Reader, fields
from tests.roster.imports.test_import_pages import save, upload

LIST = b"Nama;Kode;Dagangan\nSutini;0812-2600-1234;Jamu\nPaijo;0812-2600-1235;Soto\n"


def chosen(preview, columns: list[str]) -> tuple[str, dict[str, object]]:
    action = preview.response.request.path + "/kolom"
    return action, fields(preview.form(action)) | {"column": columns}


def test_a_column_is_taken_for_something_else(sari: Reader) -> None:
    preview = sari.follow(upload(sari, LIST))
    assert "0812-2600-1234" not in "".join(one.text for one in preview.soup.select("ul.list"))
    action, sent = chosen(preview, ["name", "phone", "commodity"])
    again = sari.follow(sari.post(action, sent))
    assert "0812-2600-1234" in again.text
    assert "Jamu" in again.text
    part = sari.post(action, sent, part="import_state")
    assert part.soup.find("html") is None
    assert save(sari, again).figure("added") == 2
    assert sari.get("/anggota?q=081226001234").names() == ["Sutini"]


@pytest.mark.parametrize(
    "columns", [["", "phone", "commodity"], ["phone", "", ""], ["x", "y", "z"], []]
)
def test_without_a_column_of_names_nothing_changes(sari: Reader, columns: list[str]) -> None:
    preview = sari.follow(upload(sari, LIST))
    action, sent = chosen(preview, columns)
    answer = sari.post(action, sent)
    assert answer.status == 422
    assert "Pilih kolom yang berisi nama" in answer.text
    assert sari.get(preview.response.request.path).figure("good") == 2


def test_columns_stay_once_the_saving_has_begun(sari: Reader) -> None:
    preview = sari.follow(upload(sari, LIST))
    action, sent = chosen(preview, ["name", "phone", ""])
    save(sari, preview)
    sari.post(action, sent)
    assert sari.get(preview.response.request.path).figure("added") == 2
    assert sari.get("/anggota?q=081226001234").names() == []


def test_strangers(sari: Reader, budi: Reader, dewi: Reader, visitor: Reader) -> None:
    preview = sari.follow(upload(sari, LIST))
    where = preview.response.request.path
    for reader, page, status in (
        (budi, "/lainnya", 404),
        (dewi, "/lainnya", 403),
        (visitor, "/masuk", 401),
    ):
        token = {
            "csrf_token": str(reader.get(page).soup.select_one("input[name=csrf_token]")["value"])
        }  # type: ignore[index]
        for end in ("/kolom", "/periksa"):
            assert reader.post(where + end, token).status == status
    assert dewi.client.get("/anggota/impor/contoh.xlsx").status_code == 403
    assert "Lanjutkan impor" not in budi.get("/anggota/impor").text


def test_a_long_list_is_checked_in_parts_and_can_be_closed_meanwhile(sari: Reader) -> None:
    lines = ["Nama;Blok;Nomor", *(f"Pedagang {n:05};D;{n}" for n in range(3200)), "Tono Wibowo;B;1"]
    first = sari.follow(upload(sari, "\n".join(lines).encode()))
    where = first.response.request.path
    assert "Memeriksa: 2.000 dari 3.201 baris" in first.text
    assert not first.soup.select("form#begin")
    assert "Lanjutkan impor 22 November 2026" in sari.get("/anggota/impor").text
    second = sari.submit(sari.get(where), f"{where}/periksa", part="import_state")
    assert (second.figure("good"), second.figure("same")) == (3200, 1)
    plain = sari.get(where)
    assert plain.figure("good") == 3200


def test_the_empty_list_to_fill_in_is_understood(sari: Reader) -> None:
    answer = sari.client.get("/anggota/impor/contoh.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    sheet = book["Anggota"]
    assert [cell.value for cell in sheet[1]] == list(HEADINGS.values())
    assert sheet.column_dimensions["C"].width > 16
    sheet["A2"], sheet["C2"], sheet["H2"] = "Sutini", "3372994701750009", "081226001234"
    filled = io.BytesIO()
    book.save(filled)
    preview = sari.follow(upload(sari, filled.getvalue(), "isi.xlsx"))
    assert preview.figure("good") == 1
    save(sari, preview)
    assert sari.get("/anggota?q=081226001234").names() == ["Sutini"]

"""A list whose headings nobody knows is not refused: its columns are asked, with the first rows."""

import pytest

from tests.infra.client import Reader, fields
from tests.roster.imports.test_import_pages import save, upload

NIK, OTHER = "3372995203810007", "3372994101650008"
UNKNOWN = f"Jeneng;Nomer kertu;Panggonan\nNgatmi Seto;{NIK};Los A1\nWarsi Seto;{OTHER};Los A2\n"
HEADLESS = "1;Ngatmi Seto;081226007011;Los A1\n2;Warsi Seto;081226007012;Los A2\n"


@pytest.mark.parametrize(
    ("text", "columns", "shown"),
    [
        (
            UNKNOWN,
            ["name", "nik", "stall"],
            ["Jeneng", "Ngatmi Seto · Warsi Seto", "3372 •••• •••• 0007"],
        ),
        (
            HEADLESS,
            ["number", "name", "phone", "stall"],
            ["Kolom B, tanpa judul", "Los A1 · Los A2"],
        ),
    ],
)
def test_columns_are_asked(sari: Reader, text: str, columns: list[str], shown: list[str]) -> None:
    preview = sari.follow(upload(sari, text.encode()))
    assert preview.status == 200
    for words in ("tidak kami kenal", *shown):
        assert words in preview.text
    assert NIK not in str(preview.soup)
    assert not preview.soup.select("form#begin")
    action = preview.response.request.path + "/kolom"
    sent = fields(preview.form(action)) | {"column": columns}
    read = sari.follow(sari.post(action, sent))
    assert read.figure("good") == 2
    save(sari, read)
    assert sari.get("/anggota?q=Ngatmi+Seto").names() == ["Ngatmi Seto"]


def test_a_column_without_heading_can_be_taken(sari: Reader) -> None:
    preview = sari.follow(upload(sari, b"Nama;;Los\nNgatmi Seto;081226007013;A1\n"))
    assert "Kolom B, tanpa judul" in preview.text
    action = preview.response.request.path + "/kolom"
    sent = fields(preview.form(action)) | {"column": ["name", "phone", "stall"]}
    save(sari, sari.follow(sari.post(action, sent)))
    assert sari.get("/anggota?q=081226007013").names() == ["Ngatmi Seto"]


def test_a_column_of_nobody_is_said(sari: Reader) -> None:
    preview = sari.follow(upload(sari, b"Kode;Los\nJumlah;A\nTotal;B\n"))
    action = preview.response.request.path + "/kolom"
    answer = sari.post(action, fields(preview.form(action)) | {"column": ["name", ""]})
    assert (answer.status, "tidak ada nama" in answer.text) == (422, True)

"""/pendaftaran/<id>/kpj: the list of KPJs that came back, pasted or as a file, is held against the
batch."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from tests.cover.enrolment.conftest import BUDI, PATH
from tests.infra.cast import Cast
from tests.infra.client import Reader, Seen

KPJ = "12345678901"


def figure(seen: Seen, name: str) -> str | None:
    found = seen.soup.select_one(f"[data-figure={name}]")
    return str(found["data-value"]) if found else None


def paste(sari: Reader, batch: str, text: str) -> Seen:
    return sari.fill(f"{batch}/kpj", text=text)


@pytest.mark.parametrize(
    "line",
    [
        f"{BUDI} {KPJ}",
        f"1. {BUDI.upper()} : 123-4567-8901",
        f"{KPJ};{BUDI}",
        f"Bpk. Budi Santoso {KPJ}",
    ],
)
def test_a_pasted_line_finds_its_member(
    sari: Reader, batch: str, line: str, state: Callable[[int], Any], cast: Cast
) -> None:
    seen = paste(sari, batch, line)
    assert (figure(seen, "matching"), figure(seen, "wrong")) == ("1", None)
    assert state(cast.member[BUDI])["kpj"] is None  # nothing is saved yet
    saved = sari.follow(sari.submit(seen, f"{batch}/kpj/simpan"))
    assert "1 nomor KPJ tersimpan." in saved.text
    assert state(cast.member[BUDI])["kpj"] == KPJ
    assert state(cast.member[BUDI])["registered_on"] == "2026-11-22"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"Paijo {KPJ}", "Nama ini tidak ada di berkas pendaftaran."),
        (f"3372990101700001 {KPJ}", "NIK ini tidak ada di berkas pendaftaran."),
        (f"{BUDI} 1234", "Nomor KPJ harus 11 huruf atau angka"),
        (BUDI, "Tidak ada nomor KPJ di baris ini."),
        (KPJ, "Tidak ada nama atau NIK di baris ini."),
        (f"{BUDI} {KPJ}\n{BUDI} 12345678902", "sudah disebut di baris 1"),
    ],
)
def test_a_line_that_does_not_match_says_why(
    sari: Reader, batch: str, line: str, said: str
) -> None:
    seen = paste(sari, batch, line)
    assert figure(seen, "wrong") == "1"
    assert said in seen.text
    assert seen.soup.select_one("textarea").get_text() == line  # type: ignore[union-attr]


def test_a_file_with_headings(
    sari: Reader, enrol: Callable[..., int], state: Callable[[int], Any]
) -> None:
    members = [enrol(number) for number in range(40)]
    batch = sari.fill(PATH, anyway="1").location
    book = openpyxl.Workbook()
    book.active.append(["No", "NIK", "Nama Peserta", "No. KPJ"])
    for number in range(40):
        book.active.append(
            [number + 1, f"337299550580{number:04}", f"SITI {number:03}", f"{26000000000 + number}"]
        )
    file = io.BytesIO()
    book.save(file)
    form = sari.get(f"{batch}/kpj")
    token = form.soup.select_one("form[enctype] [name=csrf_token]")["value"]  # type: ignore[index]
    seen = sari.post(
        f"{batch}/kpj", {"csrf_token": token, "file": (io.BytesIO(file.getvalue()), "kpj.xlsx")}
    )
    assert (figure(seen, "matching"), figure(seen, "wrong")) == ("40", None)
    saved = sari.follow(sari.submit(seen, f"{batch}/kpj/simpan"))
    assert "40 nomor KPJ tersimpan." in saved.text
    assert [state(member)["kpj"] for member in members] == [
        f"{26000000000 + number}" for number in range(40)
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "kosong"),
        (b"PK\x03\x04 no workbook", "tidak bisa dibaca"),
        (b"apa saja", "Belum cocok"),
    ],
)
def test_another_file_gets_a_sentence(sari: Reader, batch: str, data: bytes, said: str) -> None:
    token = sari.get(f"{batch}/kpj").soup.select_one("[name=csrf_token]")["value"]
    seen = sari.post(f"{batch}/kpj", {"csrf_token": token, "file": (io.BytesIO(data), "kpj.csv")})
    assert seen.status in (200, 422)
    assert said in seen.text


def test_nothing_pasted(sari: Reader, batch: str) -> None:
    seen = paste(sari, batch, "  ")
    assert (seen.status, "Belum ada nomor KPJ yang terbaca." in seen.text) == (422, True)


def test_a_changed_form_writes_nothing(
    sari: Reader, batch: str, cast: Cast, state: Callable[[int], Any]
) -> None:
    seen = paste(sari, batch, f"{BUDI} {KPJ}")
    for typed in (
        {"kpj": "123"},
        {"member": "x"},
        {"member": str(cast.member["Sri Lestari"])},
        {"day": "besok"},
    ):
        answer = sari.submit(seen, f"{batch}/kpj/simpan", **typed)
        assert answer.status == 422, typed
        assert state(cast.member[BUDI])["kpj"] is None

"""/klaim/<id>/surat/<letter>.pdf and /klaim/<id>/kronologi: letters filled in, without a NIK."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.cover.claims.models import Claim
from association.database import db
from association.rules.law.claims import ClaimKind, ClaimState
from tests.cover.papers.conftest import Case
from tests.infra.cast import ROSTER, TODAY
from tests.infra.client import Reader, fields
from tests.infra.paper import page_count, read_aloud, written

__all__ = ["written"]
NIKS = [nik for _name, nik, *_ in ROSTER if nik]
STORY = {
    "place": "Depan los B",
    "story": "Terpeleset saat menurunkan karung.\nDibawa ke rumah sakit.",
    "witnesses": [["Bu Ngatiyem", "+6281226004393"], ["Pak Suparno", ""]],
}


def letters(reader: Reader, claim: int) -> list[str]:
    """Give which letters a case offers."""
    page = reader.get(f"/klaim/{claim}/berkas")
    return [str(one["href"]).rpartition("/")[2] for one in page.soup.select("a[href$='.pdf']")]


def test_each_case_has_its_letters(sari: Reader, case: Case) -> None:
    cover, heirs, proxy, story = (
        f"{n}.pdf" for n in ("pengantar", "ahli-waris", "kuasa", "kronologi")
    )
    assert letters(sari, case()) == [cover, heirs, proxy]
    assert letters(sari, case(heirs="Istri: Sri Mulyani")) == [cover, heirs]
    assert letters(sari, case(from_work=True)) == [cover, heirs, proxy, story]
    assert letters(sari, case(ClaimKind.ACCIDENT)) == [cover, story]
    assert letters(sari, case(ClaimKind.OLD_AGE)) == [cover]


@pytest.mark.parametrize("letter", ["pengantar", "ahli-waris", "kuasa", "kronologi"])
def test_a_letter_is_tagged_and_names_nobody_in_its_name(
    sari: Reader, case: Case, written: list[list[str]], letter: str
) -> None:
    claim = case(from_work=True, told=STORY)
    answer = sari.client.get(f"/klaim/{claim}/surat/{letter}.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert (
        answer.headers["Content-Disposition"] == f"attachment; filename=surat-{letter}-{claim}.pdf"
    )
    aloud = read_aloud(answer.data)
    assert {"P", "H1"} & set(aloud)
    lines = " ".join(line for page in written for line in page)
    assert "Tono Wibowo" in lines
    assert "NIK (ditulis tangan)" in lines
    assert not [nik for nik in NIKS if nik in re.sub(r"[^0-9]", "", lines)]


def test_the_cover_letter_says_who_died_and_what_the_paguyuban_holds(
    sari: Reader, case: Case, written: list[list[str]]
) -> None:
    sari.fill("/anggota/lembar-kios")
    event = sari.fill(
        "/kegiatan/baru", title="Sosialisasi", starts_at="21 November 2026 09.00", place="Balai"
    ).location
    page = sari.get(f"{event}/hadir?q=Tono")
    sari.submit(page, f"{event}/hadir")
    written.clear()
    written.append([])
    made = sari.client.get(f"/klaim/{case(day=TODAY)}/surat/pengantar.pdf").data
    assert page_count(made) == 2
    first, annex = (" ".join(page) for page in written[:2])
    for text in (
        "Kepala BPJS Ketenagakerjaan Cabang Surakarta",
        "meninggal pada 22 November 2026",
        "Los B-1, Pasar Rejosari",
        "Sri Mulyani istri",
        "Andi Wibowo anak",
    ):
        assert text in first, text
    assert "Suparno" not in first
    assert "Daftar tempat usaha bersegel Pasar Rejosari" in annex
    assert "Hadir di Sosialisasi" in annex
    assert "Iuran Juli 2026 sampai Desember 2026 lewat bank, nomor bukti BANK-sari-1" in annex


def test_what_came_after_the_day_is_no_evidence(
    sari: Reader, case: Case, written: list[list[str]]
) -> None:
    sari.fill("/anggota/lembar-kios")  # on 22 November
    written.clear()
    written.append([])
    sari.client.get(f"/klaim/{case(day=date(2026, 6, 30))}/surat/pengantar.pdf")
    assert "bersegel" not in str(written)
    assert "Iuran" not in str(written)


def test_a_child_is_signed_for_and_nobody_known_gets_blank_rows(
    sari: Reader, case: Case, written: list[list[str]]
) -> None:
    child = "Istri: Sri Mulyani; Anak: Rina (lahir 2015, wali Sri Mulyani)"
    sari.client.get(f"/klaim/{case(heirs=child)}/surat/ahli-waris.pdf")
    text = " ".join(line for page in written for line in page)
    assert "(Sri Mulyani, wali Rina)" in text
    for signs in ("Saksi 1", "Saksi 2", "Lurah", "Camat"):
        assert signs in text
    assert read_aloud(sari.client.get(f"/klaim/{case(heirs='')}/surat/ahli-waris.pdf").data)


def test_the_chronology_is_told_once_sealed_and_printed(
    app: Flask, sari: Reader, case: Case, written: list[list[str]]
) -> None:
    claim = case(ClaimKind.ACCIDENT, happened_at=datetime(2026, 11, 20, 1, 30, tzinfo=UTC))
    path = f"/klaim/{claim}/kronologi"
    saved = sari.fill(
        path, place="Depan los B", story="Terpeleset.", traffic="y", name1="Bu Ngatiyem",
        phone1="0812 2600 4393",
    )  # fmt: skip
    assert (saved.status, saved.location) == (303, f"/klaim/{claim}/berkas")
    assert "police_report" in str(sari.get(f"/klaim/{claim}/berkas").soup)
    form = fields(sari.get(path).form(path))
    assert (form["story"].strip(), form["phone1"]) == ("Terpeleset.", "0812-2600-4393")
    written.clear()
    written.append([])
    sari.client.get(f"/klaim/{claim}/surat/kronologi.pdf")
    text = " ".join(line for page in written for line in page)
    for told in ("08.30 WIB", "Depan los B", "Terpeleset.", "Bu Ngatiyem", "0812-2600-4393"):
        assert told in text, told
    with app.app_context():
        set_reach(db.session(), Everywhere())
        sealed = db.session().scalars(sa.select(Claim.told_sealed)).one()
        assert b"Terpeleset" not in bytes(sealed or b"")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"story": "NIK-nya 3372991708750001"}, "NIK tidak ditulis di sini"),
        ({"name1": "3372 9917 0875 0001"}, "NIK tidak ditulis di sini"),
        ({"name1": "Bu Sri", "phone1": "12"}, "HP"),
        ({"phone2": "081226004393"}, "Tulis nama saksi"),
        ({"story": "a" * 3_001}, "Paling banyak 3000 huruf"),
    ],
)
def test_a_chronology_that_cannot_be_is_refused_and_kept(
    sari: Reader, case: Case, typed: dict[str, str], said: str
) -> None:
    path = f"/klaim/{case(ClaimKind.ACCIDENT)}/kronologi"
    page = sari.fill(path, **typed)
    assert page.status == 422
    assert said in page.wrong
    sent = fields(page.form(path))
    assert all(sent[name].strip() == text for name, text in typed.items())


def test_a_chronology_of_a_case_undone_is_refused(
    sari: Reader, case: Case, change: Callable[..., None]
) -> None:
    claim = case(ClaimKind.ACCIDENT)
    page = sari.get(f"/klaim/{claim}/kronologi")
    change(claim, state=ClaimState.UNDONE.value)
    late = sari.submit(page, f"/klaim/{claim}/kronologi", story="Terpeleset.")
    assert (late.status, "sudah dibatalkan" in late.wrong) == (422, True)


@pytest.mark.parametrize("ending", ["surat/pengantar.pdf", "kronologi"])
def test_who_reaches_it(
    someone: Callable[[str], Reader], visitor: Reader, case: Case, ending: str
) -> None:
    path = f"/klaim/{case(ClaimKind.ACCIDENT)}/{ending}"
    found = {n: someone(n).client.get(path).status_code for n in ("yanti", "budi", "rina", "dewi")}
    assert found == {"yanti": 200, "budi": 404, "rina": 404, "dewi": 403}
    assert visitor.get(path).location.startswith("/masuk")


@pytest.mark.parametrize("ending", ["surat/kuasa.pdf", "surat/rubbish.pdf"])
def test_a_letter_that_the_case_has_not_is_no_page(sari: Reader, case: Case, ending: str) -> None:
    assert sari.get(f"/klaim/{case(ClaimKind.ACCIDENT)}/{ending}").status == 404
    assert sari.get(f"/klaim/{case()}/kronologi").status == 404

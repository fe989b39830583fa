"""/keluarga/<token>: what a family reads."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from association.cover.papers.models import ClaimPaper
from association.public.family.rows import ROW_OF
from association.roster.members.models import Member
from association.rules.law.claim_papers import Paper
from tests.infra.cast import NOW, TODAY, Cast
from tests.infra.client import Reader, Seen
from tests.public.family.conftest import changing

BORN = "17 Agustus 1975"
pytestmark = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # alike on each engine
UNSAID = re.compile(r"Rp\d|!|selamat|wafat|berpulang|almarhum|cair|premi|polis|passed away", re.I)
SECRET = ("Tono", "Wibowo", "3372991708750001", "081226", "1975", "20 November")


def first_words(seen: Seen) -> str:
    main = seen.soup.find("main")
    assert main is not None
    return " ".join(main.get_text(" ").split())


def test_a_family_reads_the_last_day_then_its_step_and_no_name(visitor: Reader, link: str) -> None:
    seen = visitor.get(link)
    assert first_words(seen).startswith(
        "Kabar untuk keluarga Tidak ada batas waktu, selama iuran berlaku saat meninggal"
    )
    for words in (
        "Surat-surat sedang dikumpulkan",
        "Langkah keluarga Kumpulkan surat",
        "Surat yang masih kurang Di rumah Kartu peserta atau nomor KPJ",
        "Di kelurahan Surat kematian Dari rumah sakit, atau dari kelurahan",
        "Langkah pengurus dan BPJS Ketenagakerjaan Pengurus memeriksa",
        "Bila tidak ada kabar",
        "T… W… · perubahan terakhir 21 November 2026",
        "Tidak ada biaya. Jangan beri kode kepada siapa pun.",
        "WhatsApp Sari, pengurus",
        "Halaman ini bisa dibuka sampai 19 Februari 2027",
    ):
        assert words in seen.text, words
    assert not re.search("Rp|!|Selamat|klaim cair", seen.text)
    assert not [one for one in SECRET if one in str(seen.soup)]
    assert seen.soup.find("script") is None
    packed = visitor.client.get(link, headers={"Accept-Encoding": "br"}).data
    assert len(packed) <= 2.5 * 1024  # with the stylesheet 6 KB, as the sign-in page


def test_each_row_is_plain_and_calm(
    visitor: Reader, link: str, changed_to: Callable[..., None]
) -> None:
    for kind, state in ROW_OF:
        changed_to(kind=kind, state=state, submitted_on=date(2026, 11, 20), paid_amount=42_000_000)
        for language in ("id", "en"):
            visitor.client.set_cookie("guyub_lang", language)
            seen = visitor.get(link)
            assert seen.soup.select(f"[data-state={state}]")
            assert not UNSAID.search(seen.text), (kind, state, language)
            assert not [one for one in SECRET if one in str(seen.soup)]


def test_the_birth_date_shows_name_and_money_on_that_page_only(
    visitor: Reader, link: str, changed_to: Callable[..., None]
) -> None:
    paid = {"state": "paid", "decided_on": date(2026, 11, 21), "paid_amount": 42_000_000}
    changed_to({"paid_to": "Bu Tono, BRI 0123 0100 1234 567"}, **paid)
    known = visitor.fill(link, birth_date="17/8/1975")
    assert known.status == 200
    for words in ("Tono", "Meninggal 20 November 2026", "Rp42.000.000", "Bu Tono, BRI …"):
        assert words in known.text, words
    assert not re.search("3372991708750001|0123|Wibowo", str(known.soup))
    assert "Rp42" not in visitor.get(link).text


def test_the_birth_date_shows_what_the_case_is_worth(visitor: Reader, link: str) -> None:
    """While it goes on, by what is recorded; no heir is named, and where nothing is paid it says
    so."""
    known = visitor.fill(link, birth_date=BORN).text
    for words in ("Santunan kematian (JKM) Rp", "Jumlah, perkiraan Rp42.000.000"):
        assert words in known, words


def test_papers_that_are_there_are_asked_no_more(
    app: Flask, visitor: Reader, link: str, claim_id: int, cast: Cast
) -> None:
    own = {"claim_id": claim_id, "association_id": cast.association["sari"]}
    own |= {"member_id": cast.member["Tono Wibowo"], "noted_at": NOW}
    with changing(app) as session:
        for code in Paper:
            got_on = None if code is Paper.HEIR_KTP else TODAY
            session.add(ClaimPaper(code=code.value, got_on=got_on, **own))
    seen = visitor.get(link).text
    assert "Surat yang masih kurang Di rumah KTP ahli waris Setiap ahli waris. Tidak ada" in seen
    with changing(app) as session:
        session.execute(sa.update(ClaimPaper).values(got_on=TODAY))
    seen = visitor.get(link).text
    assert "Surat yang masih kurang" not in seen and "Semua surat sudah ada." in seen


@pytest.mark.parametrize(
    ("state", "told", "shown"),
    [
        (
            "refused",
            {"reason": "Di KK NIK 3372 9917 0875 0001 beda dari KK"},
            "Di KK NIK … beda dari KK",
        ),
        ("asked", {"asked": "KK baru, telepon 0812 2600 4171"}, "KK baru, telepon …"),
    ],
)
def test_what_was_noted_is_told_with_the_birth_date_and_without_numbers(
    visitor: Reader, link: str, changed_to: Callable[..., None], state: str, told: Any, shown: str
) -> None:
    changed_to(told, state=state)
    assert shown[:6] not in visitor.get(link).text
    assert shown in visitor.fill(link, birth_date=BORN).text


def test_a_date_that_is_none_is_asked_again(visitor: Reader, link: str) -> None:
    seen = visitor.fill(link, birth_date="32 Agustus")
    assert seen.status == 422
    assert "32 Agustus" in str(seen.soup.select_one("#birth_date"))


def test_a_member_without_birth_date_is_not_asked_for_it(
    app: Flask, visitor: Reader, link: str, cast: Cast
) -> None:
    with changing(app) as session:
        session.get_one(Member, cast.member["Tono Wibowo"]).birth_date = None
    assert visitor.get(link).soup.find("form") is None


def test_whoever_is_signed_in_reads_the_same(
    visitor: Reader, sari: Reader, budi: Reader, dewi: Reader, link: str
) -> None:
    mains = {first_words(one.get(link)) for one in (visitor, sari, budi, dewi)}
    assert len(mains) == 1

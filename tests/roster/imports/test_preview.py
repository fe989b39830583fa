"""What the preview says of the rows it shows."""

from flask import Flask

from association.database import db
from association.roster.members.models import Member
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader
from tests.roster.imports.test_import_pages import upload


def test_what_opens_says_when_it_is_a_sample(sari: Reader) -> None:
    def opened(count: int) -> str:
        lines = ["Nama;Blok;Nomor", *(f"Pedagang {n:04};D;{n}" for n in range(count))]
        page = sari.follow(upload(sari, "\n".join(lines).encode()))
        return " ".join(page.soup.select("#ready summary")[0].get_text().split())

    assert opened(20) == "20 baris siap disimpan"
    assert opened(31) == "Contoh: 20 dari 31 baris yang siap disimpan"


HEIRS = """Nama;Los;Ahli waris;Hubungan;No HP ahli waris
Bu Marni;B91;Karto Wiryo;suami;0813-2600-4977
Tono Wibowo;B1;Siti Aminah;istri;0813-2600-4978
Bu Parti;B92;Joko;menantu;
"""


def test_heirs_come_along_and_their_phones_are_not_shown(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    page = sari.follow(upload(sari, HEIRS.encode()))
    assert "B-91 · 1 ahli waris" in page.text
    assert "ahli waris: kosong → Istri: Siti Aminah" in page.text
    assert "Ahli waris tidak dibaca: Hubungan “menantu” bukan ahli waris" in page.text
    assert "Simpan tanpa ahli waris" in page.text
    assert "497" not in page.text.replace("-", "")
    sari.submit(page, page.response.request.path, change=["1"])
    with app.app_context():
        acting(cast, "sari")
        kept = {one.name: one.heirs for one in db.session.query(Member) if one.heirs}
    assert kept == {
        "Bu Marni": "Suami: Karto Wiryo (0813-2600-4977)",
        "Tono Wibowo": "Istri: Siti Aminah (0813-2600-4978)",
    }

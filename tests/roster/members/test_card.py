"""/anggota/<id>/kartu: the member's card."""

import io

import pytest
from PIL import Image

from tests.infra.cast import Cast
from tests.infra.client import Reader
from tests.infra.paper import page_count, read_aloud, written

__all__ = ["written"]


def test_shows_code_and_qr(sari: Reader, cast: Cast) -> None:
    seen = sari.get(f"/anggota/{cast.member['Tono Wibowo']}/kartu")
    assert "DEM0-T0N0" in seen.text
    assert seen.soup.find("svg") is not None
    assert "3372" not in seen.text


def test_every_new_member_has_a_card_of_their_own(sari: Reader, cast: Cast) -> None:
    codes = {
        sari.get(f"/anggota/{cast.member[name]}/kartu").soup.select_one("p.big").get_text()
        for name in ("Suparno", "Wagiyem")
    }
    assert len(codes) == 2


@pytest.fixture
def where(cast: Cast) -> str:
    """Tono's card."""
    return f"/anggota/{cast.member['Tono Wibowo']}/kartu"


@pytest.mark.parametrize("ending", ["pdf", "png"])
def test_its_files_are_the_leaders_and_named_after_nobody(
    sari: Reader, budi: Reader, dewi: Reader, where: str, ending: str
) -> None:
    assert sari.get(where).soup.select_one(f"main a[href='{where}.{ending}']") is not None
    name = sari.client.get(f"{where}.{ending}").headers["Content-Disposition"]
    assert name == f"attachment; filename=kartu-anggota.{ending}"
    assert budi.get(f"{where}.{ending}").status == 404
    assert dewi.get(f"{where}.{ending}").status == 403


def test_it_is_printed(sari: Reader, where: str, written: list[list[str]]) -> None:
    assert sari.get(where).soup.select_one("[data-print]")["href"] == f"{where}.pdf"
    pdf = sari.client.get(f"{where}.pdf").data
    assert page_count(pdf) == 1
    assert read_aloud(pdf) == ["Document", "Sect", *(["P"] * 4), "Figure"]
    assert written[0][:3] == ["Paguyuban Pasar Rejosari", "Tono Wibowo", "DEM0-T0N0"]
    assert "3372" not in "".join(written[0])


def test_it_is_sent_as_a_small_picture(sari: Reader, where: str) -> None:
    picture = sari.client.get(f"{where}.png").data
    assert len(picture) < 30_000
    assert Image.open(io.BytesIO(picture)).size == (1080, 724)

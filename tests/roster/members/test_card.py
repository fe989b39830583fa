"""/anggota/<id>/kartu: the member's card."""

import io

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


def test_it_can_be_printed_and_sent_as_a_picture(
    sari: Reader, budi: Reader, dewi: Reader, cast: Cast, written: list[list[str]]
) -> None:
    where = f"/anggota/{cast.member['Tono Wibowo']}/kartu"
    seen = sari.get(where)
    for ending in ("pdf", "png"):
        assert seen.soup.select_one(f"main a[href='{where}.{ending}']") is not None
        assert (budi.get(f"{where}.{ending}").status, dewi.get(f"{where}.{ending}").status) == (
            404,
            403,
        )
    assert seen.soup.select_one("[data-print]")["href"] == f"{where}.pdf"  # without a script
    pdf = sari.client.get(f"{where}.pdf")
    assert (pdf.content_type, page_count(pdf.data)) == ("application/pdf", 1)
    assert read_aloud(pdf.data) == ["Document", "Sect", *(["P"] * 4), "Figure"]
    (page, _end) = written
    assert [page[0], *page[1:3]] == ["Paguyuban Pasar Rejosari", "Tono Wibowo", "DEM0-T0N0"]
    picture = sari.client.get(f"{where}.png")
    assert len(picture.data) < 30_000
    assert Image.open(io.BytesIO(picture.data)).size == (1080, 724)
    for answer in (pdf, picture):
        name = answer.headers["Content-Disposition"]
        assert name.partition("=")[2].startswith("kartu-anggota.")
        assert "3372" not in "".join(page) + name

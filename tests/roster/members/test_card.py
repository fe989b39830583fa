"""/anggota/<id>/kartu: the member's card."""

from tests.infra.cast import Cast
from tests.infra.client import Reader


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

"""/anggota/saring: a part of the roster, counted, shown, taken along, kept under a name."""

import pytest

from tests.infra.cast import Cast
from tests.infra.client import Reader

BUILD = "/anggota/saring"


@pytest.fixture
def goods(sari: Reader, cast: Cast) -> None:
    """Give two members goods."""
    for name, what in (("Suparno", "Sayur"), ("Ngatiyem", "Sayuran dan buah")):
        path = f"/anggota/{cast.member[name]}/ubah"
        sari.fill(path, commodity=what)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("barang=sayur", ["Ngatiyem", "Suparno"]),
        ("barang=sayur&status=aktif", ["Suparno"]),
        ("kurang=nik", ["Sri Lestari"]),
        ("umur=200", []),
        ("umur=x&sampai=-1&kurang=x&pasar=x", None),
        ("absen=3", []),  # no event yet: nobody stayed away
    ],
)
@pytest.mark.usefixtures("goods")
def test_what_a_leader_asks(sari: Reader, asked: str, found: list[str] | None) -> None:
    everybody = sari.get("/anggota").names()
    assert sari.get(f"/anggota?{asked}").names() == (everybody if found is None else found)


@pytest.mark.parametrize("asked", ["barang=sayur", "kpj=tanpa&kurang=nik"])
@pytest.mark.usefixtures("goods")
def test_what_is_done_with_the_list_follows(sari: Reader, asked: str) -> None:
    found = sari.get(f"/anggota?{asked}").names()
    assert found
    assert sari.get(f"{BUILD}?{asked}").figure("matched") == len(found)
    assert f"{len(found)} anggota, sesuai saringan" in sari.get(f"/anggota/unduh?{asked}").text
    pick = sari.get(f"/anggota/pilih?{asked}")
    assert f"Semua hasil saringan ({len(found)} orang)" in pick.text
    assert f"({len(found)} orang)" in sari.submit(pick, "/anggota/pilih", all="1").text


def test_age_and_kpj(sari: Reader) -> None:
    young = sari.get("/anggota?sampai=50").names()
    old = sari.get("/anggota?umur=51").names()
    assert not set(young) & set(old)
    assert "Tono Wibowo" in old + young
    assert sari.get("/anggota?kpj=tanpa").names()


@pytest.mark.usefixtures("goods")
def test_it_is_kept_under_a_name(sari: Reader, budi: Reader) -> None:
    seen = sari.fill(f"{BUILD}?barang=sayur", BUILD, name="Pedagang sayur")
    assert "tersimpan" in sari.follow(seen).text
    link = sari.get("/anggota").soup.find("a", string="Pedagang sayur")
    assert sari.get(str(link["href"])).names() == ["Ngatiyem", "Suparno"]  # type: ignore[index]
    assert "Pedagang sayur" not in budi.get("/anggota").text
    again = sari.fill(f"{BUILD}?kurang=nik", BUILD, name="pedagang SAYUR")
    assert again.status == 422
    assert "sudah dipakai" in again.wrong
    own = sari.get(BUILD).soup.select_one("form[action$='/nama']")["action"]  # type: ignore[index]
    sari.fill(BUILD, str(own), name="Sayur")
    assert sari.get("/anggota").soup.find("a", string="Sayur")
    gone = str(own).replace("/nama", "/hapus")
    assert budi.post(gone, {}).status in (400, 404)
    sari.fill(BUILD, gone)
    assert sari.get("/anggota").soup.find("a", string="Sayur") is None


def test_a_name_is_asked_for(sari: Reader) -> None:
    assert sari.fill(f"{BUILD}?barang=sayur", BUILD, name="").status == 422
    seen = sari.submit(sari.get(f"{BUILD}?barang=sayur"), BUILD, name="Semua", barang=None)
    assert "Pilih dulu" in seen.wrong


def test_officer_admin_and_visitor(dewi: Reader, admin: Reader, visitor: Reader) -> None:
    assert dewi.get(BUILD).status == 403
    assert admin.get(BUILD).status == 403
    assert visitor.get(BUILD).status == 303

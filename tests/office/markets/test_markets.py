"""/pasar: the city's markets as the office makes, renames, closes and opens them."""

import pytest
from flask import Flask

from tests.conftest import Clock
from tests.infra.cast import Cast, stay_signed_in
from tests.infra.client import Reader, Seen

LIST, NEW = "/pasar", "/pasar/baru"


def own(cast: Cast, rest: str = "", who: str = "sari") -> str:
    return f"{LIST}/{cast.market[who]}{rest}"


def listed(seen: Seen) -> list[str]:
    return [row.b.get_text() for row in seen.soup.select("[data-market]")]


def test_a_market_is_made_found_by_its_other_names_and_renamed(dewi: Reader, cast: Cast) -> None:
    made = dewi.fill(NEW, name="Pasar Harjodaksino", aliases="Gemblegan", district="Serengan")
    assert "Kecamatan Serengan" in dewi.follow(made).text
    assert listed(dewi.get(f"{LIST}?q=gemble")) == ["Pasar Harjodaksino"]
    dewi.fill(own(cast, "/ubah"), district=" SERENGAN ")
    assert listed(dewi.get(f"{LIST}?q=serengan")) == ["Pasar Harjodaksino", "Pasar Rejosari"]
    assert "mengubah pasar: kecamatan" in dewi.get(own(cast)).text
    assert "Paguyuban Pasar Rejosari" in dewi.get(own(cast)).text


WRONG = (
    ({"name": ""}, "Bagian ini harus diisi."),
    ({"name": "PASAR gede"}, "Nama ini sudah dipakai."),
    ({"name": "Gedhe"}, "sebagai nama lain dari Pasar Gede"),
    ({"district": "x" * 41}, "Terlalu panjang"),
    ({"name": "x" * 81}, "Terlalu panjang"),
)


def test_what_is_typed_wrongly_is_refused_beside_its_field(dewi: Reader, cast: Cast) -> None:
    dewi.fill(own(cast, "/ubah", "budi"), aliases="Gedhe")
    for typed, said in WRONG:
        refused = dewi.fill(NEW, **({"name": "Pasar Nongko", "aliases": "Nongko"} | typed))
        assert (refused.status, said in refused.wrong) == (422, True), (said, refused.wrong)
        assert refused.soup.select_one("#aliases")["value"] == "Nongko"  # type: ignore[index]


def test_what_somebody_else_saved_meanwhile_is_shown(
    dewi: Reader, admin: Reader, cast: Cast
) -> None:
    page = dewi.get(own(cast, "/ubah"))
    admin.fill(own(cast, "/ubah"), district="Jebres")
    late = dewi.submit(page, own(cast, "/ubah"), aliases="Rejo")
    assert (late.status, "Baru saja disimpan orang lain: Jebres" in late.text) == (409, True)
    assert dewi.submit(late, own(cast, "/ubah"), district="Jebres").status == 303


@pytest.mark.parametrize(("mistake", "in_between"), [("1", True), ("", False)])
def test_a_closed_market_is_in_the_months_in_which_it_was_open(
    app: Flask, dewi: Reader, cast: Cast, clock: Clock, mistake: str, in_between: bool
) -> None:
    page = dewi.get(own(cast, "/tutup"))
    assert [page.figure(name) for name in ("associations", "people", "events")] == [1, 6, 0]
    lie = dewi.submit(page, own(cast, "/tutup"), said="paguyuban=1 orang=5 hari=2026-11-22")
    assert (lie.status, "6 orang" in lie.wrong) == (409, True)
    assert dewi.submit(lie, own(cast, "/tutup")).status == 303
    assert listed(dewi.get(LIST)) == ["Pasar Gede"]
    assert listed(dewi.get(f"{LIST}?tutup=1")) == ["Pasar Rejosari"]
    now = dewi.get("/pemantauan")
    link = f"/pemantauan/pasar/{cast.market['sari']}"
    assert (now.figure("members"), link in str(now.soup)) == (7, False)
    assert "sudah ditutup" in dewi.get(link).text
    assert dewi.get(f"/pemantauan?pasar={cast.market['sari']}").status == 422
    past = dewi.get("/pemantauan?bulan=2026-10")
    assert f"{link}?bulan=2026-10" in str(past.soup)
    clock.tick(days=20)
    stay_signed_in(app, clock.moment)
    assert dewi.get(own(cast, "/buka")).figure("people") == 6
    assert dewi.fill(own(cast, "/buka"), mistake=mistake).status == 303
    assert link in str(dewi.get("/pemantauan").soup)
    assert (link in str(dewi.get("/pemantauan?bulan=2026-11").soup)) == in_between


def test_only_officers_with_the_right_and_admins_in_their_city(
    admin: Reader, sari: Reader, visitor: Reader, cast: Cast
) -> None:
    for path in (LIST, NEW, own(cast), own(cast, "/ubah"), own(cast, "/tutup"), own(cast, "/buka")):
        assert [who.get(path).status for who in (admin, sari, visitor)] == [200, 403, 303], path
    for rest in ("", "/ubah", "/tutup", "/buka"):
        assert admin.get(own(cast, rest, "rina")).status == 404
    assert "Bunder" not in admin.get(LIST).text

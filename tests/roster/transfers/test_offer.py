"""/anggota/pindahan: members offered to a neighbour, who accepts or declines; the fence stays where
it is."""

import pytest
from flask import Flask

from association import paging
from association.database import db
from association.roster.members import actions as members
from association.roster.members.models import Member
from association.roster.members.values import MemberValues
from association.roster.transfers import carrying
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader, Seen
from tests.roster.bulk.test_pick import chosen, decided
from tests.roster.bulk.test_undo import undone

OFFERS = "/anggota/pindahan"


def offered(sari: Reader, cast: Cast, *names: str) -> Seen:
    """Let Sari offer members to Budi's paguyuban; gives the page she lands on."""
    page = chosen(sari, *(cast.member[name] for name in names))
    page = decided(sari, page, "move", to=str(cast.association["budi"]))
    assert f"{len(names)} orang ditawarkan ke Paguyuban Pasar Gede." in page.text
    return sari.follow(sari.submit(page, page.response.request.path))


def press(reader: Reader, seen: Seen, way: str) -> Seen:
    """Press a button of an offer's page."""
    return reader.follow(reader.submit(seen, f"{seen.response.request.path}/{way}"))


def linked(seen: Seen, name: str) -> str:
    """Give where a name on the offer's page leads to."""
    return next(str(a["href"]) for a in seen.soup.select("[data-row] a") if a.b.get_text() == name)


def _came_along(app: Flask, cast: Cast, member_id: int) -> None:
    """Check that Tono's sealed data, goods and stall moved with him."""
    with app.app_context():
        acting(cast, "budi")
        moved = db.session.get_one(Member, member_id)
        assert (moved.nik, moved.phone, moved.commodity) == (
            "3372991708750001",
            "+6281226004171",
            "Sembako",
        )
        assert [stall.label for stall in moved.stalls] == ["Los B-1"]


def test_offered_seen_accepted_and_moved(
    app: Flask, sari: Reader, budi: Reader, visitor: Reader, cast: Cast
) -> None:
    offer = offered(sari, cast, "Tono Wibowo", "Sri Lestari")
    assert "tetap di daftar Anda" in offer.text
    assert "Tono Wibowo" in sari.get("/anggota").names()
    assert "1 tawaran anggota pindah" in budi.get("/").text
    assert "tawaran anggota pindah" not in sari.get("/").text
    assert "Dari Paguyuban Pasar Rejosari" in budi.get(OFFERS).text
    theirs = budi.get(offer.response.request.path)
    for said in ("Tono Wibowo", "Los B-1", "2 pedagang ditawarkan"):
        assert said in theirs.text
    assert "3372" not in theirs.text
    assert f"/anggota/{cast.member['Tono Wibowo']}" not in str(theirs.soup)
    done = press(budi, theirs, "terima")
    assert done.figure("moved") == 2
    assert budi.get("/anggota").names() == ["Joko Santoso", "Sri Lestari", "Tono Wibowo"]
    assert {"Tono Wibowo", "Sri Lestari"}.isdisjoint(sari.get("/anggota").names())
    old = sari.get(f"/anggota/{cast.member['Tono Wibowo']}")
    assert "Sudah keluar dari daftar" in old.text
    assert "ke Paguyuban Pasar Gede" in old.text
    new = budi.get(linked(done, "Tono Wibowo"))
    assert "Terlindungi sampai 31 Desember 2026" in new.text, (
        "the contributions stay with the participant"
    )
    assert "Dicatat lewat paguyuban lain" in new.text
    _came_along(app, cast, int(new.response.request.path.rpartition("/")[2]))
    checked = visitor.fill("/cek", code="DEMO-TONO", birth_date="17/8/1975")
    assert checked.status == 200
    assert "Anda terlindungi" in checked.text
    assert "· Paguyuban Pasar Gede · per" in checked.text, "the card moves with its owner"
    assert "tawaran anggota pindah" not in budi.get("/").text
    assert budi.get(f"/anggota/{cast.member['Tono Wibowo']}").status == 404, (
        "the fence stands where it stood"
    )
    assert sari.get(new.response.request.path).status == 404


def test_the_city_counts_who_moved_once(
    sari: Reader, budi: Reader, dewi: Reader, cast: Cast
) -> None:
    before = dewi.get("/pemantauan")
    offer = offered(sari, cast, "Tono Wibowo", "Sri Lestari")
    press(budi, budi.get(offer.response.request.path), "terima")
    after = dewi.get("/pemantauan")
    assert [after.figure(name) for name in ("members", "active")] == [
        before.figure(name) for name in ("members", "active")
    ]


def test_a_nik_without_a_birth_date_moves_with_its_participant(
    app: Flask, sari: Reader, budi: Reader, cast: Cast
) -> None:
    with app.app_context():
        by = acting(cast, "sari")
        values = MemberValues(name="Slamet", nik="3372990101600019")
        cast.member["Slamet"] = members.enrol(
            values, by, city_id=cast.city["Kota Surakarta"], once=None
        )
        person = db.session.get_one(Member, cast.member["Slamet"]).participant_id
    offer = offered(sari, cast, "Slamet")
    done = press(budi, budi.get(offer.response.request.path), "terima")
    with app.app_context():
        acting(cast, "budi")
        moved = db.session.get_one(Member, int(linked(done, "Slamet").rpartition("/")[2]))
        assert (moved.participant_id, moved.link_pending) == (person, False)
    link = str(budi.get("/anggota/perubahan").soup.select_one("[data-batch] a")["href"])
    assert undone(budi, int(link.rpartition("/")[2])).figure("changed") == 1, (
        "nobody changed them since"
    )


def test_single_ones_set_aside_and_taken_in_again(sari: Reader, budi: Reader, cast: Cast) -> None:
    offer = offered(sari, cast, "Suparno", "Sri Lestari", "Wagiyem")
    seen = budi.get(offer.response.request.path)
    rows = {row.b.get_text(): row["data-row"] for row in seen.soup.select("[data-row]")}
    seen = press(budi, seen, f"{rows['Suparno']}/sisihkan")
    seen = press(budi, seen, f"{rows['Wagiyem']}/sisihkan")
    assert "Terima 1 orang" in seen.text
    seen = press(budi, seen, f"{rows['Wagiyem']}/ikutkan")
    assert press(budi, seen, "terima").figure("moved") == 2
    assert budi.get("/anggota").names() == ["Joko Santoso", "Sri Lestari", "Wagiyem"]
    assert "Suparno" in sari.get("/anggota").names()


def test_declined_or_withdrawn_nobody_moves(sari: Reader, budi: Reader, cast: Cast) -> None:
    first = budi.get(offered(sari, cast, "Suparno").response.request.path)
    assert press(budi, first, "tolak").figure("moved") == 0
    offer = offered(sari, cast, "Suparno")
    theirs = budi.get(offer.response.request.path)
    assert "Ditarik" in press(sari, offer, "tarik").text
    late = budi.submit(theirs, f"{theirs.response.request.path}/terima")
    assert late.status == 422
    assert "sudah ditarik oleh Paguyuban Pasar Rejosari" in late.text
    assert budi.get("/anggota").names() == ["Joko Santoso"]
    assert "Suparno" in sari.get("/anggota").names()


def test_an_answered_offer_cannot_be_withdrawn_and_accepting_twice_moves_once(
    sari: Reader, budi: Reader, cast: Cast
) -> None:
    offer = offered(sari, cast, "Suparno")
    theirs = budi.get(offer.response.request.path)
    for _ in range(2):
        assert press(budi, theirs, "terima").figure("moved") == 1
    assert budi.get("/anggota").names() == ["Joko Santoso", "Suparno"]
    late = sari.submit(offer, f"{offer.response.request.path}/tarik")
    assert late.status == 422
    assert "sudah dijawab" in late.text


def test_a_nik_on_the_receiving_roster_is_named_not_doubled(
    app: Flask, sari: Reader, budi: Reader, cast: Cast
) -> None:
    with app.app_context():
        by = acting(cast, "budi")
        values = MemberValues(name="Suparno", nik="3372990101600002")
        twin = members.enrol(values, by, city_id=cast.city["Kota Surakarta"], once=None)
    offer = offered(sari, cast, "Suparno", "Wagiyem")
    seen = press(budi, budi.get(offer.response.request.path), "terima")
    assert seen.figure("moved") == 1
    assert "NIK-nya sudah ada di daftar tujuan" in seen.text
    assert linked(seen, "Suparno") == f"/anggota/{twin}"
    assert budi.get("/anggota").names() == ["Joko Santoso", "Suparno", "Wagiyem"]
    assert "Suparno" in sari.get("/anggota").names()


def test_who_left_meanwhile_does_not_move(sari: Reader, budi: Reader, cast: Cast) -> None:
    offer = offered(sari, cast, "Suparno")
    sari.fill(f"/anggota/{cast.member['Suparno']}/keluar", left_reason="died", left_on="2026-11-20")
    seen = press(budi, budi.get(offer.response.request.path), "terima")
    assert seen.figure("moved") == 0
    assert "Sudah keluar dari daftar asal" in seen.text


def test_nobody_is_offered_twice_at_once(sari: Reader, cast: Cast) -> None:
    offered(sari, cast, "Suparno")
    page = decided(
        sari, chosen(sari, cast.member["Suparno"]), "move", to=str(cast.association["budi"])
    )
    again = sari.submit(page, page.response.request.path)
    assert again.status == 422
    assert "sedang ditawarkan" in again.text


def test_offers_are_shown_page_by_page_each_once(
    sari: Reader, budi: Reader, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Tono Wibowo", "Sri Lestari", "Suparno"):
        offered(sari, cast, name)
    everything = [row["data-offer"] for row in budi.get(OFFERS).soup.select("[data-offer]")]
    assert len(everything) == 3
    monkeypatch.setattr(paging, "ROWS", 1)
    path, seen = OFFERS, []
    for _page in everything:
        page = budi.get(path).soup
        seen += [row["data-offer"] for row in page.select("[data-offer]")]
        path = next((str(more["href"]) for more in page.select("#offers_rows a")), "")
    assert (seen, path) == (everything, "")


def test_many_move_in_steps(
    app: Flask, sari: Reader, budi: Reader, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "CHUNK", 20)
    with app.app_context():
        by = acting(cast, "sari")
        for n in range(48):
            name = f"Pindah {n:03}"
            cast.member[name] = members.enrol(
                MemberValues(name=name), by, city_id=cast.city["Kota Surakarta"], once=None
            )
    offer = offered(sari, cast, *(f"Pindah {n:03}" for n in range(48)))
    seen = press(budi, budi.get(offer.response.request.path), "terima")
    assert "20 dari 48 orang" in seen.text
    half = budi.submit(seen, f"{seen.response.request.path}/lanjut", part="offer")
    assert half.soup.find("html") is None
    assert "40 dari 48 orang" in half.text
    assert press(budi, seen, "lanjut").figure("moved") == 48
    assert budi.get("/anggota").figure("members") == 49
    assert "Pindah paguyuban · 48 orang" in budi.get("/anggota/perubahan").text
    assert "Pindah paguyuban · 48 orang" in sari.get("/anggota/perubahan").text


def test_either_side_can_undo_its_own_half(sari: Reader, budi: Reader, cast: Cast) -> None:
    offer = offered(sari, cast, "Suparno", "Sri Lestari")
    press(budi, budi.get(offer.response.request.path), "terima")
    back = ["Suparno", "Sri Lestari"]
    for reader, names in ((budi, ["Joko Santoso"]), (sari, back)):
        link = str(reader.get("/anggota/perubahan").soup.select_one("[data-batch] a")["href"])
        assert undone(reader, int(link.rpartition("/")[2])).figure("changed") == 2
        assert set(names) <= set(reader.get("/anggota").names())
    assert budi.get("/anggota").names() == ["Joko Santoso"]


def test_nobody_else_sees_an_offer(
    sari: Reader, budi: Reader, rina: Reader, dewi: Reader, visitor: Reader, cast: Cast
) -> None:
    offer = offered(sari, cast, "Suparno")
    path = offer.response.request.path
    assert rina.get(path).status == 404
    assert rina.get(OFFERS).text.count("Paguyuban Pasar Rejosari") == 0
    token = (
        rina.get("/anggota/pilih")
        .form("/anggota/pilih")
        .find("input", attrs={"name": "csrf_token"})["value"]
    )
    for way in ("terima", "tolak", "tarik", "lanjut", "1/sisihkan"):
        assert rina.post(f"{path}/{way}", {"csrf_token": token}).status == 404, way
    assert (dewi.get(path).status, dewi.get(OFFERS).status) == (403, 403)
    assert visitor.get(path).location == f"/masuk?next={path}"
    assert sari.submit(offer, f"{path}/tarik").status == 303


@pytest.mark.parametrize("way", ["terima", "tolak", "1/sisihkan"])
def test_the_offering_side_cannot_answer_nor_the_receiving_one_withdraw(
    sari: Reader, budi: Reader, cast: Cast, way: str
) -> None:
    offer = offered(sari, cast, "Suparno")
    path = offer.response.request.path
    token = offer.soup.find("input", attrs={"name": "csrf_token"})["value"]
    assert sari.post(f"{path}/{way}", {"csrf_token": token}).status == 404
    theirs = budi.get(path).soup.find("input", attrs={"name": "csrf_token"})["value"]
    assert budi.post(f"{path}/tarik", {"csrf_token": theirs}).status == 404


def test_another_city_cannot_be_offered_to(sari: Reader, rina: Reader, cast: Cast) -> None:
    page = chosen(sari, cast.member["Suparno"])
    assert "Pasar Bunder" not in page.text
    assert decided(sari, page, "move", to=str(cast.association["rina"])).status == 422
    lonely = chosen(rina, cast.member["Darmi"])
    assert "Pindahkan ke paguyuban lain" not in lonely.text

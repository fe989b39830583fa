"""/anggota/<id>/perantara: a neighbour who carries messages."""

import pytest
from flask import Flask

from association.database import db, write_tx
from association.roster.history import actions as changes
from association.roster.history.kinds import BatchKind, ChangeKind
from association.roster.members.actions import put
from association.roster.members.models import Member
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader


def appoint(sari: Reader, cast: Cast, name: str = "Suparno", **more: str) -> tuple[str, str]:
    """Let a neighbour carry messages for Sri Lestari; give both pages."""
    path = f"/anggota/{cast.member['Sri Lestari']}"
    said = {"neighbour": str(cast.member[name]), "agreed": "y"} | more
    assert sari.fill(f"{path}/perantara", f"{path}/perantara/pilih", **said).status == 303
    return path, f"/anggota/{cast.member[name]}"


def test_those_at_nearby_stalls_are_offered_the_nearest_first(sari: Reader, cast: Cast) -> None:
    seen = sari.get(f"/anggota/{cast.member['Sri Lestari']}/perantara")  # Los B-6
    offered = [one["value"] for one in seen.soup.select("input[name=neighbour]")]
    near = ("Budi Santoso", "Wagiyem", "Ngatiyem", "Suparno", "Tono Wibowo")  # Los B-5 to B-1
    assert offered == [str(cast.member[name]) for name in near]


def test_another_is_found_by_a_search(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Sri Lestari']}/perantara"
    whole = sari.get(path, query_string={"q": "tono"})
    part = sari.get(path, query_string={"q": "tono"}, part="neighbours")
    for seen in (whole, part):
        assert [one["value"] for one in seen.soup.select("input[name=neighbour]")] == [
            str(cast.member["Tono Wibowo"])
        ]
    assert part.soup.find("html") is None
    assert sari.get(path, query_string={"q": "lestari"}).soup.select("input[name=neighbour]") == []
    refused = sari.submit(whole, f"{path}/pilih", neighbour=str(cast.member["Tono Wibowo"]))
    assert refused.status == 422
    assert refused.soup.select_one("input[name=neighbour][checked]")["value"] == str(
        cast.member["Tono Wibowo"]
    )


def test_who_has_no_phone_or_left_is_not_offered(app: Flask, sari: Reader, cast: Cast) -> None:
    stall = {"stall_market": str(cast.market["sari"]), "stall_block": "B", "stall_number": "7"}
    sari.fill("/anggota/baru", name="Sutini", **stall)
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            neighbour = tx.session.get_one(Member, cast.member["Wagiyem"])
            put(tx.session, neighbour, {"left_on": "2026-11-22"}, by, kind=ChangeKind.LEAVE)
    path = f"/anggota/{cast.member['Sri Lestari']}/perantara"
    for seen in (sari.get(path), sari.get(f"{path}?q=sutini"), sari.get(f"{path}?q=wagiyem")):
        offered = " ".join(one.get_text() for one in seen.soup.select(".opts label"))
        assert "Sutini" not in offered
        assert "Wagiyem" not in offered


def test_it_shows_on_both_pages_and_counts_as_reachable(sari: Reader, cast: Cast) -> None:
    member, neighbour = appoint(sari, cast)
    seen = sari.get(member)
    assert "Pesan untuk anggota ini dibawakan Suparno (0812-2600-4285)" in seen.text
    assert seen.soup.select_one("a[href^='https://wa.me/6281226004285?text=']") is not None
    assert seen.soup.select_one("[data-gap=reach]") is None
    assert "Membawakan pesan untuk Sri Lestari" in sari.get(neighbour).text
    assert "Sari mengubah pembawa pesan diisi: Suparno" in sari.get(f"{member}/riwayat").text


@pytest.mark.parametrize("side", [0, 1])
def test_either_ends_it_in_one_tap(sari: Reader, cast: Cast, side: int) -> None:
    pages = appoint(sari, cast)
    ended = sari.submit(sari.get(pages[side]), f"{pages[0]}/perantara/akhiri")
    assert ended.location == pages[side]
    assert "Sudah diakhiri" in sari.follow(ended).text
    assert "Suparno" not in sari.get(pages[0]).soup.select_one("main").get_text()
    assert "Membawakan pesan" not in sari.get(pages[1]).text
    assert sari.get(pages[0]).soup.select_one("[data-gap=reach]") is not None


def test_an_old_page_does_not_end_what_another_carries_now(sari: Reader, cast: Cast) -> None:
    path, neighbour = appoint(sari, cast)
    old = sari.get(neighbour)
    appoint(sari, cast, "Wagiyem")
    sari.submit(old, f"{path}/perantara/akhiri")
    assert "dibawakan Wagiyem" in sari.get(path).text


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"agreed": None}, "keduanya setuju"),
        ({"neighbour": ""}, "Pilih satu tetangga dulu."),
        ({"neighbour": "abc"}, "Pilih satu tetangga dulu."),
        ({"neighbour": "Sri Lestari"}, "Pilih orang lain"),
        ({"neighbour": "Joko Santoso"}, "harus anggota di daftar Anda"),  # Budi's
        ({"neighbour": "999999"}, "harus anggota di daftar Anda"),
    ],
)
def test_what_cannot_be_is_said(
    sari: Reader, cast: Cast, said: dict[str, str | None], sentence: str
) -> None:
    path = f"/anggota/{cast.member['Sri Lestari']}"
    typed = {"neighbour": "Suparno", "agreed": "y"} | said
    typed["neighbour"] = str(cast.member.get(typed["neighbour"] or "", typed["neighbour"]))
    refused = sari.fill(f"{path}/perantara", f"{path}/perantara/pilih", **typed)
    assert refused.status == 422
    assert sentence in refused.wrong
    assert "Joko" not in refused.text
    assert sari.get(path).soup.select_one("[data-gap=reach]") is not None


def test_who_has_a_phone_needs_none_and_who_has_none_cannot_carry(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Wagiyem']}/perantara"
    refused = sari.fill(path, f"{path}/pilih", neighbour=str(cast.member["Suparno"]), agreed="y")
    assert "punya nomor HP sendiri" in refused.text
    sari.fill("/anggota/baru", name="Sutini")
    sutini = sari.get("/anggota?q=sutini").soup.select_one("[data-member]")["data-member"]
    path = f"/anggota/{cast.member['Sri Lestari']}/perantara"
    refused = sari.fill(path, f"{path}/pilih", neighbour=sutini, agreed="y")
    assert "Sutini belum punya nomor HP" in refused.text


@pytest.mark.parametrize("leaver", ["Sri Lestari", "Suparno"])
def test_it_ends_by_itself_when_either_leaves_and_comes_back_with_an_undo(
    app: Flask, sari: Reader, cast: Cast, leaver: str
) -> None:
    appoint(sari, cast)
    member_id = cast.member["Sri Lestari"]
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            batch = changes.open_batch(tx.session, by, BatchKind.BULK)
            gone = {"left_on": "2026-11-22", "left_reason": "stopped"}
            one = tx.session.get_one(Member, cast.member[leaver])
            told = put(tx.session, one, gone, by, kind=ChangeKind.LEAVE, batch_id=batch)
        assert db.session.get_one(Member, member_id).messenger_id is None
        with write_tx() as tx:
            one = tx.session.get_one(Member, cast.member[leaver])
            put(
                tx.session,
                one,
                {name: pair[0] for name, pair in told.items()},
                by,
                kind=ChangeKind.UNDO,
            )
        again = db.session.get_one(Member, member_id).messenger_id
        assert again == (cast.member["Suparno"] if leaver == "Sri Lestari" else None)


def test_nobody_who_left_is_made_a_messenger_again(app: Flask, cast: Cast) -> None:
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            neighbour = tx.session.get_one(Member, cast.member["Suparno"])
            put(tx.session, neighbour, {"left_on": "2026-11-22"}, by, kind=ChangeKind.LEAVE)
            member = tx.session.get_one(Member, cast.member["Sri Lestari"])
            assert (
                put(tx.session, member, {"messenger_id": neighbour.id}, by, kind=ChangeKind.UNDO)
                == {}
            )


def test_a_double_tap_saves_once(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Sri Lestari']}"
    page = sari.get(f"{path}/perantara")
    said = {"neighbour": str(cast.member["Suparno"]), "agreed": "y"}
    assert {sari.submit(page, f"{path}/perantara/pilih", **said).status for _ in range(3)} == {303}
    assert sari.get(f"{path}/riwayat").text.count("pembawa pesan diisi") == 1


def test_the_neighbour_and_others_get_nothing(
    sari: Reader, budi: Reader, rina: Reader, dewi: Reader, visitor: Reader, cast: Cast
) -> None:
    path = f"/anggota/{cast.member['Sri Lestari']}/perantara"
    assert [one.get(path).status for one in (budi, rina, dewi, visitor)] == [404, 404, 403, 303]
    appoint(sari, cast)
    own = budi.get(f"/anggota/{cast.member['Joko Santoso']}/ubah")
    token = {"csrf_token": own.soup.find("input", attrs={"name": "csrf_token"})["value"]}
    said = {"neighbour": str(cast.member["Joko Santoso"]), "agreed": "y"}
    assert budi.post(f"{path}/pilih", token | said).status == 404
    ended = {"messenger": str(cast.member["Suparno"])}
    assert budi.post(f"{path}/akhiri", token | ended).status == 404
    assert "dibawakan Suparno" in sari.get(f"/anggota/{cast.member['Sri Lestari']}").text

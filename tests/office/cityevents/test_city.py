"""/pemantauan/kegiatan: events that officers hold for several paguyuban; leaders see those they are
invited to."""

from typing import Any

import pytest

from tests.conftest import Clock
from tests.infra.cast import Cast
from tests.infra.client import Reader, Seen, fields

NEW = "/pemantauan/kegiatan/baru"
TOLD = {
    "title": "Sosialisasi se-Solo",
    "kind": "sosialisasi",
    "starts_at": "2026-11-25T09:00",
    "place": "Balai Kota",
    "host": "dinas",
    "invite": "pilih",
}


def held(dewi: Reader, cast: Cast, *invited: str, **more: Any) -> int:
    ids = [str(cast.association[name]) for name in invited]
    answer = dewi.fill(NEW, **(TOLD | {"associations": ids} | more))
    assert answer.status == 303, answer.text
    return int(answer.location.rpartition("/")[2])


def titles(seen: Seen) -> list[str]:
    return [row.b.get_text() for row in seen.soup.select("[data-event]")]


def test_those_invited_see_it_mark_their_own_and_cannot_change_it(
    dewi: Reader, sari: Reader, budi: Reader, rina: Reader, visitor: Reader, cast: Cast
) -> None:
    event = held(dewi, cast, "sari", "budi")
    for leader in (sari, budi):
        assert titles(leader.get("/kegiatan")) == [TOLD["title"]]
        assert leader.get(f"/kegiatan/{event}").status == 200
        assert leader.get(f"/kegiatan/{event}/ubah").status == 404
        assert leader.get(f"/kegiatan/{event}/tunda").status == 404
    assert titles(rina.get("/kegiatan")) == []
    assert rina.get(f"/kegiatan/{event}").status == 404
    attendance = f"/kegiatan/{event}/hadir"
    form = sari.get(attendance).soup.select_one(f"#m{cast.member['Suparno']} form")
    assert sari.post(attendance, fields(form)).status == 303  # type: ignore[arg-type]
    assert sari.get(f"/kegiatan/{event}").figure("attendance") == 1
    assert budi.get(f"/kegiatan/{event}").figure("attendance") == 0
    seen = dewi.get(f"/pemantauan/kegiatan/{event}")
    assert seen.figure("attendance") == 1
    assert "Suparno" not in seen.text


def test_only_some_are_invited(dewi: Reader, sari: Reader, budi: Reader, cast: Cast) -> None:
    held(dewi, cast, "budi")
    assert (titles(sari.get("/kegiatan")), titles(budi.get("/kegiatan"))) == ([], [TOLD["title"]])


def test_all_of_a_market_are_invited(dewi: Reader, sari: Reader, budi: Reader, cast: Cast) -> None:
    held(dewi, cast, invite="pasar", markets=[str(cast.market["sari"])])
    assert (titles(sari.get("/kegiatan")), titles(budi.get("/kegiatan"))) == ([TOLD["title"]], [])


def test_guests_say_whose_they_are(
    dewi: Reader, sari: Reader, budi: Reader, visitor: Reader, cast: Cast
) -> None:
    event = held(dewi, cast, "sari", "budi")
    code = str(dewi.get(f"/pemantauan/kegiatan/{event}").soup.select_one("a[href^='/e/']")["href"])
    typed = {"name": "Tamu", "phone": "085711112222", "coming": "1"}
    unsaid = visitor.fill(code, **typed)
    assert (unsaid.status, "Pilih dulu paguyuban Anda." in unsaid.text) == (422, True)
    visitor.fill(code, **typed, association=str(cast.association["budi"]))
    known = {"name": "Suparno", "phone": "081226004285", "coming": "1"}  # on Sari's roster
    assert (
        visitor.fill(code, **known).status == 422
    )  # asked like everybody: the answer tells nothing
    visitor.fill(code, **known, association=str(cast.association["sari"]))
    assert [who.get(f"/kegiatan/{event}").figure("coming") for who in (sari, budi)] == [1, 1]
    assert dewi.get(f"/pemantauan/kegiatan/{event}").figure("coming") == 2
    assert "Tamu" not in dewi.get(f"/pemantauan/kegiatan/{event}").text
    assert "Tamu" not in sari.get(f"/kegiatan/{event}").text


def test_the_office_postpones_and_each_paguyuban_tells_its_own(
    dewi: Reader, sari: Reader, visitor: Reader, cast: Cast, clock: Clock
) -> None:
    event = held(dewi, cast, "sari")
    code = str(dewi.get(f"/pemantauan/kegiatan/{event}").soup.select_one("a[href^='/e/']")["href"])
    visitor.fill(code, name="Suparno", phone="081226004285", coming="1")
    clock.tick(minutes=5)
    base = f"/pemantauan/kegiatan/{event}"
    dewi.fill(f"{base}/tunda", starts_at="1 Desember 2026 10.00")
    assert sari.get(f"/kegiatan/{event}/kabari").figure("untold") == 1
    dewi.fill(f"{base}/ubah", title="Sosialisasi besar")
    assert titles(sari.get("/kegiatan")) == ["Sosialisasi besar"]


@pytest.mark.parametrize(
    "typed", [{"title": ""}, {"starts_at": "besok"}, {"associations": []}, {"capacity": "x"}]
)
def test_what_is_typed_wrongly_is_refused(dewi: Reader, cast: Cast, typed: dict[str, Any]) -> None:
    refused = dewi.fill(NEW, **(TOLD | {"associations": [str(cast.association["sari"])]} | typed))
    assert refused.status == 422
    assert refused.soup.select_one("#place")["value"] == "Balai Kota"  # type: ignore[index]
    assert titles(dewi.get("/pemantauan/kegiatan")) == []


def test_officers_of_the_city_only(
    dewi: Reader, sari: Reader, admin: Reader, visitor: Reader, cast: Cast
) -> None:
    event = held(dewi, cast, "sari")
    for path in (NEW, f"/pemantauan/kegiatan/{event}", f"/pemantauan/kegiatan/{event}/ubah"):
        assert [who.get(path).status for who in (sari, visitor)] == [403, 303], path
    own = sari.fill(
        "/kegiatan/baru", title="Rapat", starts_at="24 November 2026 13.00", place="Los"
    )
    number = own.location.rpartition("/")[2]
    assert "Rapat" in dewi.get(f"/pemantauan/kegiatan/{number}").text  # sees its numbers
    assert dewi.get(f"/pemantauan/kegiatan/{number}/ubah").status == 404  # but it is not theirs

"""/pengurus/undang and /pengurus/<id>: the blocks that a coordinator's duty is confined to."""

import re

import pytest
from flask import Flask

from association.database import db
from association.people.accounts.models import DutyPlace
from tests.attacks.scene import csrf
from tests.infra.cast import Cast
from tests.infra.client import Reader, Seen
from tests.people.team.test_team import entered, invite, link

ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)
COORDINATOR, UNKNOWN = "koordinator blok", "Pilihan itu tidak ada di daftar. Centang lagi."


def offered(page: Seen) -> list[str]:
    """Give the places that may be ticked, in words."""
    return [one.parent.get_text() for one in page.soup.select("input[name=places]")]


def places(app: Flask) -> set[str]:
    """Give the blocks that duties are confined to."""
    with app.app_context():
        return {one.block for one in db.session.query(DutyPlace)}


def test_from_the_ticks_to_the_first_sign_in(
    app: Flask, sari: Reader, cast: Cast, warti: Reader
) -> None:
    page = sari.get("/pengurus/undang")
    assert offered(page) == [
        "Seluruh Pasar Rejosari · 6 anggota",
        "Pasar Rejosari blok B · 5 anggota",
        "Pasar Rejosari blok C · 1 anggota",
    ]
    address = link(invite(sari, position=COORDINATOR, places=f"{cast.market['sari']}:B"))
    team = sari.get("/pengurus").text
    assert "Koordinator blok · sejak" in team
    assert "Pasar Rejosari blok B Catat iuran · Lihat NIK" in team
    newcomer = Reader(app)
    asked = newcomer.get(address)
    assert "mengajak Anda menjadi koordinator blok" in asked.text
    newcomer.submit(asked, address, password="empat kata mudah diingat")
    wati = entered(app, "081299990123")
    assert len(wati.get("/anggota").names()) == 5
    assert wati.get("/anggota/baru").status == 403


@ON_SQLITE
@pytest.mark.parametrize(
    ("position", "ticked", "said"),
    [
        (COORDINATOR, [], "Centang paling sedikit satu blok"),
        ("sekretaris", ["{own}:B"], "Hanya koordinator blok yang dibatasi"),
        (COORDINATOR, ["{other}:B"], UNKNOWN),
        (COORDINATOR, ["{own}:Z"], UNKNOWN),
        (COORDINATOR, ["{own}:B", "B"], UNKNOWN),
    ],
)
def test_what_cannot_be_is_said_and_nobody_is_invited(
    app: Flask, sari: Reader, cast: Cast, position: str, ticked: list[str], said: str
) -> None:
    known = {"own": cast.market["sari"], "other": cast.market["budi"]}
    typed = [one.format(**known) for one in ticked] or None
    refused = invite(sari, position=position, places=typed)
    assert refused.status == 422
    assert said in refused.text
    assert "Wati" in str(refused.soup.find("input", id="name")["value"])
    assert "Wati" not in sari.get("/pengurus").text


def test_other_blocks_from_the_next_request_on(
    app: Flask, sari: Reader, cast: Cast, warti: Reader, warti_duty: int
) -> None:
    market = cast.market["sari"]
    page = sari.get(f"/pengurus/{warti_duty}")
    [held] = page.soup.select("input[name=places][checked]")
    assert held["value"] == f"{market}:C"
    assert page.soup.find("input", id="edit") is None
    to = f"/pengurus/{warti_duty}/blok"
    assert sari.submit(page, to, places=[f"{market}:B", f"{market}:C"]).status == 303
    assert "Pasar Rejosari blok B, C" in sari.get("/pengurus").text
    assert len(warti.get("/anggota").names()) == 6
    # the whole market makes its blocks needless
    assert sari.fill(page_of(warti_duty), to, places=[f"{market}:", f"{market}:C"]).status == 303
    assert places(app) == {""}
    refused = sari.fill(page_of(warti_duty), to, places=None)
    assert (refused.status, places(app)) == (422, {""})
    assert "Centang paling sedikit satu blok" in refused.text


def page_of(duty_id: int) -> str:
    """Give the address of a duty."""
    return f"/pengurus/{duty_id}"


@ON_SQLITE
def test_a_neighbours_duty_is_absent_and_others_have_no_blocks(
    app: Flask, sari: Reader, budi: Reader, cast: Cast, warti: Reader, warti_duty: int
) -> None:
    to = "/pengurus/{}/blok"
    yantis = max(
        int(one) for one in re.findall(r"/pengurus/(\d+)", str(budi.get("/pengurus").soup))
    )
    ticked = {"places": f"{cast.market['budi']}:B"}
    assert budi.post(to.format(warti_duty), ticked | {"csrf_token": csrf(budi)}).status == 404
    refused = budi.post(to.format(yantis), ticked | {"csrf_token": csrf(budi)})
    assert (refused.status, places(app)) == (422, {"C"})
    assert warti.post(to.format(warti_duty), {"csrf_token": csrf(warti)}).status == 403


@ON_SQLITE
def test_a_coordinator_is_no_successor(sari: Reader, warti: Reader) -> None:
    assert "Warti" not in sari.get("/pengurus/serah-terima").text

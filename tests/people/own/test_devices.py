"""/akun/hp: where one is signed in, and a lost phone thrown out."""

from datetime import timedelta

import pytest
from flask import Flask

from association.database import db
from association.people.accounts.models import Device
from tests.conftest import Clock
from tests.infra.cast import PASSWORD, Cast
from tests.infra.client import Reader, Seen

pytestmark = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # alike on each engine
PAGE = "/akun/hp"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 "
    "Mobile Safari/537.36"
)


def enter(app: Flask, agent: str = ANDROID, phone: str = "081200000001") -> Reader:
    reader = Reader(app)
    reader.client.environ_base["HTTP_USER_AGENT"] = agent
    assert reader.fill("/masuk", phone=phone, password=PASSWORD, own_phone="y").status == 303
    return reader


def cards(page: Seen) -> list[str]:
    return [" ".join(one.get_text(" ").split()) for one in page.soup.select("main .card")]


def test_each_sign_in_stands_there_with_kind_use_and_since(
    app: Flask, sari: Reader, budi: Reader, clock: Clock
) -> None:
    other = enter(app)
    clock.tick(hours=2)
    other.get("/")
    clock.tick(minutes=1)
    here, there = cards(sari.get(PAGE))
    assert "HP ini" in here
    assert here.startswith("HP atau komputer")
    assert there.startswith("Chrome di Android")
    assert "Terakhir dipakai 22 November 2026, 02.30 WIB" in there
    assert "Masuk sejak 22 November 2026, 00.30 WIB" in there
    assert len(cards(other.get(PAGE))) == 2
    assert len(cards(budi.get(PAGE))) == 1


def test_a_lost_phone_is_out_at_its_next_request_and_loses_its_own_bucket(
    app: Flask, sari: Reader
) -> None:
    lost, third = enter(app), enter(app, "Mozilla/5.0 (iPhone) Version/17.0 Safari/604.1")
    page = sari.get(PAGE)
    assert [one.split(" Terakhir")[0] for one in cards(page)][1:] in (
        ["Chrome di Android", "Safari di iPhone"],
        ["Safari di iPhone", "Chrome di Android"],
    )
    card = next(one for one in page.soup.select(".card") if "Chrome" in one.get_text())
    name = card.select_one("input[name=device]")["value"]
    thrown = sari.submit(page, "/akun/hp/keluarkan", device=name)
    assert "Sudah dikeluarkan" in sari.follow(thrown).text
    assert (lost.get("/anggota").location, third.get("/anggota").status) == (
        "/masuk?next=/anggota",
        200,
    )
    with app.app_context():
        assert db.session.query(Device).count() == 1  # the third's
    again = sari.post("/akun/hp/keluarkan", {"csrf_token": _token(sari), "device": name})
    assert "sudah tidak masuk lagi" in sari.follow(again).text
    for _ in range(5):  # guesses on it count as anybody's: it stops nobody, and gets no tries more
        assert lost.fill("/masuk", phone="081200000001", password="wrong").status == 422
    assert lost.fill("/masuk", phone="081200000001", password="wrong").status == 429
    assert Reader(app).fill("/masuk", phone="081200000001", password="wrong").status == 429


def _token(reader: Reader) -> str:
    return str(reader.get("/akun/sandi").soup.select_one("input[name=csrf_token]")["value"])


def test_all_others_at_once(app: Flask, sari: Reader, budi: Reader) -> None:
    others = [enter(app), enter(app)]
    thrown = sari.fill(PAGE, "/akun/hp/keluarkan-lain")
    assert "Semua yang lain" in sari.follow(thrown).text
    assert [one.get("/").text.count("Rejosari") > 0 for one in others] == [False, False]
    assert (sari.get(PAGE).status, budi.get(PAGE).status) == (200, 200)
    with app.app_context():
        assert db.session.query(Device).count() == 0


@pytest.mark.parametrize("name", ["", "00" * 8, "%", "x" * 120])
def test_nobody_throws_out_another(app: Flask, sari: Reader, budi: Reader, name: str) -> None:
    other = enter(app, phone="081200000002")
    theirs = budi.get(PAGE).soup.select_one("input[name=device]")["value"]
    for device in (name, theirs):
        sent = {"csrf_token": _token(sari), "device": device}
        assert sari.post("/akun/hp/keluarkan", sent).status == 303
    assert other.get("/anggota").status == 200


def test_an_office_ends_sooner(app: Flask, dewi: Reader, clock: Clock, cast: Cast) -> None:
    enter(app, phone="081200000003")
    assert len(cards(dewi.get(PAGE))) == 2
    clock.tick(minutes=20)
    dewi.get("/lainnya")
    clock.moment += timedelta(minutes=20)
    assert len(cards(dewi.get(PAGE))) == 1


def test_another_paguyuban_is_the_same_phone(app: Flask) -> None:
    yanti = enter(app, phone="081200000006")
    assert yanti.fill("/lainnya", "/lainnya/paguyuban").status == 303
    (here,) = [one for one in cards(yanti.get(PAGE)) if "HP ini" in one]
    assert here.startswith("Chrome di Android")

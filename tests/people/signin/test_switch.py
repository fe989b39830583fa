"""/lainnya/paguyuban: a leader of two paguyuban, and forms that were opened for the other one."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere, Visitor
from association.database import db, write_tx
from association.people.accounts.actions import give_duty
from association.people.accounts.models import Duty, SignIn
from association.people.accounts.reads import ketua_names, token_hash
from association.people.signin.actions import sign_in
from association.roster.members.models import Member
from tests.conftest import Clock
from tests.infra.cast import NOW, PASSWORD, TODAY, Cast
from tests.infra.client import Reader, Seen, fields

OTHER = "dibuka untuk paguyuban lain"


@pytest.fixture
def both(app: Flask, cast: Cast, sari: Reader) -> Reader:
    """Sari, who also leads Gede."""
    with app.app_context(), write_tx() as tx:
        give_duty(
            tx.session,
            account_id=cast.account["sari"],
            association_id=cast.association["budi"],
            position="ketua",
            starts_on=date(2026, 1, 1),
        )
    return sari


def switch(reader: Reader, cast: Cast, leader: str) -> Seen:
    page = reader.get("/lainnya")
    return reader.submit(page, "/lainnya/paguyuban", association=str(cast.association[leader]))


def members(app: Flask, name: str) -> list[int]:
    with app.app_context():
        set_reach(db.session(), Everywhere())
        return [one.association_id for one in db.session.query(Member).filter_by(name=name)]


def test_one_switches_and_back(both: Reader, cast: Cast) -> None:
    assert "Paguyuban Pasar Rejosari" in both.get("/").text
    assert "Joko Santoso" not in both.get("/anggota").text
    assert switch(both, cast, "budi").location == "/"
    assert "Paguyuban Pasar Gede" in both.get("/").text
    assert both.get("/anggota").names() == ["Joko Santoso"]
    assert both.get(f"/anggota/{cast.member['Tono Wibowo']}").status == 404
    switch(both, cast, "sari")
    assert "Tono Wibowo" in both.get("/anggota").names()


def test_the_token_is_rotated(app: Flask, both: Reader, cast: Cast) -> None:
    old = both.client.get_cookie("guyub").value
    switch(both, cast, "budi")
    assert both.client.get_cookie("guyub").value != old
    assert Reader(app, old).get("/anggota").status == 303
    with app.app_context():
        assert db.session.get(SignIn, token_hash(old)) is None


@pytest.mark.parametrize("to", ["rina", "0", "x", "", "99999999999999999999", "-1"])
def test_one_cannot_switch_to_where_one_has_no_duty(both: Reader, cast: Cast, to: str) -> None:
    page = both.get("/lainnya")
    number = str(cast.association[to]) if to in cast.association else to
    assert both.submit(page, "/lainnya/paguyuban", association=number).status == 404
    assert "Paguyuban Pasar Rejosari" in both.get("/").text


def test_signing_in_chooses_no_paguyuban_where_one_never_had_a_duty(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    with app.app_context():
        set_reach(db.session(), Visitor())
        for leader, chosen in (("budi", None), ("sari", cast.association["sari"])):
            signed = sign_in(
                "081200000001",
                PASSWORD,
                own_phone=False,
                device="",
                network="",
                old_token="",
                clock=lambda: NOW,
                today=TODAY,
                association_id=cast.association[leader],
            )
            kept = db.session.get_one(SignIn, token_hash(signed.token))
            assert kept.association_id == chosen


def test_one_cannot_switch_to_where_the_duty_has_ended(
    app: Flask, both: Reader, cast: Cast
) -> None:
    page = both.get("/lainnya")
    with app.app_context(), write_tx() as tx:
        duty = tx.session.query(Duty).filter_by(
            account_id=cast.account["sari"], association_id=cast.association["budi"]
        )
        duty.update({"ends_on": TODAY - timedelta(days=1)})
    old = both.client.get_cookie("guyub").value
    there = str(cast.association["budi"])
    assert both.submit(page, "/lainnya/paguyuban", association=there).status == 404
    assert both.client.get_cookie("guyub").value == old
    assert "Ganti paguyuban" not in both.get("/lainnya").text


def test_a_right_is_asked_for_of_who_leads_today(app: Flask, both: Reader, cast: Cast) -> None:
    there = cast.association["budi"]
    with app.app_context():
        assert ketua_names(db.session(), there, today=TODAY) == ["Budi", "Sari"]
        with write_tx() as tx:
            duty = tx.session.query(Duty).filter_by(
                account_id=cast.account["sari"], association_id=there
            )
            duty.update({"ends_on": TODAY - timedelta(days=1)})
        assert ketua_names(db.session(), there, today=TODAY) == ["Budi"]


def test_who_holds_two_positions_in_one_paguyuban_acts_as_ketua(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    own = {"account_id": cast.account["sari"], "association_id": cast.association["sari"]}
    with app.app_context(), write_tx() as tx:
        lesser = {"position": "bendahara", "may_edit": False}
        tx.session.query(Duty).filter_by(**own).update(lesser)
    assert sari.get("/pengurus").status == 403
    with app.app_context(), write_tx() as tx:
        give_duty(tx.session, **own, position="ketua", starts_on=date(2026, 1, 1))
    assert (sari.get("/pengurus").status, sari.get("/anggota/baru").status) == (200, 200)


def test_with_one_duty_there_is_nothing_to_switch(
    sari: Reader, dewi: Reader, admin: Reader, cast: Cast
) -> None:
    for reader in (sari, dewi, admin):
        assert "Ganti paguyuban" not in reader.get("/lainnya").text
    token = fields(sari.get("/lainnya").form("/keluar"))
    assert (
        sari.post(
            "/lainnya/paguyuban", token | {"association": str(cast.association["budi"])}
        ).status
        == 404
    )
    token = fields(dewi.get("/lainnya").form("/keluar"))
    assert (
        dewi.post(
            "/lainnya/paguyuban", token | {"association": str(cast.association["budi"])}
        ).status
        == 404
    )


def test_a_visitor_is_asked_to_sign_in(visitor: Reader, cast: Cast) -> None:
    token = fields(visitor.get("/masuk").form("/masuk"))["csrf_token"]
    answer = visitor.post("/lainnya/paguyuban", {"csrf_token": token, "association": "1"})
    assert answer.status == 401


def test_a_form_of_the_other_paguyuban_saves_nowhere(app: Flask, both: Reader, cast: Cast) -> None:
    opened = both.get("/anggota/baru")
    switch(both, cast, "budi")
    refused = both.submit(opened, "/anggota/baru", name="Bu Baru")
    assert (refused.status, OTHER in refused.text) == (409, True)
    assert "Paguyuban Pasar Gede" in refused.text
    assert (
        refused.soup.find("form", action="/anggota/baru") is None
    )  # no button that would save it here after all
    assert members(app, "Bu Baru") == []
    switch(both, cast, "sari")
    assert (
        both.submit(opened, "/anggota/baru", name="Bu Baru").status == 303
    )  # back where it belongs
    assert members(app, "Bu Baru") == [cast.association["sari"]]


def test_neither_does_one_whose_token_alone_or_key_alone_tells(
    app: Flask, both: Reader, cast: Cast
) -> None:
    opened = fields(both.get("/anggota/baru").form("/anggota/baru")) | {"name": "Bu Baru"}
    switch(both, cast, "budi")
    fresh = fields(both.get("/anggota/baru").form("/anggota/baru"))
    for mixed in ("csrf_token", "key"):
        refused = both.post("/anggota/baru", opened | {mixed: fresh[mixed]})
        assert (refused.status, OTHER in refused.text) == (409, True), mixed
    part = both.post("/anggota/baru", opened, part="main")
    assert (part.status, OTHER in part.response.get_data(as_text=True)) == (409, True)
    assert members(app, "Bu Baru") == []


def test_nor_does_a_file(both: Reader, cast: Cast) -> None:
    token = fields(both.get("/anggota/impor").form("/anggota/impor"))
    switch(both, cast, "budi")
    refused = both.post("/anggota/impor", token | {"file": (BytesIO(b"nama\nBu Baru\n"), "a.csv")})
    assert (refused.status, OTHER in refused.text) == (409, True)


def test_a_form_does_not_follow_when_the_duty_ends_meanwhile(
    app: Flask, both: Reader, cast: Cast, clock: Clock
) -> None:
    opened = both.get("/anggota/baru")
    with app.app_context(), write_tx() as tx:
        duty = tx.session.query(Duty).filter_by(association_id=cast.association["sari"])
        duty.update({"ends_on": TODAY - timedelta(days=1)})
    assert both.get("/anggota").names() == ["Joko Santoso"]  # the other duty is left
    assert both.submit(opened, "/anggota/baru", name="Bu Baru").status == 409
    assert members(app, "Bu Baru") == []


def test_a_form_that_waits_for_the_sign_in_saves_where_it_was_opened(
    app: Flask, both: Reader, cast: Cast, clock: Clock
) -> None:
    switch(both, cast, "budi")
    opened = both.get("/anggota/baru")
    clock.tick(hours=13)
    asked = both.submit(opened, "/anggota/baru", name="Bu Baru")
    assert asked.status == 401
    resumed = both.submit(asked, "/masuk", phone="081200000001", password=PASSWORD)
    assert both.submit(resumed, "/anggota/baru").status == 303
    assert members(app, "Bu Baru") == [cast.association["budi"]]


def test_signing_out_works_from_an_old_page(both: Reader, cast: Cast) -> None:
    opened = both.get("/lainnya")
    switch(both, cast, "budi")
    assert both.submit(opened, "/keluar").location == "/masuk"

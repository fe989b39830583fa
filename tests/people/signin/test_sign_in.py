"""/masuk and /keluar."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from association.database import db, write_tx
from association.people.accounts.models import Account, Device, Duty, SignIn
from association.people.accounts.reads import token_hash
from tests.conftest import Clock
from tests.infra.cast import PASSWORD, TODAY, Cast
from tests.infra.client import Reader, Seen

WRONG = "Nomor HP atau kata sandi salah"


def enter(
    reader: Reader, phone: str = "081200000001", password: str = PASSWORD, **more: str
) -> Seen:
    return reader.fill("/masuk", phone=phone, password=password, **more)


@pytest.mark.parametrize(
    "phone",
    [
        "0812 0000 0001",
        "081200000001",
        "+62 812-0000-0001",
        "62812 0000 0001",
        "(0812) 0000.0001",
        "81200000001",
    ],
)
def test_any_way_of_typing_the_number(visitor: Reader, phone: str) -> None:
    assert enter(visitor, phone).location == "/"
    assert "Paguyuban Pasar Rejosari" in visitor.get("/").text


@pytest.mark.parametrize(
    ("phone", "password"),
    [
        ("081200000001", "wrong"),
        ("081299999999", PASSWORD),
        ("", ""),
        ("abc", PASSWORD),
        ("081200000002", ""),
        ("081200000001", "x" * 5000),
    ],
)
def test_a_wrong_pair_is_answered_alike_and_keeps_the_number(
    visitor: Reader, phone: str, password: str
) -> None:
    refused = enter(visitor, phone, password)
    assert (refused.status, WRONG in refused.text) == (422, True)
    assert refused.soup.find("input", id="phone")["value"] == phone
    assert PASSWORD not in str(refused.soup)
    assert visitor.get("/anggota").status == 303


@pytest.mark.parametrize(
    "change", [{"ends_on": date(2026, 11, 21)}, {"starts_on": date(2027, 1, 1)}]
)
def test_a_right_pair_without_a_duty_today_is_told_why(
    visitor: Reader, app: Flask, cast: Cast, change: dict[str, date]
) -> None:
    with app.app_context(), write_tx() as tx:
        tx.session.execute(
            sa.update(Duty).where(Duty.account_id == cast.account["sari"]).values(**change)
        )
    told = enter(visitor)
    assert (told.status, "tidak punya tugas yang berlaku" in told.text) == (422, True)
    assert visitor.get("/anggota").status == 303


def test_after_five_failures_one_waits_even_with_the_right_password(
    visitor: Reader, clock: Clock
) -> None:
    for _ in range(5):
        assert enter(visitor, password="wrong").status == 422
    waiting = enter(visitor)
    assert waiting.status == 429
    assert int(waiting.response.headers["Retry-After"]) <= 31
    clock.tick(seconds=31)
    assert enter(visitor).status == 303


def test_an_unknown_number_waits_as_well(visitor: Reader) -> None:
    for _ in range(5):
        enter(visitor, phone="081299999999", password="wrong")
    assert enter(visitor, phone="081299999999", password="wrong").status == 429


def test_an_attacker_cannot_lock_out_a_known_device(app: Flask, visitor: Reader) -> None:
    enter(visitor)
    visitor.fill("/lainnya", "/keluar")
    attacker = Reader(app)
    for _ in range(6):
        enter(attacker, password="wrong")
    assert enter(attacker).status == 429
    assert enter(visitor).status == 303


@pytest.mark.parametrize("made_up", ["", "1", "x" * 43, "0812-3456-7890"])
def test_a_device_that_nobody_signed_in_on_gets_a_token_of_ours(
    app: Flask, visitor: Reader, made_up: str
) -> None:
    visitor.client.set_cookie("guyub_device", made_up, path="/masuk")
    enter(visitor)
    given = visitor.client.get_cookie("guyub_device", path="/masuk").value
    assert given != made_up
    assert len(given) >= 43
    with app.app_context():
        assert {row.token_hash for row in db.session.query(Device)} == {token_hash(given)}


def test_two_who_share_a_phone_share_its_token(app: Flask, visitor: Reader, cast: Cast) -> None:
    with app.app_context(), write_tx() as tx:
        same = tx.session.get_one(Account, cast.account["sari"]).password_hash
        tx.session.get_one(Account, cast.account["budi"]).password_hash = same
    enter(visitor)
    first = visitor.client.get_cookie("guyub_device", path="/masuk").value
    visitor.fill("/lainnya", "/keluar")
    assert enter(visitor, phone="081200000002").location == "/"
    assert visitor.client.get_cookie("guyub_device", path="/masuk").value == first
    with app.app_context():
        assert db.session.query(Device).count() == 2


def test_the_session_gets_a_new_token_and_the_old_one_ends(visitor: Reader) -> None:
    enter(visitor)
    first = visitor.client.get_cookie("guyub").value
    enter(visitor)
    second = visitor.client.get_cookie("guyub").value
    assert first != second
    visitor.client.set_cookie("guyub", first)
    assert visitor.get("/anggota").status == 303


def test_a_copied_cookie_is_worth_nothing_after_sign_out(app: Flask, visitor: Reader) -> None:
    enter(visitor)
    copied = visitor.client.get_cookie("guyub").value
    left = visitor.fill("/lainnya", "/keluar")
    assert left.response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert Reader(app, copied).get("/anggota").status == 303
    assert visitor.get("/").text.count("Paguyuban Pasar Rejosari") == 0


def test_a_shared_phone_is_signed_out_after_twelve_idle_hours_an_own_one_is_not(
    app: Flask, clock: Clock
) -> None:
    shared, own = Reader(app), Reader(app)
    enter(shared)
    enter(own, own_phone="y")
    clock.tick(hours=11)
    assert shared.get("/anggota").status == 200
    clock.tick(hours=12, minutes=1)
    assert shared.get("/anggota").status == 303
    clock.tick(days=20)
    assert own.get("/anggota").status == 200


def test_an_officer_is_signed_out_after_half_an_hour(dewi: Reader, clock: Clock) -> None:
    assert dewi.get("/lainnya").status == 200
    clock.tick(minutes=31)
    assert dewi.get("/lainnya").status == 303


def test_the_end_of_a_duty_ends_the_access(app: Flask, sari: Reader, cast: Cast) -> None:
    with app.app_context(), write_tx() as tx:
        tx.session.query(Duty).filter_by(account_id=cast.account["sari"]).update({"ends_on": TODAY})
    assert sari.get("/anggota").status == 200
    with app.app_context(), write_tx() as tx:
        tx.session.query(Duty).filter_by(account_id=cast.account["sari"]).update(
            {"ends_on": TODAY - timedelta(days=1)}
        )
    assert sari.get("/anggota").status == 303


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "/ok\nX: y", "evil"]
)
def test_next_stays_on_this_site(visitor: Reader, target: str) -> None:
    page = visitor.get("/masuk", query_string={"next": target})
    assert visitor.submit(page, "/masuk", phone="081200000001", password=PASSWORD).location == "/"


def test_one_goes_on_where_one_was_going(visitor: Reader) -> None:
    page = visitor.follow(visitor.get("/anggota?status=aktif&q=ton"))
    went_on = visitor.submit(page, "/masuk", phone="081200000001", password=PASSWORD)
    assert went_on.location == "/anggota?status=aktif&q=ton"


def test_a_form_without_its_token_is_refused(visitor: Reader) -> None:
    assert visitor.post("/masuk", {"phone": "081200000001", "password": PASSWORD}).status == 400
    assert (
        visitor.fill("/masuk", phone="081200000001", password=PASSWORD, csrf_token="x" * 80).status
        == 400
    )


def test_nothing_readable_is_kept(app: Flask, visitor: Reader, cast: Cast) -> None:
    enter(visitor)
    token = visitor.client.get_cookie("guyub").value
    with app.app_context():
        account = db.session.get_one(Account, cast.account["sari"])
        assert account.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
        assert b"1200000001" not in (account.phone_sealed or b"")
        assert token.encode() not in {row.token_hash for row in db.session.query(SignIn)}


def test_the_sign_in_page_needs_no_script(visitor: Reader) -> None:
    page = visitor.get("/masuk")
    assert page.soup.find("script") is None
    assert page.soup.find("style") is not None
    assert "'sha256-" in page.response.headers["Content-Security-Policy"]

"""/atur-ulang/<token>, and the buttons that make such a link."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from association.database import db, write_tx
from association.ledger.audit.models import AuditEntry
from association.ledger.throttle import actions as throttle
from association.people.accounts.models import Account, Duty
from tests.attacks.scene import csrf
from tests.conftest import Clock
from tests.infra.cast import NOW, PASSWORD, Cast
from tests.infra.client import Reader, Seen

NEW = "empat kata mudah diingat"
ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # alike on each engine
pytestmark = ON_SQLITE
SetAccount = Callable[..., None]


def link(seen: Seen) -> str:
    """Give the link that a page shows once."""
    field = seen.soup.find(id="link")
    assert field, (seen.status, seen.wrong)
    return "/" + str(field["value"]).split("/", 3)[3]  # type: ignore[index]


def made(reader: Reader, page: str, **typed: Any) -> Seen:
    """Press the button on the page of somebody."""
    return reader.fill(page, f"{page}/atur-ulang", **({"password": PASSWORD} | typed))


@pytest.fixture
def set_account(app: Flask, cast: Cast) -> SetAccount:
    """Change an account behind everybody's back."""

    def change(name: str, **values: Any) -> None:
        with app.app_context(), write_tx() as tx:
            tx.session.query(Account).filter_by(id=cast.account[name]).update(values)

    return change


@pytest.fixture
def budi_page(cast: Cast) -> str:
    return f"/pengguna/{cast.account['budi']}"


def test_a_forgotten_password_is_mended_in_three_taps(
    app: Flask, dewi: Reader, budi: Reader, visitor: Reader, cast: Cast
) -> None:
    row = dewi.get("/pengguna?q=budi").soup.select_one("[data-account] a")  # the first tap
    assert row is not None
    shown = made(dewi, str(row["href"]))  # the second
    wa = str(shown.soup.select_one("a[href^='https://wa.me/']")["href"])  # the third
    assert wa.startswith("https://wa.me/6281200000002?text=")
    assert shown.soup.select_one("main svg") is not None  # the QR
    assert shown.response.headers["Cache-Control"] == "no-store"
    address = link(shown)
    page = visitor.get(address)
    assert "berakhir dengan 002" in page.text
    assert not re.search("Budi|08120|62812", str(page.soup))
    assert budi.get("/anggota").status == 200
    assert visitor.submit(page, address, password=NEW).location == "/masuk"
    assert budi.get("/anggota").status == 303  # his sessions are over
    entered = visitor.follow(visitor.fill("/masuk", phone="081200000002", password=NEW))
    assert "diatur ulang 22 November 2026 pukul 00.30 WIB, lewat tautan dari Dewi" in entered.text
    with app.app_context():
        kept = {e.what: e for e in db.session.query(AuditEntry)}
    maker, used = kept["make reset link"], kept["use reset link"]
    assert (maker.account_id, maker.subject) == (
        cast.account["dewi"],
        f"account:{cast.account['budi']}",
    )
    assert used.details == {"made_by": cast.account["dewi"], "made_at": NOW.isoformat()}


def test_the_owner_is_told_for_a_week(
    visitor: Reader, set_account: SetAccount, clock: Clock
) -> None:
    set_account("sari", reset_at=NOW, reset_by=None)
    sari = {"phone": "081200000001", "password": PASSWORD}
    assert "dari pengelola server" in visitor.follow(visitor.fill("/masuk", **sari)).text
    clock.tick(days=6)
    assert "diatur ulang" in visitor.follow(visitor.fill("/masuk", **sari)).text
    clock.tick(days=2)
    assert "diatur ulang" not in visitor.follow(visitor.fill("/masuk", **sari)).text


def test_a_ketua_helps_those_who_work_here_alone(
    app: Flask, sari: Reader, visitor: Reader, cast: Cast, wati_duty: int
) -> None:
    shown = made(sari, f"/pengurus/{wati_duty}")
    assert visitor.fill(link(shown), password=NEW).status == 303
    assert visitor.fill("/masuk", phone="081200000077", password=NEW).status == 303
    with app.app_context():  # Yanti is Budi's bendahara, too
        here = db.session.query(Duty.id).filter_by(association_id=cast.association["sari"])
        duty = here.filter_by(account_id=cast.account["yanti"]).scalar()
    page = sari.get(f"/pengurus/{duty}")
    assert "diatur ulang oleh petugas Dinas Perdagangan" in page.text
    sent = {"csrf_token": csrf(sari), "password": PASSWORD}
    refused = sari.post(f"/pengurus/{duty}/atur-ulang", sent)
    assert (refused.status, "hanya bisa diatur ulang" in refused.wrong) == (422, True)
    assert "0812" not in refused.text


@pytest.mark.parametrize(
    ("maker", "of", "status"),
    [
        ("dewi", "budi", 200),
        ("dewi", "yanti", 200),
        ("dewi", "dewi", 422),
        ("dewi", "rina", 404),
        ("dewi", "admin", 404),
        ("admin", "dewi", 200),
        ("admin", "sari", 200),
        ("admin", "rina", 404),  # who works in another city is found there
        ("admin", "admin", 422),
        ("sari", "budi", 403),
        ("visitor", "budi", 401),
    ],
)
def test_who_may(app: Flask, cast: Cast, maker: str, of: str, status: int) -> None:
    reader = Reader(app, cast.token.get(maker, ""))
    sent = {"csrf_token": csrf(reader), "password": PASSWORD}
    assert reader.post(f"/pengguna/{cast.account[of]}/atur-ulang", sent).status == status


def test_an_officer_of_one_city_takes_over_nothing_of_another(
    app: Flask, dewi: Reader, cast: Cast
) -> None:
    with app.app_context(), write_tx() as tx:  # Budi works in Sragen, too
        duty = tx.session.query(Duty).filter_by(account_id=cast.account["budi"]).one()
        there = cast.association["rina"]
        tx.session.add(
            Duty(
                account_id=duty.account_id,
                association_id=there,
                position="bendahara",
                starts_on=duty.starts_on,
                accepted_on=duty.starts_on,
            )
        )
    page = dewi.get(f"/pengguna/{cast.account['budi']}")
    assert "minta admin" in page.text
    assert page.soup.select_one("#password") is None


def test_a_link_lasts_four_hours_and_the_next_voids_it(
    dewi: Reader, visitor: Reader, clock: Clock, budi_page: str
) -> None:
    first, second = link(made(dewi, budi_page)), link(made(dewi, budi_page))
    assert "kedaluwarsa" in visitor.get(first).text
    page = visitor.get(second)
    clock.tick(hours=4)
    assert visitor.submit(page, second, password=NEW).status == 422


def test_a_link_is_worth_nothing_when_its_maker_might_not_make_it_any_more(
    app: Flask, dewi: Reader, visitor: Reader, budi_page: str, set_account: SetAccount
) -> None:
    address = link(made(dewi, budi_page))
    page = visitor.get(address)
    set_account("dewi", may_administer=False)
    assert visitor.submit(page, address, password=NEW).status == 422
    set_account("dewi", may_administer=True)
    assert visitor.submit(page, address, password=NEW).status == 303


def test_a_second_factor_stays(
    app: Flask, dewi: Reader, visitor: Reader, budi_page: str, cast: Cast, set_account: SetAccount
) -> None:
    address = link(made(dewi, budi_page))
    set_account("budi", totp_sealed=b"sealed")
    assert "Kode dari aplikasi kode di HP" in visitor.get(address).text
    visitor.fill(address, password=NEW)
    with app.app_context():
        kept = db.session.get_one(Account, cast.account["budi"]).totp_sealed
    assert kept == b"sealed"
    path = f"{budi_page}/faktor-kedua"
    assert dewi.fill(budi_page, path, password="wrong wrong").status == 422
    assert dewi.fill(budi_page, path, password=PASSWORD).status == 303
    with app.app_context():
        assert db.session.get_one(Account, cast.account["budi"]).totp_sealed is None


def test_the_makers_own_password_is_asked_for(dewi: Reader, budi_page: str) -> None:
    refused = made(dewi, budi_page, password="wrong wrong")
    assert (refused.status, "Belum ada yang berubah" in refused.wrong) == (422, True)
    assert refused.soup.find(id="link") is None


def test_a_weak_password_is_refused(dewi: Reader, visitor: Reader, budi_page: str) -> None:
    refused = visitor.fill(link(made(dewi, budi_page)), password="1234567")
    assert (refused.status, "8 sampai 128" in refused.wrong) == (422, True)


def test_what_is_closed_or_never_accepted_is_not_reset(
    dewi: Reader, budi_page: str, set_account: SetAccount
) -> None:
    opened = dewi.get(budi_page)
    set_account("budi", closed_at=NOW)
    refused = dewi.submit(opened, f"{budi_page}/atur-ulang", password=PASSWORD)
    assert (refused.status, "ditutup" in refused.wrong) == (422, True)
    set_account("budi", closed_at=None, password_hash="")
    opened = dewi.get(budi_page)
    refused = dewi.submit(opened, f"{budi_page}/atur-ulang", password=PASSWORD)
    assert (refused.status, "belum diterima" in refused.wrong) == (422, True)


def test_nobody_is_shut_out_by_the_address(
    app: Flask, dewi: Reader, visitor: Reader, budi_page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A market behind one address tries many wrong passwords and links: who is right signs in on a
    new phone, and uses a link, all the same."""
    few = throttle.Limit("the address", free=3, one_more=timedelta(seconds=20))
    monkeypatch.setattr(throttle, "per_network", lambda _kind, _address: few)
    page = visitor.get("/masuk")
    tries = [
        visitor.submit(page, "/masuk", phone=f"0812999{number:05}", password="wrong").status
        for number in range(4)
    ]
    assert tries == [422, 422, 422, 429]
    token = page.soup.select_one("input[name=csrf_token]")["value"]  # type: ignore[index]
    for number in range(3):
        sent = {"csrf_token": token, "password": NEW}
        assert visitor.post(f"/atur-ulang/no-such-{number}", sent).status == 422
    sari = {"phone": "081200000001", "password": PASSWORD}
    assert Reader(app).fill("/masuk", **sari).status == 303
    assert Reader(app).fill(link(made(dewi, budi_page)), password=NEW).status == 303
    # at a number that is guessed at from there three more count, then its new phones wait, too
    wrong = [Reader(app).fill("/masuk", phone="081200000001", password="wrong") for _ in range(3)]
    assert {one.status for one in wrong} == {429}
    assert Reader(app).fill("/masuk", **sari).status == 429

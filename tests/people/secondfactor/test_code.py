"""/akun/kode: the second factor turned on and off, its codes for paper, and who has to have it."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import db, write_tx
from association.ledger.audit.models import AuditEntry
from association.people.accounts.models import Account, RecoveryCode
from association.people.accounts.second_factor import remove_second_factor
from association.rules.house.permissions import BEFORE_CODE
from tests.attacks.scene import csrf, rules
from tests.conftest import Clock
from tests.infra.cast import NOW, PASSWORD, Cast
from tests.infra.client import Reader
from tests.people.secondfactor.conftest import PHONES, Phone

Enrol = Callable[[str], Phone]
ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # alike on each engine
SARI = {"phone": PHONES["sari"], "password": PASSWORD}


def log(app: Flask, cast: Cast, name: str) -> list[str]:
    """Give what the audit log says of an account, the newest last."""
    with app.app_context():
        set_reach(db.session(), Everywhere())
        own = db.session.query(AuditEntry).filter_by(subject=f"account:{cast.account[name]}")
        return [one.what for one in own.order_by(AuditEntry.id)]


def test_it_is_turned_on_by_its_first_code_and_kept_sealed(
    app: Flask, cast: Cast, sari: Reader, enrol: Enrol
) -> None:
    phone = enrol("sari")
    assert "tersisa 10" in sari.get("/akun/kode").text
    assert phone.secret not in str(sari.get("/akun/kode").soup)  # shown until it is on, never again
    assert log(app, cast, "sari") == ["turn on second factor"]
    with app.app_context():
        account = db.session.get_one(Account, cast.account["sari"])
        assert phone.secret.encode() not in account.totp_sealed
        assert len(phone.paper[0]) == 19
        digests = {one.code_index for one in db.session.query(RecoveryCode)}
        assert len(digests) == 10
        assert not {one.replace("-", "").encode() for one in phone.paper} & digests


@ON_SQLITE
def test_it_needs_the_password_first_and_lasts_a_quarter_of_an_hour(
    sari: Reader, clock: Clock
) -> None:
    refused = sari.fill("/akun/kode", "/akun/kode/mulai", password="wrong")
    assert (refused.status, "Kata sandi salah" in refused.wrong) == (422, True)
    assert sari.get("/akun/kode").soup.find(id="secret") is None
    sari.fill("/akun/kode", "/akun/kode/mulai", password=PASSWORD)
    waits = sari.get("/akun/kode")
    secret = waits.soup.find(id="secret").get_text()
    assert secret == sari.get("/akun/kode").soup.find(id="secret").get_text()
    assert [len(four) for four in secret.split()] == [4] * 8
    assert waits.soup.select_one("main svg") is not None
    [link] = waits.soup.select("a[href^='otpauth://totp/Guyub:Sari?']")
    assert f"secret={secret.replace(' ', '')}" in link["href"]
    wrong = sari.submit(waits, "/akun/kode", code="000000")
    assert (wrong.status, "belum cocok" in wrong.wrong) == (422, True)
    clock.tick(minutes=16)
    late = sari.submit(waits, "/akun/kode", code=Phone(clock, secret.replace(" ", "")).code())
    assert (late.status, late.soup.find(id="secret")) == (422, None)


@ON_SQLITE
def test_turning_it_on_ends_every_other_sign_in(
    app: Flask, visitor: Reader, sari: Reader, enrol: Enrol
) -> None:
    visitor.fill("/masuk", **SARI)
    assert visitor.get("/anggota").status == 200
    enrol("sari")
    assert (sari.get("/anggota").status, visitor.get("/anggota").status) == (200, 303)


@ON_SQLITE
def test_new_codes_for_paper_void_the_old_ones(
    app: Flask, visitor: Reader, sari: Reader, enrol: Enrol
) -> None:
    phone = enrol("sari")
    page, typed = sari.get("/akun/kode"), {"password": PASSWORD, "code": phone.code()}
    for wrong in ({"password": "wrong"}, {"code": "000000"}):
        assert sari.submit(page, "/akun/kode/cadangan", **(typed | wrong)).status == 422
    made = sari.submit(page, "/akun/kode/cadangan", **typed)
    new = [item.get_text() for item in made.soup.select("#codes li")]
    assert len(new) == 10
    assert sari.submit(page, "/akun/kode/cadangan", **typed).status == 422  # that code is dead
    half = visitor.follow(visitor.fill("/masuk", **SARI))
    assert visitor.submit(half, "/masuk/kode", code=phone.paper[0]).status == 422
    assert visitor.submit(half, "/masuk/kode", code=new[0]).location == "/"


@ON_SQLITE
def test_turning_it_off_asks_password_and_code(
    app: Flask, cast: Cast, visitor: Reader, sari: Reader, enrol: Enrol
) -> None:
    phone = enrol("sari")
    page, typed = sari.get("/akun/kode"), {"password": PASSWORD, "code": phone.code()}
    token = {"csrf_token": csrf(sari)}
    for wrong in ({"password": "wrong"}, {"code": "000000"}, {"code": ""}):
        assert sari.post("/akun/kode/matikan", token | typed | wrong).status == 422
    assert page.soup.select_one("button[formaction='/akun/kode/matikan']") is not None
    assert sari.post("/akun/kode/matikan", token | typed).status == 303
    assert log(app, cast, "sari")[-1] == "turn off second factor"
    assert visitor.fill("/masuk", **SARI).location == "/"
    with app.app_context():
        assert db.session.query(RecoveryCode).count() == 0


def test_a_lost_phone_is_taken_away_by_who_may_and_its_owner_is_told_once(
    app: Flask, cast: Cast, visitor: Reader, sari: Reader, enrol: Enrol
) -> None:
    enrol("sari")
    by = By(account_id=cast.account["admin"], association_id=None, at=NOW)
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        assert remove_second_factor(tx.session, cast.account["sari"], by)
        assert not remove_second_factor(tx.session, cast.account["sari"], by)
    assert sari.get("/anggota").status == 303
    assert log(app, cast, "sari")[-1] == "remove second factor"
    for told in (True, False):
        home = visitor.follow(visitor.fill("/masuk", **SARI))
        assert ("dihapus 22 November 2026" in home.text) is told


@pytest.fixture
def production(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve over HTTPS, as production does."""
    real = replace(app.extensions["guyub"], base_url="https://localhost")
    monkeypatch.setitem(app.extensions, "guyub", real)


@ON_SQLITE
@pytest.mark.usefixtures("production")
@pytest.mark.parametrize(("name", "method"), [("dewi", "GET"), ("admin", "POST")])
def test_an_office_without_it_reaches_nothing_else_in_production(
    app: Flask, someone: Callable[[str], Reader], name: str, method: str
) -> None:
    one, reached = someone(name), set()
    token = {"csrf_token": csrf(one)}
    for rule in rules(app, method):
        if rule.endpoint == "static" or rule.rule == "/keluar":  # signs out, for everybody
            continue
        seen = one.client.open(re.sub(r"<[^>]+>", "1", rule.rule), method=method, data=token)
        if (seen.status_code, seen.headers.get("Location")) != (303, "/akun/kode"):
            reached.add(app.view_functions[rule.endpoint].may)  # type: ignore[attr-defined]
    assert reached == BEFORE_CODE


@ON_SQLITE
@pytest.mark.usefixtures("production")
def test_with_it_everything_opens_and_a_leader_is_only_offered_it(
    dewi: Reader, sari: Reader, enrol: Enrol
) -> None:
    assert dewi.get("/").location == "/pemantauan"
    assert "wajib memakainya" in dewi.follow(dewi.get("/pemantauan")).text
    assert not dewi.get("/akun/kode").soup.select("a[href^='/pemantauan']")
    enrol("dewi")
    assert dewi.get("/pemantauan").status == 200
    assert sari.get("/anggota").status == 200
    assert sari.get("/akun").soup.select_one("a[href='/akun/kode']") is not None


@ON_SQLITE
def test_strangers_and_demonstration(visitor: Reader, dewi: Reader) -> None:
    assert visitor.get("/akun/kode").location.startswith("/masuk")
    assert dewi.get("/pemantauan").status == 200  # on plain http it is offered
    assert dewi.get("/akun/kode").soup.select_one("form[action='/akun/kode/mulai']") is not None

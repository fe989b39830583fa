"""Every link with a secret in it: by each kind of holder, spent, expired, voided, or only looked
at."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from association.database import write_tx
from association.people.accounts import actions
from association.people.accounts.models import LinkKind
from association.people.own.reads import phone_place
from association.people.setup.actions import new_code
from association.rules.house.permissions import May
from association.vault import vault
from tests.attacks.scene import rules
from tests.attacks.walk import Store, changed
from tests.commands.stage import fresh_app
from tests.conftest import Clock
from tests.infra.cast import NOW, PASSWORD, Cast
from tests.infra.client import Reader
from tests.people.resets.test_reset import link as reset_link
from tests.people.resets.test_reset import made
from tests.people.secondfactor.conftest import Phone, enrol
from tests.people.team.test_team import invite, link

__all__ = ["enrol"]
NEW = "empat kata mudah diingat"
RETNO, YANTI = "081299990123", "081200000006"
HOLDERS = ("visitor", "budi", "yanti", "dewi")
MakeLink = Callable[[], str]

ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # alike on each engine


def test_every_link_with_a_secret_is_known(app: Flask) -> None:
    """A new kind of link needs its tests here."""
    found = {one.rule for way in ("GET", "POST") for one in rules(app, way)}
    secret = {rule for rule in found if "<token>" in rule or "secret" in rule}
    assert secret == {
        "/undangan/<token>",
        "/atur-ulang/<token>",
        "/masuk/hp/<token>",
        "/masuk/nomor/<token>",
        "/kegiatan/kalender/<token>.ics",
        "/keluarga/<token>",
        "/mulai/<token>",
    }


KINDS = {
    "an account with another phone": (LinkKind.DEVICE, "/masuk/hp/"),
    "an account with another number": (LinkKind.PHONE, "/masuk/nomor/"),
}
INVITED = ("a new number", "an account with a password", "a new password")


@pytest.fixture(params=[*INVITED, "a forgotten password", *KINDS])
def make(
    request: pytest.FixtureRequest, app: Flask, sari: Reader, budi: Reader, cast: Cast
) -> MakeLink:
    """Make a link: the next one of its kind voids it."""
    yanti = cast.account["yanti"]

    def password() -> str:
        with app.app_context(), write_tx() as tx:
            token = actions.invite(tx.session, yanti, now=NOW)
        return f"/undangan/{token}"

    def duty(reader: Reader, phone: str, name: str) -> str:
        listed = reader.get("/pengurus").soup
        known = next((a for a in listed.select("a[href^='/pengurus/']") if name in str(a)), None)
        if known is None:
            return link(invite(reader, phone, name))
        path = str(known["href"])
        return link(reader.fill(path, f"{path}/tautan"))

    def other() -> str:
        kind, path = KINDS[request.param]
        sealed, lasts = vault.seal("+6285711112222", phone_place(yanti)), timedelta(hours=1)
        with app.app_context(), write_tx() as tx:
            return path + actions.make_link(
                tx.session, yanti, kind, lasts=lasts, now=NOW, phone_sealed=sealed
            )

    def forgotten() -> str:
        page = f"/pengguna/{cast.account['yanti']}"
        return reset_link(made(request.getfixturevalue("dewi"), page))

    if request.param in KINDS:
        return other
    if request.param == "a forgotten password":
        return forgotten
    if request.param == "a new password":
        return password
    if request.param == "a new number":
        return lambda: duty(sari, RETNO, "Bu Retno")
    return lambda: duty(request.getfixturevalue("rina"), YANTI, "Bu Yanti")


def typed(make: MakeLink, request: pytest.FixtureRequest) -> str:
    """Give the password that a link wants: the account's own, or one to set."""
    return PASSWORD if "an account with" in request.node.name else NEW


@pytest.fixture
def holder(request: pytest.FixtureRequest, app: Flask, cast: Cast) -> Reader:
    """Whoever holds the link: nobody, another leader, a leader of two, an officer."""
    who = getattr(request, "param", "visitor")
    return Reader(app, cast.token.get(who, ""))


@pytest.mark.parametrize("holder", HOLDERS, indirect=True)
@ON_SQLITE
def test_a_look_spends_nothing_and_the_button_once(
    make: MakeLink, holder: Reader, visitor: Reader, store: Store, request: pytest.FixtureRequest
) -> None:
    address, wanted = make(), typed(make, request)
    before = store.rows()
    for method in ("GET", "HEAD", "GET"):
        assert holder.client.open(address, method=method).status_code == 200
    page = holder.get(address)
    assert changed(before, store.rows()) == []
    assert holder.submit(page, address, password=wanted).location in ("/masuk", "/")
    spent = store.rows()
    assert changed(before, spent)
    for one in (holder, visitor):
        again = one.post(address, {"csrf_token": _token(one), "password": wanted})
        assert (again.status, "sudah dipakai atau kedaluwarsa" in again.text) == (422, True)
        assert "sudah dipakai atau kedaluwarsa" in one.get(address).text
    assert changed(spent, store.rows()) == []


def _token(reader: Reader) -> str:
    return str(reader.get("/cek").soup.select_one("input[name=csrf_token]")["value"])


@pytest.mark.parametrize("holder", HOLDERS, indirect=True)
@ON_SQLITE
def test_it_is_the_invited_account_that_gets_it(
    make: MakeLink, holder: Reader, store: Store, cast: Cast, request: pytest.FixtureRequest
) -> None:
    address, wanted = make(), typed(make, request)
    before = store.rows()
    holder.fill(address, password=wanted)
    after = store.rows()
    others = {cast.account[name] for name in ("sari", "budi", "dewi", "admin", "rina")}
    assert [row for row in before["account"] if row[0] in others] == [
        row for row in after["account"] if row[0] in others
    ]
    assert [row for row in before["duty"] if row[1] in others] == [
        row for row in after["duty"] if row[1] in others
    ]


@pytest.mark.parametrize("how", ["expired", "voided"])
@ON_SQLITE
def test_an_old_link_is_worth_nothing(
    make: MakeLink,
    visitor: Reader,
    budi: Reader,
    store: Store,
    clock: Clock,
    request: pytest.FixtureRequest,
    how: str,
) -> None:
    address = make()
    page = visitor.get(address)
    if how == "voided":
        assert make() != address
    else:
        clock.tick(hours=4 if "forgotten" in request.node.name else 72)
    before = store.rows()
    for one in (visitor, budi):
        data = {"csrf_token": _token(one), "password": typed(make, request)}
        assert one.post(address, data).status == 422
        assert "kedaluwarsa" in one.get(address).text
    assert visitor.submit(page, address, password=typed(make, request)).status == 422
    assert changed(before, store.rows()) == []


@ON_SQLITE
def test_looking_at_half_a_sign_in_spends_nothing_and_reaches_nothing(
    app: Flask, visitor: Reader, store: Store, enrol: Callable[[str], Phone]
) -> None:
    """Only the button with the code makes it whole."""
    phone = enrol("sari")
    page = visitor.follow(visitor.fill("/masuk", phone="081200000001", password=PASSWORD))
    before = store.rows()
    for method in ("GET", "HEAD", "GET"):
        assert visitor.client.open("/masuk/kode", method=method).status_code == 200
    for rule in rules(app, "GET"):
        may = getattr(app.view_functions[rule.endpoint], "may", None)
        if may not in (May.SEE_PUBLIC, None):
            address = re.sub(r"<[^>]+>", "1", rule.rule)
            assert visitor.client.get(address).location.startswith("/masuk"), address
    assert changed(before, store.rows()) == []
    assert visitor.submit(page, "/masuk/kode", code=phone.code()).location == "/"


@ON_SQLITE
def test_looking_at_a_request_to_join_changes_nothing(
    visitor: Reader, budi: Reader, store: Store
) -> None:
    address = visitor.fill(
        "/gabung", name="Paguyuban Legi", market="Legi", ketua="Bu Sih", phone="085699990001"
    ).location
    before = store.rows()
    for one in (visitor, budi):
        for method in ("GET", "HEAD", "GET"):
            assert one.client.open(address, method=method).status_code == 200
    assert changed(before, store.rows()) == []


def test_a_new_address_of_the_calendar_voids_the_old_one(sari: Reader, visitor: Reader) -> None:
    def address() -> str:
        shown = sari.follow(sari.fill("/kegiatan/kalender"))
        shown_once = shown.soup.select_one("textarea")
        assert shown_once is not None
        return "/" + shown_once.get_text().split("/", 3)[3]

    first = address()
    assert visitor.get(first).status == 200
    second = address()
    assert (visitor.get(first).status, visitor.get(second).status) == (404, 200)


@ON_SQLITE
def test_a_familys_link_is_looked_at_by_anybody_until_it_is_revoked(
    sari: Reader, budi: Reader, dewi: Reader, visitor: Reader, store: Store, cast: Cast
) -> None:
    """Also with the second fact it changes nothing, and spends nothing."""
    asked = f"/anggota/{cast.member['Tono Wibowo']}/klaim"
    case = sari.fill(asked, f"{asked}/meninggal", day="2026-11-20").location
    shown = sari.fill(case, f"{case}/keluarga").soup.select_one("#link")
    assert shown is not None
    address, before = str(shown["value"]).removeprefix("http://localhost"), store.rows()
    for one in (visitor, budi, dewi, sari):
        for method in ("GET", "HEAD", "GET"):
            assert one.client.open(address, method=method).status_code == 200
        assert "Tono" in one.fill(address, birth_date="17 Agustus 1975").text
    assert changed(before, store.rows()) == []
    sari.fill(case, f"{case}/keluarga/cabut")
    for one in (visitor, budi, dewi, sari):
        assert one.get(address).status == 404


def test_looking_at_the_first_start_spends_nothing(tmp_path: Path) -> None:
    with fresh_app(tmp_path) as app:
        with app.app_context():
            path, store = f"/mulai/{new_code(now=NOW)}", Store(str(tmp_path / "guyub.db"))
        browser, before = Reader(app), store.rows()
        for method in ("GET", "HEAD", "GET"):
            assert browser.client.open(path, method=method).status_code == 200
        assert browser.get("/mulai/another").status == 404
        assert changed(before, store.rows()) == []
        typed = {"name": "Wulan", "phone": "081391230001", "password": NEW}
        assert browser.fill(path, **typed).location == "/mulai"
        assert browser.get(path).status == 404

"""/akun/hp-lain and /masuk/hp/<token>: a phone that is signed in lets another one in."""

import pytest
from flask import Flask

from association.database import write_tx
from association.people.accounts.models import Account
from tests.conftest import Clock
from tests.infra.cast import PASSWORD, Cast
from tests.infra.client import Reader, Seen
from tests.people.own.test_devices import ANDROID

pytestmark = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # alike on each engine
PAGE, USED = "/akun/hp-lain", "/akun/hp-lain/dipakai"


def address(shown: Seen) -> str:
    """Read the link beside the QR."""
    found = shown.soup.select_one("input#link")
    assert found is not None, shown.text
    return "/" + str(found["value"]).split("/", 3)[3]


def made(reader: Reader) -> str:
    return address(reader.fill(PAGE, password=PASSWORD))


@pytest.mark.parametrize("name", ["sari", "dewi", "admin"])
def test_the_other_phone_is_in_and_the_first_one_is_told(app: Flask, someone, name: str) -> None:
    first, other = someone(name), Reader(app)
    other.client.environ_base["HTTP_USER_AGENT"] = ANDROID
    shown = first.fill(PAGE, password=PASSWORD)
    assert shown.soup.select_one("svg") is not None
    assert "Belum dipakai. Berlaku sampai 00.35 WIB" in shown.text
    assert "Belum dipakai" in first.get(USED).text
    link = address(shown)
    for _ in range(2):
        assert other.get(link).status == 200
    entered = other.fill(link, password=PASSWORD, own_phone="y")
    assert entered.location == "/"
    assert other.get("/akun").status == 200
    told = first.get(USED)
    assert "Sudah dipakai pukul 00.30 WIB: Chrome di Android" in told.text
    part = first.get(USED, part="used")
    assert (part.soup.find("html"), part.soup.find(id="used").has_attr("hx-get")) == (None, False)
    assert "lewat kode QR" in first.get("/akun/hp").text
    again = other.post(link, {"csrf_token": _token(other), "password": PASSWORD})
    assert (again.status, "sudah dipakai" in again.wrong) == (422, True)


def _token(reader: Reader) -> str:
    return str(reader.get("/cek").soup.select_one("input[name=csrf_token]")["value"])


def test_a_photograph_of_it_is_worth_nothing_without_the_password(
    sari: Reader, visitor: Reader, budi: Reader
) -> None:
    link = made(sari)
    page = visitor.get(link)
    assert "Sari" not in page.text
    for typed in ("", "wrong", "x" * 5000):
        refused = visitor.submit(page, link, password=typed)
        assert (refused.status, "Kata sandi salah" in refused.wrong) == (422, True)
        assert not typed or typed not in str(refused.soup)
    assert visitor.get("/akun").status == 303
    assert visitor.submit(page, link, password=PASSWORD).status == 303


def test_a_second_factor_is_asked_there_as_well(
    app: Flask, sari: Reader, visitor: Reader, cast: Cast
) -> None:
    with app.app_context(), write_tx() as tx:
        tx.session.get_one(Account, cast.account["sari"]).totp_sealed = b"sealed"
    entered = visitor.fill(made(sari), password=PASSWORD)
    assert entered.location.startswith("/masuk/kode")
    assert visitor.get("/akun").status == 303
    assert "tidak berlaku" in sari.get(USED).text


def test_it_is_made_with_the_password_alone(sari: Reader) -> None:
    refused = sari.fill(PAGE, password="wrong")
    assert (refused.status, refused.soup.select_one("svg.qr, #link")) == (422, None)
    assert [sari.fill(PAGE, password="wrong").status for _ in range(5)][-1] == 429


@pytest.mark.parametrize("how", ["old", "password changed", "of another kind"])
def test_a_dead_link_lets_nobody_in(
    app: Flask, sari: Reader, visitor: Reader, clock: Clock, how: str
) -> None:
    link = made(sari)
    page = visitor.get(link)
    if how == "old":
        clock.tick(minutes=5)
        assert "tidak berlaku" in sari.get(USED).text
    elif how == "password changed":
        new = "warung tikar hujan lampu"
        sari.fill("/akun/sandi", password=PASSWORD, new_password=new, new_again=new)
    else:
        link = link.replace("/masuk/hp/", "/undangan/")
    data = {"csrf_token": page.soup.select_one("input[name=csrf_token]")["value"]}
    assert visitor.post(link, data | {"password": PASSWORD}).status == 422
    assert visitor.get("/akun").status == 303

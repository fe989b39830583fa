"""The token against forged forms: under another mask in every answer, of no use for another
session."""

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from association import create_app
from association.database import db
from association.web.csrf import unmask
from tests.conftest import Clock, settings_for
from tests.infra.cast import PASSWORD, Cast
from tests.infra.client import Reader, fields


def token(reader: Reader) -> str:
    return str(reader.get("/lainnya").soup.select_one("input[name=csrf_token]")["value"])


def test_no_answer_holds_the_token_in_the_same_bytes(sari: Reader) -> None:
    tokens = [token(sari) for _ in range(50)]
    assert (
        len({str(unmask(one)).partition(".")[0] for one in tokens}) == 1
    )  # after the dot: the time, signed
    raw = [base64.urlsafe_b64decode(one) for one in tokens]
    long = min(len(one) for one in raw)
    assert len({one[:8] for one in raw}) == 50
    assert all(
        len({one[place] for one in raw}) > 25 for place in range(8, long)
    )  # no place keeps its byte
    assert max(len(one) for one in tokens) <= 160  # it stands in every form on a slow line


@pytest.mark.parametrize(
    "typed", ["", "x", "====", "é", "AAAA", "A" * 11, "A" * 12, "A" * 400, "\x00" * 40, "-" * 40]
)
def test_anything_else_is_no_token(sari: Reader, typed: str) -> None:
    assert sari.post("/keluar", {"csrf_token": typed}).status == 400
    assert sari.get("/anggota").status == 200


def test_a_token_is_of_use_to_its_own_session_only(sari: Reader, budi: Reader) -> None:
    theirs = token(budi)
    assert sari.post("/keluar", {"csrf_token": theirs}).status == 400
    assert sari.get("/anggota").status == 200
    assert sari.post("/keluar", {"csrf_token": token(sari)}).status == 303


HERE, ELSEWHERE = "http://localhost", "https://evil.example"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),  # a browser that says nothing: the token decides
        ({"Origin": HERE}, 303),
        ({"Referer": f"{HERE}/lainnya"}, 303),
        ({"Origin": HERE, "Referer": f"{ELSEWHERE}/x"}, 303),
        ({"Origin": ELSEWHERE}, 400),
        ({"Origin": "null"}, 400),
        ({"Origin": f"{HERE}.evil.example"}, 400),
        ({"Origin": f"{HERE}:8000"}, 400),
        ({"Origin": "http://[::1"}, 400),
        ({"Origin": ELSEWHERE, "Referer": f"{HERE}/lainnya"}, 400),
        ({"Referer": f"{ELSEWHERE}/localhost"}, 400),
    ],
)
def test_where_a_form_comes_from_is_compared_where_it_is_said(
    sari: Reader, headers: dict[str, str], status: int
) -> None:
    form = fields(sari.get("/anggota/baru").form("/anggota/baru"))
    sent = sari.client.post("/anggota/baru", data=form | {"name": "Bu Baru"}, headers=headers)
    assert sent.status_code == status
    assert ("tidak datang dari halaman Guyub" in sent.text) is (status == 400)
    assert ("Bu Baru" in sari.get("/anggota?q=Baru").text) is (status == 303)
    assert "Bu Baru" not in sent.text  # nothing that a press would send on


HTTPS = "https://guyub.example"


@pytest.mark.parametrize("headers", [{}, {"Origin": HTTPS}, {"Referer": f"{HTTPS}/masuk"}])
def test_over_https_one_signs_in_and_saves_without_a_referer(
    stage: tuple[str, Cast], tmp_path: Path, headers: dict[str, str]
) -> None:
    settings = replace(settings_for(stage[0], tmp_path), base_url=HTTPS)
    app = create_app(settings)
    client = app.test_client()

    def send(path: str, **typed: str) -> int:
        page = BeautifulSoup(client.get(path, base_url=HTTPS).text, "html.parser")
        form = fields(page.select_one(f"form[action='{path}']")) | typed
        return client.post(path, data=form, base_url=HTTPS, headers=headers).status_code

    assert send("/masuk", phone="081200000001", password=PASSWORD) == 303
    assert send("/anggota/baru", name="Bu Baru") == 303
    headers = headers | {"Origin": "http://guyub.example"}  # whoever is on the way of plain http
    assert send("/anggota/baru", name="Bu Lain") == 400
    with app.app_context():
        db.engine.dispose()


def signed_in_again(reader: Reader, phone: str = "081200000001") -> None:
    """In another tab: out, and in again."""
    reader.fill("/lainnya", "/keluar")
    assert reader.fill("/masuk", phone=phone, password=PASSWORD).status == 303


def test_a_form_from_before_a_new_sign_in_is_kept_and_sent_on(sari: Reader) -> None:
    opened = sari.get("/anggota/baru")
    signed_in_again(sari)
    left = sari.submit(opened, "/anggota/baru", name="Bu Baru", again="1")
    assert (left.status, "Isian Anda masih ada. BELUM tersimpan" in left.text) == (400, True)
    assert sari.get("/anggota?q=Baru").names() == []
    saved = sari.submit(left, "/anggota/baru")
    assert saved.location.startswith("/anggota/baru")  # the button pressed: one more
    assert sari.get("/anggota?q=Baru").names() == ["Bu Baru"]


def test_htmx_is_told_to_send_it_plainly(sari: Reader) -> None:
    opened = sari.get("/anggota/baru")
    signed_in_again(sari)
    left = sari.submit(opened, "/anggota/baru", part="form", name="Bu Baru")
    assert left.status == 401  # static/app/page.js sends the form again
    assert "Isian Anda masih ada" in left.response.text


def test_only_who_opened_a_form_sees_it_kept(sari: Reader, app: Flask, cast: Cast) -> None:
    """Budi signs in where Sari's form stands open."""
    opened = sari.get("/anggota/baru")
    typed = fields(opened.form("/anggota/baru")) | {"name": "Bu Baru"}
    sari.client.set_cookie("guyub", cast.token["budi"])
    for visit in (None, "/anggota/baru"):  # before he has seen a page, and after
        if visit:
            sari.get(visit)
        refused = sari.post("/anggota/baru", typed)
        assert (refused.status in (400, 409), "akun lain" in refused.text) == (True, True)
        assert "Bu Baru" not in str(refused.soup)
    sari.client.set_cookie("guyub", cast.token["sari"])
    assert sari.get("/anggota?q=Baru").names() == []


def test_a_token_of_nobodys_page_brings_no_form_to_a_closed_door(
    app: Flask, sari: Reader, visitor: Reader
) -> None:
    """Whoever fetched it could have another's browser send it."""
    theirs = fields(visitor.get("/masuk").form("/masuk"))["csrf_token"]
    for reader in (sari, Reader(app)):
        refused = reader.post("/anggota/baru", {"csrf_token": theirs, "name": "Bu Baru"})
        assert (refused.status, "Bu Baru" in str(refused.soup)) == (400, False)


def test_the_form_cookie_lasts_as_long_as_the_sign_in(visitor: Reader, clock: Clock) -> None:
    visitor.fill("/masuk", phone="081200000001", password=PASSWORD, own_phone="y")
    opened = visitor.get("/anggota/baru")
    lasts = visitor.client.get_cookie("guyub_form").expires - datetime.now(UTC)
    assert timedelta(days=89) < lasts <= timedelta(days=90)
    clock.tick(days=20)
    assert visitor.submit(opened, "/anggota/baru", name="Bu Baru").status == 303

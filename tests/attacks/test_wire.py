"""What every answer carries: headers, cookies, hosts, redirects, and tokens on every form."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from tests.attacks.scene import Scene, csrf, owned, rules
from tests.conftest import settings_for
from tests.infra.cast import PASSWORD, Cast
from tests.infra.client import Reader
from tests.infra.kept import app_with

HOST = "guyub.example.id"
# The same for everybody, named by no page of ours: browsers may keep them.
ICONS = {"site.favicon", "site.touch_icon", "site.manifest"}
ICON = "public, max-age=604800"
# Headers, cookies and tokens are the same whatever engine answers.
pytestmark = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)


@pytest.fixture
def https(stage: tuple[str, Cast], tmp_path: Path) -> Iterator[Flask]:
    """Give the same app as it runs on the internet."""
    with app_with(replace(settings_for(stage[0], tmp_path), base_url=f"https://{HOST}")) as made:
        yield made


@pytest.fixture
def scene(sari: Reader, cast: Cast) -> Scene:
    return owned(sari, cast)


def test_every_address_answers_private_and_confined(
    app: Flask, scene: Scene, sari: Reader, visitor: Reader
) -> None:
    wrong = []
    for reader in (sari, visitor):
        for rule in rules(app, "GET"):
            if rule.endpoint == "static":
                continue
            with reader.client.get(scene.address(rule)) as answer:
                found = answer.headers
                kept = ICON if rule.endpoint in ICONS else "no-store"
                safe = (
                    found.get("Cache-Control") == kept
                    and found.get("X-Content-Type-Options") == "nosniff"
                )
                policy = found.get("Content-Security-Policy", "")
                if (
                    not safe
                    or not policy.startswith("default-src 'none'")
                    or "unsafe" in policy
                    or "*" in policy
                ):
                    wrong.append((rule.rule, answer.status_code, dict(found)))
    assert wrong == []


def test_static_files_are_taken_for_nothing_else(visitor: Reader) -> None:
    for tag, name in (("link", "href"), ("script", "src")):
        address = visitor.get("/cek").soup.find(tag, attrs={name: True})[name]
        with visitor.client.get(str(address)) as answer:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "host", ["evil.example", "guyub.example.id.evil.example", "evil.example:443", "a b", "[::1", ""]
)
@pytest.mark.parametrize("path", ["/", "/masuk", "/anggota", "/no-such-page"])
def test_another_host_is_refused_in_words(https: Flask, host: str, path: str) -> None:
    answer = https.test_client().get(path, base_url=f"https://{HOST}", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.get_data(as_text=True)


def test_cookies_on_https(https: Flask) -> None:
    reader = Reader(https)
    where = {"base_url": f"https://{HOST}", "headers": {"Referer": f"https://{HOST}/masuk"}}
    token = reader._seen(reader.client.get("/masuk", base_url=f"https://{HOST}"), "").soup.find(
        "input", attrs={"name": "csrf_token"}
    )["value"]  # type: ignore[index]
    form = {"csrf_token": token, "phone": "081200000001", "password": PASSWORD}
    answer = reader.client.post("/masuk", data=form, **where)  # type: ignore[arg-type]
    cookies = answer.headers.getlist("Set-Cookie")
    assert answer.status_code == 303
    assert "max-age" in answer.headers["Strict-Transport-Security"]
    assert {one.partition("=")[0] for one in cookies} >= {"guyub", "guyub_device"}
    for one in cookies:
        assert all(flag in one for flag in ("Secure", "HttpOnly", "SameSite=Lax")), one
        assert "Domain=" not in one


def test_a_form_from_another_site_is_refused_on_https(https: Flask) -> None:
    client = https.test_client()
    for referer in ("https://evil.example/", f"https://{HOST}.evil.example/", ""):
        headers = {"Referer": referer} if referer else {}
        sent = client.post(
            "/masuk", base_url=f"https://{HOST}", headers=headers, data={"phone": "x"}
        )
        assert sent.status_code == 400


AWAY = (
    "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example",
    "\\\\evil.example", "///evil.example",
    "javascript:alert(1)", "/%5cevil.example\n", "evil.example", " //evil.example",
    "/\x00//evil.example", "",
)  # fmt: skip


@pytest.mark.parametrize("to", AWAY)
def test_next_leads_nowhere_else(visitor: Reader, to: str) -> None:
    page = visitor.client.get("/masuk", query_string={"next": to}).get_data(as_text=True)
    assert "evil.example" not in page.replace("%5cevil", "")
    form = {"csrf_token": csrf(visitor), "phone": "081200000001", "password": PASSWORD, "next": to}
    location = visitor.post("/masuk", form).location
    assert location == "/"


@pytest.mark.parametrize("token", ["", "x", "AAAA", "é", "A" * 9000])
def test_no_form_is_taken_without_its_token(
    app: Flask, scene: Scene, sari: Reader, token: str
) -> None:
    wrong = []
    for rule in rules(app, "POST"):
        for headers in ({}, {"X-CSRFToken": token}, {"HX-Request": "true"}):
            answer = sari.client.post(
                scene.address(rule), data={"csrf_token": token}, headers=headers
            )
            if answer.status_code != 400:
                wrong.append((rule.rule, answer.status_code))
    assert wrong == []
    assert sari.get("/anggota").status == 200  # still signed in: not even /keluar was heard


def test_a_token_of_somebody_else_is_none(app: Flask, sari: Reader, budi: Reader) -> None:
    assert (
        budi.client.post("/anggota/baru", data={"csrf_token": csrf(sari), "name": "x"}).status_code
        == 400
    )

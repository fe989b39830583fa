"""The tests' own tools do what they promise."""

import http.server
import json
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator

import psycopg
import pytest
from flask import Flask, render_template
from playwright.sync_api import Page

from association.database import write_tx
from association.people.accounts.passwords import hashed
from association.vault import Parcel, vault
from tests.infra.browser import PHONE, OpenPage, Troubles
from tests.infra.lacking import lacking
from tests.infra.measure import paint, slow, taps, wire
from tests.infra.postgres import fresh_database
from tests.infra.writing import LongInWriteTx

BODY = b"<!doctype html><title>Uji</title><a href='/next'>berikut</a><p>" + b"isi " * 200
PATHS = {"/": (200, BODY), "/next": (200, BODY), "/lost": (404, b"?"), "/moved": (303, b"")}


@pytest.mark.parametrize(
    "long",
    [
        lambda: vault.seal("x" * 5_000, "place"),
        lambda: Parcel.of("x"),
        lambda: json.dumps(["x"] * 2_000),
        lambda: hashed("rahasia pasar"),
        lambda: subprocess.run(["true"], check=False),
        lambda: render_template("errors/error.html"),
    ],
)
def test_nothing_long_is_done_while_a_transaction_writes(
    app: Flask, long: Callable[[], object]
) -> None:
    with app.test_request_context("/"), pytest.raises(LongInWriteTx, match="before"), write_tx():
        vault.seal("3372994411700077", "member|nik|1")
        long()


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, body = PATHS.get(self.path, (204, b""))
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header(
            "Content-Security-Policy", "default-src 'none'; script-src 'self'; connect-src 'self'"
        )
        self.send_header("Content-Length", str(len(body)))
        if status == 303:
            self.send_header("Location", "/next")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.postgres
def test_each_fresh_database_is_empty_and_its_owner_is_held_by_row_level_security(
    postgres_url: str,
) -> None:
    first = fresh_database(postgres_url)
    with psycopg.connect(first.replace("+psycopg", "")) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        connection.execute("CREATE TABLE kept (n int)")
        role = connection.execute(
            "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    count = "SELECT count(*) FROM pg_tables WHERE tablename = 'kept'"
    with psycopg.connect(fresh_database(postgres_url).replace("+psycopg", "")) as connection:
        in_empty = connection.execute(count).fetchone()
    with psycopg.connect(
        fresh_database(postgres_url, template=first).replace("+psycopg", "")
    ) as connection:
        in_copy = connection.execute(count).fetchone()
    assert (role, in_empty, in_copy) == ((False, False), (0,), (1,))


@pytest.mark.browser
def test_the_wire_is_counted_with_redirects_and_without_the_cache(phone: Page, site: str) -> None:
    with wire(phone) as counted:
        phone.goto(site + "/moved")
    assert counted.requests == 2
    assert len(BODY) < counted.down < len(BODY) + 800
    assert 400 < counted.up < 3000


@pytest.mark.browser
def test_taps_are_counted_over_page_loads(phone: Page, site: str) -> None:
    phone.goto(site)
    with taps(phone) as counted:
        for _ in range(3):
            phone.get_by_text("berikut").tap()
            phone.wait_for_url("**/next")
    assert counted.count == 3


@pytest.mark.browser
def test_a_slow_network_slows(phone: Page, site: str) -> None:
    phone.goto(site)
    with slow(phone):
        began = time.monotonic()
        phone.goto(site + "/next")
        took = time.monotonic() - began
    assert took > 0.4
    assert paint(phone).first > 400


@pytest.mark.browser
def test_troubles_are_collected(open_page: OpenPage, troubles: Troubles, site: str) -> None:
    page = open_page(**PHONE)
    page.goto(site)
    page.evaluate(
        "() => { const b = document.createElement('b'); b.setAttribute('style', 'color: red'); }"
    )
    page.evaluate("() => { fetch('/lost'); setTimeout(() => { throw new Error('thrown'); }); }")
    page.evaluate("() => { const i = new Image(); i.src = '/picture'; document.body.append(i); }")
    wanted = (
        "CSP violation: style-src-attr",
        "CSP violation: img-src",
        "status of 404",
        "thrown",
    )
    for _ in range(900):  # until all have come, 45 seconds at most
        missing = [part for part in wanted if part not in "\n".join(troubles.left())]
        if not missing:
            break
        page.wait_for_timeout(50)
    assert missing == []
    troubles.allow("CSP violation", "Content Security Policy", "status of 404", "thrown")
    assert troubles.left() == []


@pytest.mark.browser
def test_without_javascript_none_runs(phone_without_js: Page, site: str) -> None:
    phone_without_js.goto(site)
    assert phone_without_js.title() == "Uji"
    assert phone_without_js.viewport_size == {"width": 360, "height": 640}


@pytest.mark.parametrize(("required", "outcome"), [("1", "failed"), ("", "skipped")])
def test_what_is_lacking_skips_or_fails(
    monkeypatch: pytest.MonkeyPatch, required: str, outcome: str
) -> None:
    monkeypatch.setitem(os.environ, "REQUIRE_ALL", required)
    expected = {"failed": pytest.fail.Exception, "skipped": pytest.skip.Exception}[outcome]
    with pytest.raises(expected, match="a telescope is missing"):
        lacking("a telescope")

""" "Tersimpan" means on the disk: kill -9 right after the answer takes nothing back, and two taps
record once.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import sign_in
from tests.infra.browser import PHONE, OpenPage
from tests.infra.server import StartServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_recorded_contribution_survives_kill_9(
    tmp_path: Path, start_server: StartServer, open_page: OpenPage
) -> None:
    server = start_server(tmp_path, GUYUB_TODAY="2026-11-22")
    page = sign_in(open_page(**PHONE, base_url=server.url))
    page.goto("/anggota?status=menunggak")
    kept = []
    for index in range(3):
        page.goto("/anggota?status=menunggak")
        page.locator("[data-member] a").nth(0).click()
        page.wait_for_url("**/anggota/*")
        where = page.url
        page.click("text=Catat iuran")
        page.click("label:has-text('6 bulan')")
        with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
            page.click("button:has-text('Simpan iuran')")
        assert answer.value.status == 200
        answer.value.finished()
        server.kill()
        kept.append(where)
        server.start()
        page.goto(where)
        expect(page.locator(".verdict")).to_have_attribute("data-status", "entrusted")
        assert len(set(kept)) == index + 1


def test_two_taps_at_once_record_once(
    tmp_path: Path, start_server: StartServer, open_page: OpenPage
) -> None:
    server = start_server(tmp_path, GUYUB_TODAY="2026-11-22")
    page = sign_in(open_page(**PHONE, base_url=server.url))
    page.goto("/anggota?status=menunggak")
    page.locator("[data-member] a").first.click()
    page.wait_for_url("**/anggota/*")
    where, this_year = page.url, page.url + "?tahun=2026"
    page.goto(this_year)
    expect(page.locator(".verdict")).to_be_visible()
    before = page.locator("#cover li.row").count()
    page.goto(where + "/iuran")
    body = page.evaluate(
        "new URLSearchParams(new FormData(document.querySelector('#cover form'))).toString()"
    )
    cookies = "; ".join(f"{c['name']}={c['value']}" for c in page.context.cookies())

    def tap(_n: int) -> int:
        import http.client

        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies}
        connection.request("POST", where.removeprefix(server.url) + "/iuran", body, headers)
        status = connection.getresponse().status
        connection.close()
        return status

    with ThreadPoolExecutor(8) as thumbs:
        assert set(thumbs.map(tap, range(16))) == {303}
    page.goto(this_year)
    expect(page.locator("#cover li.row")).to_have_count(before + 1)

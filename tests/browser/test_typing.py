"""What is typed into a long form survives a lost signal, a proxy's page and a killed browser."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import kill_browser, own_browser, sign_in
from tests.infra.server import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NEW, NAME = "/anggota/baru", "Bu Terputus"
UNSURE = "Belum ada jawaban: mungkin sudah tersimpan. Coba lagi aman: tidak tercatat dua kali."


def test_a_new_member_is_not_typed_twice(
    chromium: Browser, tmp_path: Path, city: LiveServer
) -> None:
    phone = own_browser(chromium, tmp_path, city)
    page = sign_in(phone.pages[0])
    page.goto(NEW)
    with page.expect_request("/isian"):  # three seconds after the last key
        page.fill("#name", NAME)
        page.fill("#commodity", "Jamu gendong")
    kill_browser(tmp_path)

    phone = own_browser(chromium, tmp_path, city)
    page = sign_in(phone.pages[0])  # a browser that dies may lose its session, too
    page.goto(NEW)
    assert page.input_value("#name") == ""  # never silently
    expect(page.locator("[data-drafted]")).to_contain_text("Ada isian yang belum disimpan dari")
    page.click("text=Pakai")
    expect(page.locator("#commodity")).to_have_value("Jamu gendong")
    phone.set_offline(True)
    _press(page, "Simpan", "Belum terkirim, isian tetap di sini.")
    phone.set_offline(False)
    page.route(f"**{NEW}", _bad_gateway)
    _press(page, "Coba lagi", UNSURE)
    assert page.input_value("#name") == NAME
    page.unroute(f"**{NEW}")
    page.fill("#nik", "1")
    page.click("button.net")  # the same form: refused in its place, with title and focus
    expect(page.locator(".fail:focus")).to_contain_text("Belum tersimpan. Perbaiki yang ditandai")
    assert (page.title(), page.input_value("#name")) == ("Anggota baru · Guyub", NAME)
    page.fill("#nik", "")
    page.click("button:text-is('Simpan')")
    expect(page.locator(".said")).to_have_text(f"{NAME} tersimpan.")
    page.goto(NEW)
    assert page.locator("[data-drafted]").count() == 0
    phone.close()


def _press(page: Page, button: str, said: str) -> None:
    page.click(f"button:text-is('{button}')")
    expect(page.locator(".fail.net")).to_have_text(said)
    expect(page.locator("button:text-is('Simpan') + .fail.net + button.net")).to_have_text(
        "Coba lagi"
    )


def _bad_gateway(route: Route) -> None:
    answer: dict[str, Any] = {"status": 502, "content_type": "text/html", "body": "<h1>502</h1>"}
    route.fulfill(**answer) if route.request.method == "POST" else route.continue_()

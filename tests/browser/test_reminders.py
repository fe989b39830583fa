"""Twenty people reminded with a thumb in forty taps; the browser is killed in the middle and the
work goes on."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import sign_in
from tests.browser.test_look import look
from tests.infra.browser import PHONE, OpenPage
from tests.infra.server import StartServer

pytestmark = pytest.mark.browser
FOLD = 640 - 60  # the tabs cover the rest of a small screen
NIK = re.compile(r"\d(?:[ .-]?\d){15}")


class Thumb:
    """Counts taps, and plays WhatsApp: keeps what it was given and goes back."""

    def __init__(self) -> None:
        self.taps = 0
        self.letters: list[tuple[str, str]] = []

    def watch(self, page: Page) -> Page:
        page.context.route("https://wa.me/**", self._whatsapp)
        return page

    def tap(self, page: Page, words: str) -> None:
        page.wait_for_load_state()  # with its stylesheet
        target = page.locator("main").get_by_text(words, exact=True)
        box = target.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= FOLD, f"{words} is out of reach without scrolling"
        self.taps += 1
        target.tap()

    def remind(self, page: Page) -> str:
        """Send one person's message and come back; gives the name."""
        name = page.locator("[data-member] h2").inner_text()
        self.tap(page, "Kirim lewat WhatsApp")
        page.wait_for_url("https://wa.me/**")
        page.go_back()
        expect(page.locator("[data-member] h2")).to_have_text(name)
        return name

    def _whatsapp(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        self.letters.append((address.path.strip("/"), parse_qs(address.query)["text"][0]))
        route.fulfill(content_type="text/html", body="<!doctype html><title>WhatsApp</title>")


def test_twenty_people_in_forty_taps(
    tmp_path: Path, start_server: StartServer, open_page: OpenPage
) -> None:
    city = start_server(tmp_path, GUYUB_TODAY="2026-11-22")  # where nobody else reminds or pays
    thumb, met = Thumb(), []
    page = sign_in(thumb.watch(open_page(**PHONE, base_url=city.url)))
    page.goto("/pengingat")
    page.locator("form[action='/pengingat/menunggak/mulai'] button").tap()
    while len(met) < 20:
        met.append(thumb.remind(page))
        if len(met) == 10:  # killed after WhatsApp, before "Ya"
            page.context.close()
            page = sign_in(thumb.watch(open_page(**PHONE, base_url=city.url)))
            page.goto("/pengingat")
            page.locator("form[action='/pengingat/menunggak/mulai'] button").tap()
            expect(page.locator("[data-member] h2")).to_have_text(met[-1])
        thumb.tap(page, "Ya, terkirim")
        expect(page.locator("[data-figure=sent]")).to_have_attribute("data-value", str(len(met)))
    assert thumb.taps <= 40
    assert len(set(met)) == len(set(thumb.letters)) == 20
    for number, text in thumb.letters:
        assert re.fullmatch(r"628\d{8,11}", number)
        assert NIK.search(text) is None
        assert "Balas STOP" in text
    page.goto("/pengingat/menunggak/daftar?lihat=sent")
    assert sorted(page.locator("[data-member] b").all_inner_texts()) == sorted(met)
    told = page.locator("[data-member] a").first.get_attribute("href") or ""
    page.set_viewport_size({"width": 320, "height": 568})
    for path in (
        "",
        "/menunggak",
        "/menunggak/daftar",
        "/menunggak/daftar?lihat=opened",
        "/rekap",
        "/berhenti",
    ):
        look(page, f"/pengingat{path}")
    look(page, told)


def test_every_answer_and_stop(someones_phone: Page) -> None:
    thumb = Thumb()
    page = sign_in(thumb.watch(someones_phone))
    page.goto("/pengingat")
    page.locator("form[action='/pengingat/siap/mulai'] button").tap()
    for words in ("Belum", "Lewati", "Ia minta berhenti diingatkan"):
        name = thumb.remind(page)
        thumb.tap(page, words)
        expect(page.locator("[data-member] h2")).not_to_have_text(name)
    page.goto("/pengingat/berhenti")
    page.locator("[data-member] a", has_text=name).first.tap()
    page.wait_for_url("**/anggota/*/pengingat")
    page.locator("main button").tap()
    expect(page.locator("main")).to_contain_text("Tanyakan dulu kepada anggota ini")
    page.locator("label.tick").tap()
    page.locator("main button").tap()
    expect(page.locator(".said")).to_contain_text("boleh diingatkan lagi")

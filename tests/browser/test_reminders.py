"""People reminded with a thumb: one tap each and the way back from WhatsApp."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import sign_in
from tests.browser.test_many import looked_at
from tests.infra.browser import PHONE, OpenPage, Troubles
from tests.infra.server import LiveServer

pytestmark = pytest.mark.browser
# WhatsApp opens beside the page, which is hidden meanwhile and then seen again.
AWAY = """() => document.addEventListener("click", event => {
  if (!event.target.closest("a[href^='https://wa.me']")) return;
  event.preventDefault();
  setTimeout(() => document.dispatchEvent(new Event("visibilitychange")), 50);
})"""
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
        name = whose(page)
        self.tap(page, "Kirim lewat WhatsApp")
        page.wait_for_url("https://wa.me/**")
        page.go_back()
        return name

    def _whatsapp(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        self.letters.append((address.path.strip("/"), parse_qs(address.query)["text"][0]))
        route.fulfill(content_type="text/html", body="<!doctype html><title>WhatsApp</title>")


def whose(page: Page) -> str:
    return page.locator("[data-member] h2").inner_text()


def next_one(page: Page, last: str) -> None:
    """Wait until another person is shown, and a moment more: a falling thumb is let pass."""
    expect(page.locator("[data-member] h2")).not_to_have_text(last)
    page.wait_for_timeout(750)


def sent(page: Page) -> int:
    return int(page.locator("[data-figure=sent]").get_attribute("data-value") or 0)


def begin(page: Page) -> None:
    page.goto("/pengingat")
    page.locator("form[action='/pengingat/menunggak/mulai'] button").tap()
    expect(page.locator("[data-member] h2")).to_be_visible()


def test_a_tap_for_each_person_and_the_way_back(city: LiveServer, open_page: OpenPage) -> None:
    """Five people in five taps and five ways back, so twenty in forty; the next one stands under
    the thumb, and the browser is killed in the middle."""
    thumb, met = Thumb(), []
    page = sign_in(thumb.watch(open_page(**PHONE, base_url=city.url)))
    begin(page)
    before, places = sent(page), set()
    while len(met) < 5:
        button = page.locator("main").get_by_text("Kirim lewat WhatsApp", exact=True)
        text, box = page.locator("[data-member]").bounding_box(), button.bounding_box()
        assert text is not None
        assert box is not None
        assert text["y"] < box["y"]
        places.add(round(box["y"]))
        met.append(thumb.remind(page))
        next_one(page, met[-1])
        assert sent(page) == before + len(met)
        if len(met) == 3:  # killed: another browser goes on where it stopped
            now = whose(page)
            page.context.close()
            page = sign_in(thumb.watch(open_page(**PHONE, base_url=city.url)))
            begin(page)
            assert whose(page) == now
    assert thumb.taps == 5
    assert len(places) == 1, f"the thumb has to move: {places}"
    assert len(set(met)) == len(set(thumb.letters)) == 5
    for number, text in thumb.letters:
        assert re.fullmatch(r"628\d{8,11}", number)
        assert NIK.search(text) is None
        assert "Balas STOP" in text
    page.goto("/pengingat/menunggak/daftar?lihat=sent")
    assert set(met) <= set(page.locator("[data-member] b").all_inner_texts())


def test_what_was_not_sent_is_taken_back_and_what_was_survives_no_signal(
    a_phone: Page, troubles: Troubles
) -> None:
    troubles.allow("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
    thumb = Thumb()
    page = sign_in(thumb.watch(a_phone))
    begin(page)
    before, button = sent(page), page.locator("main").get_by_text("Kirim lewat WhatsApp")
    name = thumb.remind(page)
    next_one(page, name)
    page.locator("main").get_by_text("Belum?", exact=True).tap()
    expect(page.locator("[data-member] h2")).to_have_text(name)
    assert sent(page) == before
    button.tap()  # in the very moment in which somebody else came under the thumb
    page.wait_for_timeout(750)
    assert (len(thumb.letters), whose(page)) == (1, name)
    page.context.set_offline(True)  # WhatsApp keeps the message; so does the phone that it was sent
    page.evaluate(AWAY)
    button.tap()
    expect(page.locator("#turn [role=alert]")).to_be_visible()
    assert whose(page) == name
    page.context.set_offline(False)
    next_one(page, name)
    assert sent(page) == before + 1
    page.set_viewport_size({"width": 320, "height": 568})
    looked_at(page)


def test_every_answer_and_stop(someones_phone: Page) -> None:
    thumb = Thumb()
    page = sign_in(thumb.watch(someones_phone))
    page.goto("/pengingat")
    page.locator("form[action='/pengingat/siap/mulai'] button").tap()
    expect(page.locator("[data-member] h2")).to_be_visible()
    name = whose(page)
    page.locator("main").get_by_text("Lewati").tap()
    expect(page.locator("[data-member] h2")).not_to_have_text(name)
    for asked, words in (
        ("Nomornya tidak bisa dihubungi?", "Catat belum terkirim"),
        ("Ia minta berhenti diingatkan?", "Ya, jangan ingatkan lagi"),
    ):
        page.wait_for_timeout(750)
        name = whose(page)
        page.locator("main").get_by_text(asked).tap()
        page.locator("main").get_by_text(words).tap()
        expect(page.locator("[data-member] h2")).not_to_have_text(name)
    expect(page.locator("main")).to_contain_text(f"{name} tidak diingatkan lagi.")
    page.wait_for_timeout(750)
    page.locator("main").get_by_text("Urungkan").tap()
    expect(page.locator("[data-member] h2")).to_have_text(name)

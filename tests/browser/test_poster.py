"""The poster prints on one A4 page with all that is on it, also when every text is as long as it
may be."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import new_event, sign_in
from tests.browser.test_look import look
from tests.infra.browser import PHONE, OpenPage
from tests.infra.server import LiveServer

pytestmark = pytest.mark.browser
CUT = """() => {const box = document.querySelector(".poster").getBoundingClientRect();
    return [...document.querySelectorAll(".poster *")]
        .filter(e => e.getBoundingClientRect().bottom > box.bottom + 1)
        .map(e => e.outerHTML.slice(0, 60))}"""


@pytest.mark.parametrize("long", [False, True])
def test_one_page_and_nothing_cut(city: LiveServer, open_page: OpenPage, long: bool) -> None:
    page = sign_in(open_page(**PHONE, base_url=city.url, bypass_csp=True))
    text = "Sosialisasi perlindungan kerja untuk semua pedagang dan buruh gendong Pasar Gede"
    if long:
        new_event(page, text, starts_at="2026-11-27T13:00", place=text, speaker=text)
        page.click("text=Tunda atau batalkan")
        page.fill("#starts_at", "2026-12-28T13:00")
        page.click("main button:has-text('Tunda')")
    else:
        new_event(page, "Sosialisasi JKK", starts_at="2026-11-27T13:00")
    page.click("text=Poster untuk dicetak")
    assert look(page) == []
    assert pages_of(page) == 1
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1046})  # A4 without its margins, in CSS pixels
    assert page.evaluate(CUT) == []
    qr = page.locator(".poster .qr svg").bounding_box()
    assert qr is not None
    assert min(qr["width"], qr["height"]) >= 150  # 4 cm: a phone reads it at arm's length


def pages_of(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))

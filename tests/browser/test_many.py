"""Pilih with a thumb at 360 px: tick, search, go on, confirm, take back; with JavaScript and
without."""

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.conftest import sign_in

pytestmark = pytest.mark.browser
SMALL = """() => [...document.querySelectorAll(
    "main button, main a.btn, main label.tick, main summary, main select")]
    .filter(e => e.offsetParent &&
      e.getBoundingClientRect().height < 48).map(e => e.outerHTML.slice(0, 90))"""
WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOOKS = f"() => document.readyState === 'complete' && !({SMALL})().length && ({WIDE})() <= 0"


def looked_at(page: Page) -> None:
    """Check that everything to press is 48 px high, and that nothing scrolls sideways.

    Asked until it holds: without JavaScript a tap leaves one document before there is another.
    """
    try:
        page.wait_for_function(LOOKS)
    except PlaywrightTimeout:
        assert (page.evaluate(SMALL), page.evaluate(WIDE)) == ([], 0)


def who_left(page: Page) -> int:
    """Count who is off the roster."""
    page.goto("/anggota/keluar")
    return page.locator("[data-member]").count()


def test_choose_change_and_take_back(someones_phone: Page, request: pytest.FixtureRequest) -> None:
    page, by_hand = sign_in(someones_phone), "without" in request.node.name
    gone = who_left(page)
    page.goto("/anggota")
    looked_at(page)
    page.click("a:has-text('Pilih')")
    expect(page.locator("[data-member] label").first).to_be_visible()
    looked_at(page)
    names = page.locator("[data-member] b").all_inner_texts()
    page.locator("[data-member] label").nth(1).click()
    page.locator("[data-member] label").nth(2).click()
    page.click("button:has-text('Tampilkan 25 lagi')")
    expect(page.locator("[data-member]")).to_have_count(25 if by_hand else 50)
    page.fill("#q", names[20][:8])
    page.press("#q", "Enter")
    expect(page.locator("summary:has-text('Sudah dicentang: 2 orang')")).to_be_visible()
    page.locator("#pick_table [data-member] label").first.click()
    looked_at(page)
    page.click("button:has-text('Lanjut')")
    expect(page.locator("[data-figure=chosen]")).to_have_attribute("data-value", "3")
    looked_at(page)
    page.click("summary:has-text('Keluarkan dari daftar')")
    page.select_option("#left_reason", "stopped")
    looked_at(page)
    page.locator("details[open] button").click()
    expect(page.locator("main")).to_contain_text(
        "3 orang keluar dari daftar per 22 November 2026: berhenti berdagang."
    )
    looked_at(page)
    page.click("button:has-text('Ya, kerjakan')")
    if by_hand:
        page.click("button:has-text('Lanjutkan')")
    expect(page.locator("[data-figure=changed]")).to_have_attribute("data-value", "3")
    looked_at(page)
    page.click("button:has-text('Batalkan perubahan ini')")
    if by_hand:
        page.click("button:has-text('Lanjutkan')")
    expect(page.locator("[data-figure=changed]")).to_have_attribute("data-value", "3")
    expect(page.locator("main")).to_contain_text("Batalkan pembatalan")
    assert who_left(page) == gone

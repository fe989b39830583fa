"""Fifty payments in a row with a thumb at 360 px: searched, tapped, next; taken up again; the sum
of cash goes along."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BUDI, search, sign_in
from tests.browser.test_many import looked_at
from tests.infra.browser import PHONE, OpenPage
from tests.infra.measure import taps
from tests.infra.server import LiveServer

pytestmark = pytest.mark.browser
# Still asked, and a participant: a search also finds those who are not registered yet.
OPEN = (
    "[data-member]:has([data-status]"
    ":not([data-status=candidate],[data-status=ready],[data-status=sent]))"
)


def pay_next(page: Page) -> None:
    """Tap Bayar of the first one who is still asked, and wait for the answer."""
    row = page.locator(OPEN).first
    number = row.get_attribute("id")
    row.locator("button[value=paid]").first.tap()
    expect(page.locator(f"#{number} .chip.ok")).to_be_visible()


def receipts_in_hand(page: Page) -> int:
    """Count the receipts whose cash was not handed in; leaves the phone on that page."""
    page.goto("/iuran/setor")
    found = re.search(r"(\d+) kuitansi", page.locator("main").inner_text())
    return int(found[1]) if found else 0


def test_fifty_payments_in_a_row(city: LiveServer, open_page: OpenPage) -> None:
    page = sign_in(open_page(**PHONE, base_url=city.url), BUDI)
    before = receipts_in_hand(page)
    page.goto("/iuran/catat")
    looked_at(page)
    began = time.monotonic()
    with taps(page) as counted:
        for number in range(50):
            if number == 20:  # the phone is put away: the next visit goes on with who is left
                page.goto("/iuran/catat")
            if number in (10, 30):  # somebody comes along who is not next
                page.locator("#q").tap()
                search(page, "su")
            if not page.locator(OPEN).count():
                page.locator("text=Tampilkan 25 lagi").tap()
                expect(page.locator(OPEN).first).to_be_visible()
            pay_next(page)
            if number in (10, 30):
                search(page, "")
    print(f"50 payments: {counted.count} taps, {time.monotonic() - began:.0f} s of browser time")
    assert counted.count <= 55
    cash = page.locator("[data-figure=cash]").get_attribute("data-value")
    looked_at(page)
    assert receipts_in_hand(page) == before + 50
    expect(page.locator("main .big").first).to_have_text(f"Rp{int(cash or 0):,}".replace(",", "."))


def test_each_outcome_with_and_without_javascript(someones_phone: Page) -> None:
    page = sign_in(someones_phone, BUDI)
    page.goto("/iuran/catat?urut=nama")
    for outcome, said in (
        ("promised", "Janji"),
        ("absent", "Tidak ada"),
        ("moved", "Pindah"),
        ("paid", "Bayar"),
    ):
        row = page.locator(OPEN).first
        number, name = row.get_attribute("id"), row.locator("b").first.inner_text()
        row.locator(f"button[value={outcome}]").first.click()
        expect(page.locator(f"#{number}:has(button[value=absent])")).to_have_count(
            0
        )  # no more asked for here
        page.goto(f"/iuran/catat?lihat={outcome}")
        expect(page.locator(f"#{number} b").first).to_have_text(name)
        expect(page.locator(f"#{number} .chip").first).to_contain_text(said)
        page.goto("/iuran/catat?urut=nama")

"""A pressed button goes along when the session has ended, by htmx and with JavaScript off; where
the outbox is there, it waits on the phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ALL_KEPT, sign_in, until
from tests.browser.test_shared_phone import session_ends
from tests.infra.browser import Troubles

pytestmark = pytest.mark.browser
# The row that its script writes when it begins.
OUTBOX_IS_THERE = f"async () => (await ({ALL_KEPT})()).includes('~owner')"


def sign_in_here(page: Page) -> None:
    """Sign in on the page that says why it asks for it."""
    expect(page.locator("[role=alert]")).to_contain_text("Sesi Anda sudah berakhir")
    page.fill("#phone", "0812 0000 0001")
    page.fill("#password", "guyub-demo")
    page.click("button:has-text('Masuk')")


def asked_for(page: Page) -> str:
    """Give the member of the first row of the round that is still asked for."""
    page.goto("/iuran/catat")
    row = page.locator("[data-member]").filter(has=page.locator("button[value=paid]"))
    return row.first.get_attribute("data-member") or ""


def press(page: Page, member: str, button: str) -> None:
    """Press a button of a row after the session has ended."""
    row = page.locator(f"[data-member='{member}']")
    if button != "paid":  # the seldom ones stand behind one tap more
        row.locator("a[aria-label]").click()
        expect(row.locator(f"button[value={button}]")).to_be_visible()
    session_ends(page.context)
    row.locator(f"button[name=outcome][value={button}]").first.click()


def is_kept(page: Page, member: str, outcome: str) -> None:
    """See that the member stands under this outcome of the round."""
    page.goto(f"/iuran/catat?lihat={outcome}")
    expect(page.locator(f"[data-member='{member}']")).to_have_count(1)


@pytest.mark.parametrize(
    "button", [pytest.param("paid", id="Bayar"), pytest.param("promised", id="Janji")]
)
def test_in_the_round(someones_phone: Page, troubles: Troubles, button: str) -> None:
    """Without JavaScript, and where the thumb is quicker than the outbox's script."""
    troubles.allow("status of 401", "Error Code 401", "ERR_FAILED")
    page = sign_in(someones_phone)
    page.route("**/outbox.js", lambda route: route.abort())
    member = asked_for(page)
    press(page, member, button)
    sign_in_here(page)
    page.click("button:has-text('Lanjutkan menyimpan')")
    page.wait_for_url(re.compile("/iuran/catat"))
    is_kept(page, member, button)


def test_in_the_round_it_waits_in_the_outbox(leaders_phone: Page, troubles: Troubles) -> None:
    """The row says that it waits; signing in, where the thumb is, sends it."""
    troubles.allow("status of 401")
    page = leaders_phone
    member = asked_for(page)
    page.dispatch_event("main", "mousedown")
    until(page, OUTBOX_IS_THERE)
    press(page, member, "promised")
    row = page.locator(f"[data-member='{member}']")
    expect(row.locator(".chip").first).to_have_text("Menunggu sinyal")
    expect(page.locator("#waits")).to_be_visible()
    page.locator(".foot a:has-text('Masuk lagi')").click()
    page.fill("#phone", "0812 0000 0001")
    page.fill("#password", "guyub-demo")
    page.click("button:has-text('Masuk')")
    page.wait_for_url(re.compile("/iuran/catat"))
    expect(row.locator(".chip").first).to_contain_text("Janji")  # sent, and answered
    until(page, "async () => !localStorage.waiting")
    expect(page.locator("#waits, #again")).to_have_count(0)
    is_kept(page, member, "promised")

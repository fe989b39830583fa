"""A pressed button goes along when the session has ended, by htmx and with JavaScript off."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.browser.test_shared_phone import session_ends
from tests.infra.browser import Troubles

pytestmark = pytest.mark.browser


def resume(page: Page) -> None:
    """Sign in on the page that asks for it, and send on what waits."""
    expect(page.locator("[role=alert]")).to_contain_text("Sesi Anda sudah berakhir")
    page.fill("#phone", "0812 0000 0001")
    page.fill("#password", "guyub-demo")
    page.click("button:has-text('Masuk')")
    page.click("button:has-text('Lanjutkan menyimpan')")


@pytest.mark.parametrize(
    "button", [pytest.param("paid", id="Bayar"), pytest.param("promised", id="Janji")]
)
def test_in_the_round(someones_phone: Page, troubles: Troubles, button: str) -> None:
    troubles.allow("status of 401", "Error Code 401")
    page = sign_in(someones_phone)
    page.goto("/iuran/catat")
    row = page.locator("[data-member]").filter(has=page.locator("button[value=paid]"))
    member = row.first.get_attribute("data-member")
    if button != "paid":
        page.locator(f"[data-member='{member}'] a[aria-label]").click()
    session_ends(page.context)
    page.locator(f"[data-member='{member}'] button[name=outcome][value={button}]").first.click()
    resume(page)
    page.wait_for_url(re.compile("/iuran/catat"))
    page.goto(f"/iuran/catat?lihat={button}")
    expect(page.locator(f"[data-member='{member}']")).to_have_count(1)

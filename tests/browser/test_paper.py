"""What is taken away and printed: the pages for it, a download that can be repeated, the sheet on
A4."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import new_event, sign_in
from tests.browser.test_look import look
from tests.infra.browser import PHONE, OpenPage
from tests.infra.cast import PASSWORD
from tests.infra.server import LiveServer

pytestmark = pytest.mark.browser
A4 = re.compile(rb"/MediaBox\s*\[\s*0 0 59[45][.\d]* 84[12][.\d]*\s*\]")


@pytest.fixture
def leader(city: LiveServer, open_page: OpenPage) -> Page:
    """Sari at the smallest screen we serve."""
    return sign_in(
        open_page(
            **(PHONE | {"viewport": {"width": 320, "height": 568}, "base_url": city.url}),
            bypass_csp=True,
        )
    )


def test_the_pages_at_320_px(leader: Page) -> None:
    leader.goto("/anggota/lembar-kios")
    leader.get_by_role("button", name="Segel daftar hari ini").click()
    leader.wait_for_selector("[data-roster]")
    public = leader.locator("a[href^='/lembar/']").first.get_attribute("href") or ""
    for path in ("/anggota/unduh", "/anggota/lembar?q=su", "/anggota/lembar-kios", public):
        leader.goto(path)
        assert look(leader) == []


def test_a_file_with_niks_can_be_fetched_twice(leader: Page) -> None:
    leader.goto("/anggota/unduh?q=su")
    for kind in ("xlsx", "csv"):
        leader.locator("#password").fill(PASSWORD)
        with leader.expect_download() as asked:
            leader.locator(f"button[value={kind}]").click()
        assert asked.value.suggested_filename.endswith(f".{kind}")


def test_an_events_sheet_is_two_taps_away_and_prints_on_a4(leader: Page) -> None:
    new_event(leader, "Lembar A4")
    leader.get_by_role("link", name="Lembar hadir untuk dicetak").click()
    leader.get_by_role("button", name="Buat lembar hadir").click()
    leader.wait_for_selector("table.sign")
    leader.emulate_media(media="print")
    assert leader.locator(".bar, .tabs, .said, .screen").filter(visible=True).count() == 0
    row = leader.locator("tbody tr").first.bounding_box()
    assert row is not None
    assert row["height"] >= 45  # 12 mm to sign in
    pdf = leader.pdf(prefer_css_page_size=True)
    assert A4.search(pdf)

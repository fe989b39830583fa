"""Back, and the arrow above a page, find a list as it was left, in one request."""

import pytest
from playwright.sync_api import Page, expect

from tests.infra.measure import wire

pytestmark = pytest.mark.browser
KB, AT_MOST = 1024, 8  # pixels
ROWS = "[data-by] > [data-member]"
TOP = "row => row.getBoundingClientRect().top"
LIFT = "(row, y) => window.scrollBy(0, row.getBoundingClientRect().top - y)"


@pytest.mark.parametrize("arrow", [False, True], ids=["back", "arrow"])
def test_the_row_one_came_from_stands_where_it_was(leaders_phone: Page, arrow: bool) -> None:
    page = leaders_phone
    page.goto("/anggota?status=aktif")
    page.locator("#q").press_sequentially("s")
    page.wait_for_url("**/anggota?q=s&status=aktif")
    page.goto("/anggota")
    page.click("#member_rows a")
    expect(page.locator(ROWS)).to_have_count(50)
    row = page.locator(ROWS).nth(40)
    member = row.get_attribute("data-member")
    row.evaluate(LIFT, 420)
    was = row.evaluate(TOP)
    row.locator("a").click()
    page.wait_for_url(f"**/anggota/{member}")
    with wire(page) as counted:
        if arrow:
            page.click("a.back")
        else:
            page.go_back()
        page.wait_for_url("**/anggota?after=*")
        page.wait_for_load_state()
    found = page.locator(f"[data-member='{member}']")
    assert abs(found.evaluate(TOP) - was) <= AT_MOST
    print(f"back to the roster: {counted.down} bytes, {counted.requests} requests")
    assert counted.requests == 1
    assert counted.down <= 3.5 * KB
    expect(page.locator("main").get_by_text("25 sebelumnya")).to_have_count(1)


def test_a_number_is_in_no_address(leaders_phone: Page) -> None:
    page, asked = leaders_phone, []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/anggota")
    page.locator("#q").press_sequentially("b-1")
    page.wait_for_url("**/anggota?cari=*")
    page.locator("[data-member] a").first.click()
    page.wait_for_url("**/anggota/*")
    page.go_back()
    expect(page.locator("#q")).to_have_value("b-1")
    assert not [url for url in asked if "b-1" in url]

"""The report of an event and the paper for its door print on one A4 page."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from association.config import WIB
from tests.browser.conftest import new_event, sign_in
from tests.browser.test_look import look
from tests.browser.test_poster import CUT, pages_of
from tests.infra.browser import PHONE, OpenPage
from tests.infra.server import LiveServer

pytestmark = pytest.mark.browser


@pytest.fixture
def sheet(city: LiveServer, open_page: OpenPage, request: pytest.FixtureRequest) -> Page:
    """The attendance sheet of a new event with a numbered list, on Sari's phone."""
    page = sign_in(open_page(**PHONE, base_url=city.url, bypass_csp=True))
    now = f"2026-11-22T{'12' if datetime.now(WIB).hour >= 11 else '00'}:00"  # its door is open
    event = new_event(
        page, f"Kertas {request.node.name}", starts_at=now, speaker="Petugas BPJS Ketenagakerjaan"
    )
    page.goto(event + "/lembar")
    page.click("button:has-text('Buat lembar hadir')")
    page.goto(event + "/hadir")
    return page


def test_the_report_is_one_page_also_with_ninety_names(sheet: Page) -> None:
    sheet.goto(sheet.url + "/nomor?numbers=1-90")
    named = sheet.locator("[data-number]").count()
    assert named >= 60
    with sheet.expect_navigation():
        sheet.click("button:has-text('orang hadir')")
    sheet.goto(sheet.url.split("/hadir")[0] + "/laporan")
    assert look(sheet) == []
    expect(sheet.locator(".names li")).to_have_count(named)
    assert pages_of(sheet) == 1


def test_the_paper_for_the_door_is_one_page(sheet: Page) -> None:
    sheet.click("text=QR untuk pintu")
    sheet.click("button:has-text('Buat QR')")
    sheet.wait_for_selector(".poster .qr svg")
    assert look(sheet) == []
    assert pages_of(sheet) == 1
    sheet.emulate_media(media="print")
    sheet.set_viewport_size({"width": 718, "height": 1046})
    assert sheet.evaluate(CUT) == []
    qr = sheet.locator(".poster .qr svg").bounding_box()
    assert qr is not None
    assert min(qr["width"], qr["height"]) >= 150


def test_a_member_checks_in_at_the_door_without_javascript(
    sheet: Page, city: LiveServer, open_page: OpenPage
) -> None:
    sheet.click("text=QR untuk pintu")
    sheet.click("button:has-text('Buat QR')")
    address = sheet.locator(".poster .num").inner_text()
    event = sheet.url
    sheet.goto("/h/" + address.rpartition("/")[2])
    assert look(sheet) == []
    member = open_page(**PHONE, base_url=city.url, java_script_enabled=False)
    member.goto("/h/" + address.rpartition("/")[2])
    member.fill("#code", "DEMO-TONO")
    member.click("button:has-text('Saya hadir')")
    expect(member.locator("main")).to_contain_text("tercatat hadir")
    sheet.goto(re.sub("/pintu.*", "/hadir?q=tono", event))
    expect(sheet.locator("[data-figure=attendance]")).to_have_attribute("data-value", "1")

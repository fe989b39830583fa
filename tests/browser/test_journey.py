"""The main job by hand at 360 px, with JavaScript and without."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BUDI, DEWI, SARI, search, sign_in
from tests.infra.browser import DESKTOP, OpenPage
from tests.infra.server import LiveServer

pytestmark = pytest.mark.browser
LIST = Path(__file__).parents[1] / "roster" / "lists" / "files" / "paguyuban.xlsx"


def test_add_find_and_pay(someones_phone: Page, request: pytest.FixtureRequest) -> None:
    page, name = (
        sign_in(someones_phone),
        "Zaenab " + ("Satu" if "with J" in request.node.name else "Dua"),
    )
    page.click("text=+ Anggota")
    page.fill("#name", name)
    page.fill("#nik", "3372994701750009" if "Satu" in name else "3372994701750010")
    page.fill("#birth_date", "7 Januari 1975")
    page.fill("#phone", "62812 2600 1234")
    page.click("button:has-text('Simpan') >> nth=0")
    expect(page.locator(".said")).to_contain_text("tersimpan")
    page.goto("/anggota")
    page.fill("#q", name[:3] + " " + name[-4:])
    page.press("#q", "Enter")
    row = page.locator("[data-member]")
    expect(row).to_have_count(1)
    row.locator("a").click()
    expect(page.locator("[data-protected-until]")).to_have_attribute("data-status", "ready")
    page.click("text=Catat iuran")
    page.click("label:has-text('3 bulan')")
    page.click("summary:has-text('kuitansi')")
    page.select_option("#channel", "bank")  # a first payment at a channel registers, too
    page.fill("#receipt", f"BNI-{name[-4:]}")
    page.click("button:has-text('Simpan iuran')")
    expect(page.locator(".verdict")).to_contain_text("Terlindungi sampai 31 Januari 2027")
    expect(page.locator("#cover")).to_contain_text("Rp33.600")  # 8.400 + 8.400 + 16.800


def test_import_a_real_list(someones_phone: Page, request: pytest.FixtureRequest) -> None:
    page = sign_in(someones_phone, SARI if "with J" in request.node.name else BUDI)
    page.goto("/anggota/impor")
    page.set_input_files("#file", LIST)
    page.click("button:has-text('Baca daftar')")
    expect(page.locator("h2:has-text('Ditolak')")).to_be_visible()
    good = page.locator("[data-figure=good]").get_attribute("data-value")
    page.click("button:has-text('Simpan')")
    expect(page.locator("[data-figure=added]")).to_have_attribute("data-value", good or "")


def test_hold_an_event(someones_phone: Page, request: pytest.FixtureRequest) -> None:
    page, title = sign_in(someones_phone), f"Sosialisasi {request.node.callspec.id}"
    page.goto("/kegiatan/baru")
    page.fill("#title", title)
    page.fill("#starts_at", "2026-11-24T13:00")
    page.fill("#place", "Aula Pasar Rejosari")
    page.click("button:has-text('Simpan')")
    expect(page.locator("main")).to_contain_text("Selasa, 24 November 2026")
    link = page.locator("a[href^='https://wa.me/']").first
    expect(link).to_have_attribute(
        "href", re.compile(r"text=.*24%20November%202026|text=.*24\+November\+2026")
    )
    page.goto(re.sub(r"/?$", "/hadir", page.url.split("?")[0]))
    for index in range(3):
        page.locator("button.row").nth(index).click()
        expect(page.locator("[data-figure=attendance]")).to_have_attribute(
            "data-value", str(index + 1)
        )
    page.locator("button.row").nth(0).click()
    expect(page.locator("[data-figure=attendance]")).to_have_attribute("data-value", "2")


def test_an_officer_sees_numbers_at_both_widths(
    city: LiveServer, open_page: OpenPage, a_phone: Page
) -> None:
    for page in (a_phone, open_page(**DESKTOP, base_url=city.url)):
        sign_in(page, DEWI)
        assert page.url.endswith("/pemantauan")
        figures = {
            name: int(page.locator(f"[data-figure={name}]").first.get_attribute("data-value") or -1)
            for name in ("members", "active", "entrusted", "due", "arrears", "inactive", "never")
        }
        assert figures["members"] > 2000
        assert sum(figures.values()) - figures["members"] == figures["members"]
        expect(page.locator("main")).to_contain_text("22 November 2026")


def test_a_member_checks_their_status(someones_phone: Page) -> None:
    page = someones_phone
    page.goto("/k/DEMO-TONO")
    page.fill("#birth_date", "17 Agustus 1975")
    page.click("main button.btn >> nth=0")
    verdict = page.locator("[data-protected-until]")
    expect(verdict).to_have_attribute("data-status", "active")
    expect(verdict).to_contain_text("Anda terlindungi sampai")
    expect(page.locator("main")).not_to_contain_text("Tono Wibowo")


def test_a_shared_phone_shows_nothing_after_sign_out(leaders_phone: Page) -> None:
    page = leaders_phone
    page.goto("/anggota")
    expect(page.locator("[data-member]").first).to_be_visible()
    page.goto("/lainnya")
    page.click("button:has-text('Keluar')")
    page.wait_for_url("**/masuk")
    for _ in range(3):
        page.go_back()
        expect(page.locator("[data-member]")).to_have_count(0)
    kept = page.evaluate(
        "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])"
    )
    assert kept in ("[[],[]]", '[[],[["htmx-current-path-for-history","/"]]]')


def test_without_signal_the_form_says_so_and_keeps_what_was_typed(
    leaders_phone: Page, troubles
) -> None:
    page = leaders_phone
    troubles.allow("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
    page.goto("/anggota?status=menunggak")
    page.locator("[data-member] a").first.click()
    page.click("text=Catat iuran")
    page.click("summary:has-text('kuitansi')")
    page.fill("#receipt", "R-2711")
    page.context.set_offline(True)
    page.click("button:has-text('Simpan iuran')")
    expect(page.locator("form .fail")).to_contain_text("Belum terkirim")
    expect(page.locator("#receipt")).to_have_value("R-2711")
    page.context.set_offline(False)
    page.click("button:has-text('Simpan iuran')")
    expect(page.locator(".said")).to_contain_text("Tersimpan")


def test_the_back_button_never_shows_a_fragment(leaders_phone: Page) -> None:
    page = leaders_phone
    page.goto("/anggota")
    search(page, "su")
    page.locator("[data-member] a").first.click()
    page.click("text=Catat iuran")
    page.go_back()
    expect(page.locator("header.bar")).to_be_visible()
    expect(page.locator("nav.tabs")).to_be_visible()

"""Pasting a WhatsApp list on a phone, with and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in

pytestmark = pytest.mark.browser


NAMES = ["Tumpi", "Sarmi", "Ngadi", "Wulan", "Kasti", "Purwa", "Gemi", "Lastri", "Darsi", "Jumirah"]


def test_paste_answer_save(someones_phone: Page, request: pytest.FixtureRequest) -> None:
    page = sign_in(someones_phone)
    block = "Q" if "without" in request.node.name else "R"
    people = "".join(
        f"{n}. Bu {name}{block.lower()} {block}{n} ✅\n" for n, name in enumerate(NAMES, 1)
    )
    page.goto("/anggota/impor")
    page.get_by_label("Salin daftarnya di WhatsApp").fill(
        f"*Daftar*\n{people}50. Bu Legi & Pak Pon {block}51\n"
    )
    page.get_by_role("button", name="Baca tulisan").click()
    page.get_by_role("link", name="Jawab satu per satu").click()
    expect(page.locator("main").get_by_text(f"50. Bu Legi & Pak Pon {block}51")).to_be_visible()
    page.get_by_label("Nama").fill(f"Bu Legi {block}")
    page.get_by_role("button", name="Simpan sebagai anggota").click()
    page.get_by_role("button", name="Simpan 11 anggota").click()
    expect(page.locator("main").get_by_text("anggota tersimpan")).to_be_visible()

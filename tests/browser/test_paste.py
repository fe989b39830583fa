"""Pasting a WhatsApp list on a phone, with and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in

pytestmark = pytest.mark.browser


def test_paste_answer_save(someones_phone: Page, request: pytest.FixtureRequest) -> None:
    page = sign_in(someones_phone)
    block = "Q" if "without" in request.node.name else "R"
    people = "".join(
        f"{n}. Bu Tumpi{block} {'abcdefghij'[n % 10]}{n % 7 * 'i'} {block}{n} ✅\n"
        for n in range(1, 11)
    )
    page.goto("/anggota/impor")
    page.get_by_label("Salin daftarnya di WhatsApp").fill(
        f"*Daftar*\n{people}50. Bu Legi & Pak Pon {block}51\n"
    )
    page.get_by_role("button", name="Baca tulisan").click()
    page.get_by_role("link", name="Jawab satu per satu").click()
    expect(page.get_by_text(f"50. Bu Legi & Pak Pon {block}51")).to_be_visible()
    page.get_by_label("Nama").fill(f"Bu Legi {block}")
    page.get_by_role("button", name="Simpan sebagai anggota").click()
    page.get_by_role("button", name="Simpan 11 anggota").click()
    expect(page.get_by_text("anggota tersimpan")).to_be_visible()

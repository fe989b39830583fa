"""A list with refused rows on a phone, with and without JavaScript: the months, the rows, the
saving."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in

pytestmark = pytest.mark.browser


def test_answer_mend_save(someones_phone: Page, request: pytest.FixtureRequest) -> None:
    page = sign_in(someones_phone)
    main = page.locator("main")  # what the live region says stands outside it
    who = "Mendi" if "without" in request.node.name else "Mendo"
    told = (
        "Nama;NIK;Tgl Lahir;No HP;Dagangan\n"
        f"Paijo {who};337299010160000;12/31/1975;;Soto\n"
        f"Sutini {who};;08/05/1975;1234;Jamu\n"
        f"Wagirah {who};;2/28/1980;;Gula\n"
    )
    page.goto("/anggota/impor")
    file = {"name": "daftar.csv", "mimeType": "text/csv", "buffer": told.encode()}
    page.set_input_files("#file", [file])  # type: ignore[list-item]
    page.get_by_role("button", name="Baca daftar").click()
    page.get_by_role("button", name="Ya, bulan dulu: 08/05/1975 = 5 Agustus 1975").click()
    expect(main.get_by_text("dibaca bulan dulu")).to_be_visible()
    page.get_by_role("button", name="Simpan tanpa NIK").click()
    expect(main.get_by_text(f"Paijo {who} siap disimpan.")).to_be_visible()
    page.get_by_role("link", name="Perbaiki").click()
    phone = page.locator("#r2-phone")
    phone.fill("0812 26")
    with page.expect_response(lambda answer: answer.status == 422):
        page.get_by_role("button", name="Simpan perbaikan").click()
    expect(phone).to_have_value("0812 26")
    expect(phone).to_have_attribute("aria-invalid", "true")
    phone.fill(f"0812 2600 123{len(request.node.name) % 10}")
    page.get_by_role("button", name="Simpan perbaikan").click()
    expect(main.get_by_text(f"Sutini {who} siap disimpan.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Simpan 3 anggota").click()
    expect(main.get_by_text("anggota tersimpan")).to_be_visible()

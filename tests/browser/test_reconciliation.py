"""The list of BPJS Ketenagakerjaan with a thumb at 360 px: upload, add, take over; with JavaScript
and without."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.browser.test_many import looked_at

pytestmark = pytest.mark.browser
HEAD = "Nama;NIK;KPJ;Status;Bayar s/d\n"


def upload(page: Page, rows: str) -> None:
    """Upload a list from the first page."""
    page.goto("/rekonsiliasi")
    looked_at(page)
    page.set_input_files(
        "#file",
        {"name": "daftar-bpjs.csv", "mimeType": "text/csv", "buffer": (HEAD + rows).encode()},
    )
    page.check("[name=whole][value=ya]")
    page.click("button:has-text('Cocokkan')")


def test_upload_add_and_take_over(someones_phone: Page, request: pytest.FixtureRequest) -> None:
    page, name = sign_in(someones_phone), "Kasiyem" if "without" in request.node.name else "Rubinem"
    nik, kpj = (
        ("3372995208690017", "4400000001")
        if name == "Kasiyem"
        else ("3372995208690018", "4400000002")
    )
    upload(
        page,
        (
            f"{name};{nik};{kpj}1;Aktif;10/2026\nOrang "
            f"Lain;3372995208690019;44000000093;Aktif;10/2026\n"
        ),
    )
    page.click("nav a:has-text('Di BPJS saja')")
    looked_at(page)
    page.click(f"li:has-text('{name}') button:has-text('Tambah sebagai anggota')")
    expect(page.locator("[data-figure=bpjs]")).to_have_attribute("data-value", "1")
    upload(page, f"{name} Lestari;{nik};{kpj}2;Aktif;10/2026\n")
    expect(page.locator("[data-figure=beda]")).to_have_attribute("data-value", "1")
    looked_at(page)
    expect(page.locator("[data-line]")).to_contain_text("Yang dicatat: iuran Oktober 2026")
    page.click("button:has-text('Ambil data BPJS')")
    expect(page.locator("[data-figure=beda]")).to_have_attribute("data-value", "0")
    looked_at(page)
    page.click("a:has-text('Ada kolom yang salah dikenali?')")
    looked_at(page)
    page.click("button:has-text('Baca lagi dengan kolom ini')")
    page.click("nav a:has-text('Di kita saja')")
    expect(page.locator("[data-line]")).to_have_count(25)
    page.click("a:has-text('Tampilkan 25 lagi')")
    expect(page.locator("[data-line]")).to_have_count(25 if "without" in request.node.name else 50)
    looked_at(page)
    page.click("a:has-text('Lihat atau batalkan')")
    expect(page.locator("h1")).to_have_text("Dari daftar BPJS Ketenagakerjaan")

"""What every page owes a thumb and an eye: no sideways scrolling at 320 px, targets of 48 px, names
for everything."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import BUDI, DEWI, sign_in
from tests.infra.browser import PHONE, OpenPage
from tests.infra.server import LiveServer

pytestmark = pytest.mark.browser
PUBLIC = ("/", "/masuk", "/cek", "/k/DEMO-TONO", "/privasi", "/tidak-ada")
LEADER = (
    "/",
    "/anggota",
    "/anggota/baru",
    "/anggota/impor",
    "/kegiatan",
    "/kegiatan/baru",
    "/kegiatan/hasil",
    "/lainnya",
)
OFFICER = ("/pemantauan", "/pemantauan/kegiatan", "/pemantauan/kegiatan/hasil")
SMALL = """() => [
    ...document.querySelectorAll("a,button,input,select,textarea,summary")].filter(e => {
    const r = e.getBoundingClientRect(), s = getComputedStyle(e);
    if (!r.width || s.visibility === "hidden" || e.type === "hidden" ||
      e.closest("p,dd,small,td,.hint,.skip")) return false;
    if (e.classList.contains("skip") || ["radio", "checkbox"].includes(e.type)) return false;
    return r.height < 43.5;
}).map(e => e.outerHTML.slice(0, 120))"""


def test_what_an_event_achieved_at_320_px(city: LiveServer, open_page: OpenPage) -> None:
    page = sign_in(
        open_page(**(PHONE | {"viewport": {"width": 320, "height": 640}}), base_url=city.url), BUDI
    )
    page.goto("/kegiatan/hasil")
    page.locator("main .list a").first.click()
    look(page, page.url)
    page.locator("[data-member] button:has-text('Terkirim')").first.click()
    page.wait_for_selector("text=Sudah diingatkan bulan ini")
    look(page, page.url)


def look(page: Page, path: str) -> None:
    page.goto(path)
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0, f"{path} scrolls sideways by {wide} px"
    assert page.evaluate(SMALL) == [], path
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    assert found.violations_count == 0, f"{path}: {found.generate_report()}"


@pytest.mark.parametrize(
    ("who", "paths"),
    [("", PUBLIC), ("0812 0000 0001", LEADER), (DEWI, OFFICER)],
    ids=["visitor", "leader", "officer"],
)
def test_pages_at_320_px(
    city: LiveServer, open_page: OpenPage, troubles, who: str, paths: tuple[str, ...]
) -> None:
    troubles.allow("status of 404")
    page = open_page(**(PHONE | {"viewport": {"width": 320, "height": 568}, "base_url": city.url}))
    if who:
        sign_in(page, who)
    for path in paths:
        look(page, path)


def test_a_member_and_an_event_at_320_px(city: LiveServer, open_page: OpenPage) -> None:
    page = sign_in(
        open_page(**(PHONE | {"viewport": {"width": 320, "height": 568}, "base_url": city.url}))
    )
    for list_path, deeper in (
        ("/anggota", ("", "/ubah", "/iuran", "/kartu", "/riwayat", "/perantara")),
        ("/kegiatan", ("", "/hadir")),
    ):
        page.goto(list_path)
        first = page.locator("main .list a").first.get_attribute("href") or ""
        for ending in deeper:
            look(page, first.removesuffix("/hadir") + ending)

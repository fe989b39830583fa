"""What pages weigh over the wire and how many taps a job takes (UX budgets); the figures are
printed with -rP."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import WORKING_PHONE, keep_sheet, new_event, sign_in
from tests.infra.browser import PHONE, OpenPage
from tests.infra.deaf import without_clear_site_data
from tests.infra.measure import paint, slow, taps, wire
from tests.infra.server import LiveServer

pytestmark = pytest.mark.browser
KB = 1024
DEMO_LINE = 60  # bytes of the line that says it is the demonstration; no real page has it
TYPED = """q => { for (const text of ["s", "su"]) {
  q.value = text; q.dispatchEvent(new Event("input", {bubbles: true})) } }"""


def weigh(page: Page, path: str) -> tuple[int, int]:
    with wire(page) as counted:
        page.goto(path)
    print(f"{path:32} {counted.down:6} bytes {counted.requests} requests")
    return counted.down, counted.requests


def test_the_sign_in_page_cold(a_phone: Page) -> None:
    """6 KB to show it; the files fetched meanwhile for the next page count with the next page."""
    with wire(a_phone) as counted:
        a_phone.goto("/masuk")
        a_phone.wait_for_load_state()
    own = [url for url in counted.urls if "/static/" not in url]
    print(f"sign-in with prefetch: {counted.down} bytes, {counted.urls}")
    assert len(own) == 1
    page = a_phone.context.browser.new_context(
        **PHONE, base_url=a_phone.url.rsplit("/", 1)[0], java_script_enabled=False
    ).new_page()
    page.route("**/static/**", lambda route: route.abort())
    with wire(page) as alone:
        page.goto("/masuk")
    page.context.close()
    assert alone.down <= 6 * KB


@pytest.mark.parametrize(
    "path", ["/", "/anggota", "/kegiatan", "/lainnya", "/anggota/baru", "/anggota/impor"]
)
def test_other_pages_cold_and_warm(city: LiveServer, open_page: OpenPage, path: str) -> None:
    page = sign_in(open_page(**PHONE, base_url=city.url))
    state = page.context.storage_state()
    cold_phone = open_page(**PHONE, base_url=city.url, storage_state=state)
    cold, requests = weigh(cold_phone, path)
    assert cold <= 28 * KB
    assert requests <= 5
    warm, requests = weigh(cold_phone, path)
    assert warm <= 3.5 * KB
    assert requests == 1


def test_parts_are_small(leaders_phone: Page) -> None:
    page = leaders_phone
    page.goto("/anggota")
    with wire(page) as search, page.expect_response("**/anggota?q=su"):
        page.locator("#q").evaluate(TYPED)
    page.goto("/anggota?status=menunggak")
    page.locator("[data-member] a").first.click()
    with wire(page) as form:
        page.click("text=Catat iuran")
        page.wait_for_selector("#cover form")
    with wire(page) as save:
        page.click("button:has-text('Simpan iuran')")
        page.wait_for_selector(".said")
    page.goto(new_event(page, "Bagian kecil") + "/hadir")
    page.dispatch_event("main", "mousedown")
    page.wait_for_selector("#queue[data-settled]", state="attached")
    with wire(page) as mark, page.expect_response("**/hadir"):
        page.locator("button.row[aria-pressed=false]").first.click()
    for name, counted, most in (
        ("search", search, 1.5),
        ("form", form, 2.5),
        ("save", save, 1.2),
        ("mark", mark, 1.0),
    ):
        print(f"{name:8} {counted.down:6} bytes {counted.requests} requests, budget {most} KB")
    assert search.down <= 1.5 * KB
    assert form.down <= 2.5 * KB
    assert save.down <= 1.2 * KB
    assert mark.down <= 1.0 * KB
    assert {search.requests, form.requests, save.requests, mark.requests} == {1}


def test_a_member_is_found_and_one_field_edited(city: LiveServer, open_page: OpenPage) -> None:
    """With the cache that signing in has filled: 28 KB down, of which a third is used; 10
    requests. With an empty one the style and the scripts alone are 22 KB."""
    page = sign_in(open_page(**PHONE, base_url=city.url))
    with wire(page) as whole:
        page.goto("/anggota")
        with page.expect_response("**/anggota?q=su"):
            page.locator("#q").evaluate(TYPED)
        page.locator("[data-member] a").first.click()
        page.locator("#member_data summary").click()
        with wire(page) as form:
            page.click("#member_data a[href$=kontak]")
            page.fill("#phone", "0812 2600 7788")
        with wire(page) as save:
            page.click("#member_data button:has-text('Simpan')")
            page.wait_for_selector("#member_data .said")
    expect(page.locator("#who")).to_contain_text("0812-2600-7788")
    print(f"find and edit: {whole.down} down, {whole.up} up, {whole.requests} requests")
    assert (whole.down <= 12 * KB, whole.up <= 5 * KB, whole.requests <= 10) == (True,) * 3
    assert (form.down <= 2.5 * KB, save.down <= 1.2 * KB) == (True, True), (form, save)
    assert form.requests == save.requests == 1


def test_the_whole_member_form_opens_as_a_part(leaders_phone: Page) -> None:
    page = leaders_phone
    page.goto("/anggota?status=menunggak")
    page.locator("[data-member] a").first.click()
    with wire(page) as form:
        page.click("header >> text=Ubah")
        page.wait_for_selector("#member_data form")
    expect(page.locator("#name")).to_be_focused()
    assert form.down <= 2.5 * KB
    assert form.requests == 1


STATES = "aktif habis jatuh-tempo menunggak nonaktif belum-bisa bisa-dikirim dikirim terdaftar"


def test_beranda_and_a_member_of_every_state_are_short(leaders_phone: Page) -> None:
    """1,300 px at most; what needs doing and who it is on the first screen of 640."""
    page = leaders_phone

    def tall(path: str) -> int:
        page.goto(path)
        return int(page.evaluate("document.documentElement.scrollHeight"))

    assert tall("/") <= 1300
    assert page.locator("[data-figure=lapsing]").bounding_box()["y"] < 560
    heights = {}
    for state in (*STATES.split(), "dititip", "berhenti", "tidak-bisa"):
        page.goto(f"/anggota?status={state}")
        for row in page.locator("[data-member] a").all()[:1]:
            heights[state] = tall(row.get_attribute("href") or "")
            assert page.locator(".verdict").bounding_box()["y"] < 320, state
            assert page.locator("#cover .btn:not(.alt)").count() <= 1, state
    print(heights)
    assert max(heights.values()) <= 1300, heights
    assert len(heights) >= 11


Seen = list[tuple[str, int]]


def on_the_wire(phone: Page, seen: Seen, path: str) -> tuple[list[str], int]:
    """Open a page and wait until it is quiet; gives the last part of each address asked for, and
    the bytes."""
    seen.clear()
    phone.goto(path)
    phone.wait_for_load_state("networkidle")
    paths, size = [asked.rpartition("/")[2] for asked, _size in seen], sum(n for _path, n in seen)
    print(f"{path:20} {size:6} bytes {paths}")
    return paths, size


def test_the_attendance_page_fetches_itself_once_and_the_list_when_it_changed(
    city: LiveServer, open_page: OpenPage
) -> None:
    """Counted on the wire, where the worker's requests are seen, too."""
    seen: Seen = []
    with without_clear_site_data(city.url, seen) as url:
        first = sign_in(open_page(**PHONE, base_url=url))
        sheets = [new_event(first, f"Ditimbang {n}") + "/hadir" for n in "12"]
        state = first.context.storage_state()
        phone = open_page(**WORKING_PHONE, base_url=url, storage_state=state)
        paths, size = on_the_wire(phone, seen, sheets[0])
        assert (len(paths) <= 6, size <= 28 * KB) == (True, True)
        keep_sheet(phone)
        asked = [path for path, _size in seen]
        print(f"with what is kept: {sum(size for _path, size in seen)} bytes {asked}")
        assert len(asked) == len(set(asked))  # no file, no page, no list twice
        for sheet in sheets:
            paths, size = on_the_wire(phone, seen, sheet)
            keep_sheet(phone)
            assert (len(seen), paths) == (1, ["hadir"])
            assert size <= 3.5 * KB + DEMO_LINE


def test_the_roster_paints_in_time_on_a_slow_phone(city: LiveServer, open_page: OpenPage) -> None:
    """Printed, not judged: machines differ. Layout shift does not depend on the machine."""
    page = sign_in(open_page(**PHONE, base_url=city.url))
    with slow(page):
        page.goto("/anggota")
        seen = paint(page)
    print(f"roster, warm, slow phone: {seen}")
    assert seen.shift <= 0.01


def test_taps_of_the_daily_jobs(leaders_phone: Page) -> None:
    page = leaders_phone
    with taps(page) as add:
        page.tap("nav.tabs >> text=Anggota")
        page.tap("text=+ Tambah")
        page.tap("#name")
        page.fill("#name", "Tapini")
        page.tap("button:has-text('Simpan') >> nth=0")
        page.wait_for_selector(".said")
    page.goto("/anggota")
    with taps(page) as find:
        page.tap("#q")
        page.locator("#q").press_sequentially("ta")
        expect(page.locator("[data-member] b", has_text="Tapini")).to_be_visible()
    page.goto("/anggota?status=menunggak")
    with taps(page) as pay:
        page.locator("[data-member] a").first.tap()
        page.tap("text=Catat iuran")
        page.tap("label:has-text('3 bulan')")
        page.tap("button:has-text('Simpan iuran')")
        page.wait_for_selector(".said")
    page.goto("/lainnya")
    with taps(page) as bring:
        page.tap("text=Impor daftar anggota")
        page.tap("#file")
        page.set_input_files(
            "#file", Path(__file__).parents[1] / "roster" / "lists" / "files" / "office.xls"
        )
        page.tap("button:has-text('Baca daftar')")
        page.tap("main form button.btn")
        page.wait_for_selector("[data-figure=added]")
    counted = {"add": add.count, "find": find.count, "pay": pay.count, "import": bring.count}
    print(f"taps: {counted}")
    assert add.count <= 6
    assert find.count <= 1
    assert pay.count <= 4
    assert bring.count <= 6


def test_taps_to_mark_twenty(leaders_phone: Page) -> None:
    page = leaders_phone
    page.goto(new_event(page, "Dua puluh") + "/hadir")
    with taps(page) as mark:
        for _ in range(20):
            button = page.locator("button.row[aria-pressed=false]").first
            before = page.locator("[data-figure=attendance]").get_attribute("data-value")
            button.tap()
            expect(page.locator("[data-figure=attendance]")).not_to_have_attribute(
                "data-value", before or ""
            )
    print(f"taps to mark 20: {mark.count}")
    assert mark.count <= 22


def test_taps_to_mark_twenty_by_number(city: LiveServer, open_page: OpenPage) -> None:
    page = sign_in(open_page(**PHONE, base_url=city.url))
    event = new_event(page, "Dengan nomor")
    page.goto(f"{event}/lembar")
    page.click("button:has-text('Buat lembar hadir')")
    page.goto(event)
    with taps(page) as mark:
        page.tap("text=Catat hadir")
        page.tap("text=Catat dengan nomor")
        page.tap("#numbers")
        page.locator("#numbers").press_sequentially("1-14, 17-20, 22, 24, 9999")
        page.tap("button:has-text('Baca namanya')")
        expect(page.locator("[data-unknown]")).to_contain_text("9999")
        expect(page.locator("[data-number]")).to_have_count(20)
        page.tap("button:has-text('Catat 20 orang hadir')")
        expect(page.locator("[data-figure=attendance]")).to_have_attribute("data-value", "20")
    print(f"taps to mark 20 by number: {mark.count}")
    assert mark.count <= 8

"""The attendance sheet without signal: marks wait on the phone, and each counts once however it
gets through."""

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import (
    ALL_KEPT,
    BUDI,
    OF_THE_WORKER,
    WORKING_PHONE,
    keep_sheet,
    new_event,
    sign_in,
    until,
)
from tests.infra.browser import OpenPage, Troubles
from tests.infra.server import LiveServer

pytestmark = pytest.mark.browser
WAITING = "#queue[data-waiting='{}']"
# What a week does to what is kept: each end, and the date of the answer, lie so far back.
A_WEEK_PASSES = """async () => {
  const week = 604_800_000, asked = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = fail;
  });
  const database = await asked(indexedDB.open("guyub"));
  for (const name of ["marks", "sheets"]) {
    const table = database.transaction(name, "readwrite").objectStore(name);
    for (const one of await asked(table.getAll())) table.put({ ...one, until: one.until - week });
  }
  database.close();
  const store = await caches.open("sheet"), known = await store.match(location.href);
  const headers = new Headers(known.headers);
  headers.set("Date", new Date(Date.parse(headers.get("Date")) - week).toUTCString());
  await store.put(location.href, new Response(await known.text(), { headers }));
}"""
SETTLED = "#queue[hidden][data-settled]"  # nothing waits, and the script has looked


@pytest.fixture
def sheet(city: LiveServer, open_page: OpenPage, request: pytest.FixtureRequest, troubles) -> Page:
    """A new event's sheet, open on Sari's phone, kept for when the signal is gone."""
    troubles.allow(
        "ERR_INTERNET_DISCONNECTED",
        "ERR_FAILED",
        "Failed to load resource",
        "htmx:sendError",
        "htmx:afterRequest",
    )
    page = sign_in(open_page(**WORKING_PHONE, base_url=city.url))
    page.goto(new_event(page, f"Luring {request.node.name}") + "/hadir")
    keep_sheet(page)
    return page


def mark(page: Page, number: int) -> None:
    """Mark the first so many who are not marked yet, 25 rows and more."""
    while number:
        todo = page.locator("li[data-member] button[aria-pressed=false]")
        if not todo.count():
            page.locator("text=Tampilkan 25 lagi").click()
            expect(todo.first).to_be_visible()
        todo.first.click()
        number -= 1


def signal_is_back(page: Page) -> None:
    """Switch the signal on and say so: after a reload without signal Chromium thinks that it was
    there all the time, and the page would wait for its next try, 15 seconds later."""
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")


def on_the_server(page: Page) -> int:
    figures = page.context.request.get(page.url.split("?")[0]).text()
    found = re.search(r'data-figure="attendance" data-value="(\d+)"', figures)
    assert found is not None
    return int(found[1])


def test_thirty_marks_with_the_network_cut_twice_in_mid_send(sheet: Page) -> None:
    page = sheet
    page.context.set_offline(True)
    mark(page, 24)
    page.fill("#q", "su")  # the list on the phone is searched
    rows, found = page.locator("li[data-member]"), re.compile("su", re.IGNORECASE)
    expect(rows.filter(has_not_text=found)).to_have_count(0)
    expect(rows.first).to_contain_text(found)
    mark(page, 6)
    expect(page.locator(WAITING.format(30))).to_be_visible()
    page.reload()  # from the phone
    expect(page.locator(WAITING.format(30))).to_be_visible()
    sent = []

    def cut(route: Route) -> None:
        """Let the server have the mark, and lose its answer: twice."""
        sent.append(route.request.post_data)
        if len(sent) in (6, 13):
            route.fetch()
            page.context.set_offline(True)
            route.abort()
            return
        route.continue_()

    page.route(
        re.compile(r"/hadir$"),
        lambda route: cut(route) if route.request.method == "POST" else route.continue_(),
    )
    for left in (25, 19):
        signal_is_back(page)
        expect(page.locator(WAITING.format(left))).to_be_visible()
        page.wait_for_timeout(300)
    page.reload()
    signal_is_back(page)
    expect(page.locator(SETTLED)).to_have_count(1, timeout=20_000)
    assert on_the_server(page) == 30
    page.reload()
    expect(page.locator("[data-figure=attendance]")).to_have_attribute("data-value", "30")


def test_taken_back_without_signal_and_a_walk_in(sheet: Page) -> None:
    page, where = sheet, sheet.url
    mark(page, 2)
    expect(page.locator(SETTLED)).to_have_count(1)
    page.context.set_offline(True)
    page.locator("li[data-member] button[aria-pressed=true]").first.click()
    page.click("summary:has-text('Hadir tapi bukan anggota')")
    page.fill("#name", "Bu Zulaikah los Z99")
    page.click("#walk_in button")
    expect(page.locator("#queue li[data-state=waiting]")).to_have_count(2)
    page.context.set_offline(False)
    expect(page.locator(SETTLED)).to_have_count(1, timeout=20_000)
    assert on_the_server(page) == 2  # one taken back, one walked in
    page.goto("/anggota?q=Zulaikah")
    expect(page.locator("[data-member]")).to_have_count(1)
    what_is_kept_ends_with_its_event(page, where)


def what_is_kept_ends_with_its_event(page: Page, where: str) -> None:
    """A week later, still without signal, the phone shows no name any more; a mark that waits is
    sent all the same."""
    page.goto(where)
    keep_sheet(page)
    names = page.locator("#attendance_list b").all_inner_texts()
    beside = page.context.new_page()
    beside.goto(page.locator("link[rel=icon]").get_attribute("href") or "")
    page.context.set_offline(True)
    mark(page, 1)
    expect(page.locator(WAITING.format(1))).to_be_visible()
    assert all(one in beside.evaluate(ALL_KEPT) for one in names)
    page.evaluate(A_WEEK_PASSES)
    page.goto(where)
    expect(page.locator(OF_THE_WORKER)).to_be_visible()
    assert page.locator("#kept a").count() == 0
    kept = f"async () => {{ const kept = await ({ALL_KEPT})(); return "
    until(beside, f"{kept} !{json.dumps(names)}.some((one) => kept.includes(one)); }}")
    page.context.set_offline(False)
    page.goto(where)
    expect(page.locator(SETTLED)).to_have_count(1, timeout=20_000)
    assert on_the_server(page) == 3


def test_a_refused_mark_says_why_and_can_be_dropped(sheet: Page) -> None:
    page = sheet
    page.context.set_offline(True)
    page.click("summary:has-text('Hadir tapi bukan anggota')")
    page.fill("#name", "3372990101700001")
    page.click("#walk_in button")
    page.context.set_offline(False)
    refused = page.locator("#queue li[data-state=refused]")
    expect(refused).to_contain_text("NIK tidak ditulis di sini")
    page.click("#queue button:has-text('Buang')")
    expect(page.locator(SETTLED)).to_have_count(1)


def test_an_ended_session_keeps_them_and_signing_in_sends_them(sheet: Page) -> None:
    page, where = sheet, sheet.url
    page.context.set_offline(True)
    mark(page, 3)
    page.context.clear_cookies()
    page.context.set_offline(False)
    again = page.locator(".foot a:has-text('Masuk lagi')")
    expect(again).to_be_visible()
    box = again.bounding_box() or {}
    assert (box["height"] >= 48, box["y"] > 400) == (True, True)  # of 640: where the thumb is
    expect(page.locator(WAITING.format(3))).to_be_visible()
    again.click()
    page.fill("#phone", "0812 0000 0001")
    page.fill("#password", "guyub-demo")
    page.click("button:has-text('Masuk')")
    page.wait_for_url(where)
    expect(page.locator(SETTLED)).to_have_count(1, timeout=20_000)
    assert on_the_server(page) == 3


def tap_in_a_hotspot(page: Page) -> tuple[str, str]:
    """Tap that somebody was absent while a hotspot answers; gives the row's id and the name."""
    row = page.locator("[data-member]:has(button[value=paid])").last
    number, name = row.get_attribute("id") or "", row.locator("b").first.inner_text()
    row.locator("a[aria-label]").click()  # absent stands behind one tap more
    expect(page.locator(f"#{number} button[value=absent]")).to_be_visible()
    page.route("**/iuran/catat*", lambda route: route.fulfill(body="<h1>Wi-Fi pasar</h1>"))
    page.locator(f"#{number} button[value=absent]").click()
    expect(page.locator(f"#{number} .chip").first).to_have_text("Menunggu sinyal")
    page.unroute("**/iuran/catat*")
    return number, name


def test_the_round_waits_in_the_same_outbox(
    city: LiveServer, open_page: OpenPage, troubles: Troubles
) -> None:
    """Tapped without signal, looked at in the list and on the page without signal, and sent later;
    what a hotspot answers instead of us is no answer."""
    troubles.allow("ERR_INTERNET_DISCONNECTED", "Failed to load resource", "htmx:")
    page = sign_in(open_page(**WORKING_PHONE, base_url=city.url), BUDI)
    page.goto("/iuran/catat?urut=nama")
    page.dispatch_event("main", "mousedown")
    until(page, "async () => Boolean(await caches.match('/luring'))")
    number, name = tap_in_a_hotspot(page)
    page.context.set_offline(True)
    page.goto("/anggota")
    expect(page.locator(OF_THE_WORKER)).to_be_visible()
    waiting = page.locator("#queue li[data-state=waiting]")
    expect(waiting).to_contain_text(name)
    expect(waiting).to_contain_text("Tidak ada · ")
    page.context.set_offline(False)
    page.goto("/lainnya")  # any page sends it
    expect(page.locator("#waits")).to_have_count(0)
    until(page, "async () => !localStorage.waiting")
    page.goto("/iuran/catat?lihat=absent")
    expect(page.locator(f"#{number} b").first).to_have_text(name)


def test_signing_out_asks_first_and_wipes_the_phone(sheet: Page) -> None:
    page = sheet
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.context.set_offline(True)
    mark(page, 1)
    expect(page.locator(WAITING.format(1))).to_be_visible()
    page.route(
        "**/hadir",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    page.context.set_offline(False)
    page.goto("/lainnya")
    page.click("button:has-text('Keluar')")
    page.wait_for_url("**/masuk")
    assert "belum terkirim" in asked[0]
    kept = page.evaluate(
        "async () => [await caches.keys(), (await indexedDB.databases()).length, (await "
        "navigator.serviceWorker.getRegistrations()).length]"
    )
    assert kept == [[], 0, 0]

"""A phone that goes from hand to hand: nobody sees another's names without signal, or another's
waiting marks; signing out wipes, also in engines that do not heed Clear-Site-Data."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import (
    ALL_KEPT,
    BUDI,
    NO_SIGNAL,
    OF_THE_WORKER,
    SARI,
    WORKING_PHONE,
    keep_sheet,
    new_event,
    sign_in,
    until,
)
from tests.browser.test_offline import SETTLED, WAITING, mark, on_the_server
from tests.infra.browser import OpenPage, Troubles
from tests.infra.deaf import without_clear_site_data
from tests.infra.server import LiveServer

pytestmark = pytest.mark.browser
STORES = """async () => [await caches.keys(), (await indexedDB.databases()).length,
  (await navigator.serviceWorker.getRegistrations()).length,
  Object.keys(localStorage).filter(one => one !== "owner")]"""
NONE_WAITS = """async () => {
  const asked = (request) => new Promise((done) => {
    request.onsuccess = () => done(request.result);
  });
  const database = await asked(indexedDB.open("guyub"));
  const marks = await asked(database.transaction("marks").objectStore("marks").getAll());
  database.close();
  return marks.length === 0;
}"""
NOT_ASKED_FOR = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "Failed to load resource", "htmx:")


@pytest.fixture
def event(request: pytest.FixtureRequest) -> str:
    """The title of an event of this test's own."""
    return f"Bersama {request.node.name}"


@pytest.fixture
def sheet(city: LiveServer, open_page: OpenPage, event: str, troubles: Troubles) -> Page:
    """Sari's sheet, kept on the phone."""
    return opened_sheet(open_page(**WORKING_PHONE, base_url=city.url), event, troubles)


def opened_sheet(page: Page, event: str, troubles: Troubles) -> Page:
    """Sign in as Sari, and wait until the phone keeps the sheet of a new event."""
    troubles.allow(*NOT_ASKED_FOR)
    sign_in(page)
    page.goto(new_event(page, event) + "/hadir")
    keep_sheet(page)
    return page


def names(page: Page) -> list[str]:
    """Read the names on a sheet."""
    return page.locator("#attendance_list b").all_inner_texts()


def session_ends(context: BrowserContext) -> None:
    """Let the time of a sign-in run out: the server knows the cookie no more."""
    [cookie] = [one for one in context.cookies() if one["name"] == "guyub"]
    context.add_cookies([cookie | {"value": "over"}])


def kept(page: Page, *hidden: str) -> list[str]:
    """Give those of some names that the phone still holds, once its script has done its work."""
    page.wait_for_timeout(500)
    text = page.evaluate(ALL_KEPT)
    return [one for one in hidden if json.dumps(one)[1:-1] in text or one in text]


def test_another_account_sees_no_names_without_signal(sheet: Page) -> None:
    page, where, hers = sheet, sheet.url, names(sheet)
    assert len(hers) == 25
    session_ends(page.context)
    page.goto("/anggota")
    assert "/masuk" in page.url
    assert kept(page, *hers) == []
    sign_in(page, BUDI)
    assert kept(page, *hers) == []
    page.context.set_offline(True)
    nothing_of_hers(page, where, hers)


def nothing_of_hers(page: Page, where: str, hers: list[str]) -> None:
    """Go to her sheet without signal: our page says that there is none, and shows no name."""
    page.goto(where)
    expect(page.locator(OF_THE_WORKER)).to_be_visible()
    expect(page.locator("#none")).to_be_visible()  # the script has looked at what it may show
    assert page.locator("#kept a, #queue li").count() == 0
    assert not any(one in page.content() for one in hers)


def test_nor_when_the_signal_goes_right_after_the_sign_in(sheet: Page) -> None:
    """The sign-in page was opened while Sari was still signed in, and no page comes after it: the
    worker itself lets the sheet go."""
    page, where, hers = sheet, sheet.url, names(sheet)
    budis = page.context.new_page()
    budis.goto("/masuk")
    budis.wait_for_load_state("networkidle")
    session_ends(page.context)

    def lost(route: Route) -> None:
        """Let the server sign him in, and lose where to go then."""
        route.fetch(max_redirects=0)
        route.fulfill(status=200, body="")

    budis.route("**/masuk", lost)
    budis.fill("#phone", BUDI)
    budis.fill("#password", "guyub-demo")
    with budis.expect_navigation():
        budis.click("button:has-text('Masuk')")
    assert budis.evaluate("localStorage.owner") == "1"  # no page has said who is signed in now
    budis.context.set_offline(True)
    nothing_of_hers(budis, where, hers)


def test_a_waiting_mark_is_its_owners_alone(sheet: Page, event: str) -> None:
    page, where = sheet, sheet.url
    page.context.set_offline(True)
    mark(page, 1)
    expect(page.locator(WAITING.format(1))).to_be_visible()
    hers = page.locator("#queue li b").inner_text()
    session_ends(page.context)
    page.context.set_offline(False)
    page.goto("/anggota")
    sign_in(page, BUDI)
    page.goto(new_event(page, f"{event} Budi") + "/hadir")
    keep_sheet(page)
    expect(page.locator(SETTLED)).to_have_count(1)
    assert page.locator("#queue li, button:has-text('Buang')").count() == 0
    mark(page, 1)
    expect(page.locator(SETTLED)).to_have_count(1)
    page.goto("/lainnya")
    page.click("button:has-text('Keluar')")  # asks nothing: no dialog is handled here
    page.wait_for_url("**/masuk")
    assert kept(page, hers) == [hers]  # waits for Sari
    sign_in(page, SARI)  # sends it from the first page
    expect(page.locator("script[src*='outbox.js']")).to_have_count(1)
    until(page, NONE_WAITS)
    page.goto(where)
    assert on_the_server(page) == 1


def test_her_sheet_left_open_in_a_tab_does_not_send_as_him(sheet: Page) -> None:
    page = sheet
    page.context.set_offline(True)
    mark(page, 1)
    expect(page.locator(WAITING.format(1))).to_be_visible()
    session_ends(page.context)
    sent: list[int] = []
    page.context.on(
        "response",
        lambda reply: (
            sent.append(reply.status)
            if reply.request.method == "POST" and reply.url.endswith("/hadir")
            else None
        ),
    )
    page.evaluate("window.addEventListener('beforeunload', () => {})")
    page.context.set_offline(False)
    budis = page.context.new_page()
    sign_in(budis, BUDI)
    page.wait_for_timeout(1500)
    assert [status for status in sent if status == 200] == []
    assert page.locator("#queue li").count() == 0  # her page is not there any more


def leave(page: Page) -> None:
    """Sign out, and let the script of the next page do its work."""
    page.goto("/lainnya")
    page.click("button:has-text('Keluar')")
    page.wait_for_url("**/masuk")
    expect(page.locator(".said")).to_contain_text("Anda sudah keluar")
    page.wait_for_function("() => localStorage.owner === '-'")


def leaves_nothing(page: Page, where: str, hers: list[str]) -> None:
    assert kept(page, *hers) == []
    assert page.evaluate(STORES) == [[], 0, 0, []]
    page.context.set_offline(True)
    with pytest.raises(Exception, match=NO_SIGNAL):
        page.goto(where)


def test_signing_out_leaves_nothing(sheet: Page) -> None:
    where, hers = sheet.url, names(sheet)
    leave(sheet)
    leaves_nothing(sheet, where, hers)


@pytest.fixture
def deaf_sheet(
    city: LiveServer, open_page: OpenPage, event: str, troubles: Troubles
) -> Iterator[Page]:
    """Sari's sheet in an engine that does not know Clear-Site-Data."""
    with without_clear_site_data(city.url) as url:
        yield opened_sheet(open_page(**WORKING_PHONE, base_url=url), event, troubles)


def test_nor_where_the_script_alone_does_it(deaf_sheet: Page) -> None:
    page, where, hers = deaf_sheet, deaf_sheet.url, names(deaf_sheet)
    headers = []
    page.on("response", lambda reply: headers.append(reply.headers))
    leave(page)
    assert not any("clear-site-data" in one for one in headers)
    leaves_nothing(page, where, hers)


def test_with_another_tab_on_the_sheet_the_names_go_too(deaf_sheet: Page) -> None:
    hers, other = names(deaf_sheet), deaf_sheet.context.new_page()
    leave(other)
    assert kept(other, *hers) == []

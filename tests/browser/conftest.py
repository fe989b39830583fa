"""The demo city, really served, and people at its doors."""

import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.infra.browser import ARGUMENTS, PATIENCE, PHONE, OpenPage, program
from tests.infra.server import LiveServer

SARI, BUDI, DEWI, PASSWORD = "0812 0000 0001", "0812 0000 0002", "0812 0000 0010", "guyub-demo"


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """Serve the demo city on 22 November 2026; its tests name what they add so that they do not
    meet."""
    server = LiveServer(tmp_path_factory.mktemp("city"), GUYUB_TODAY="2026-11-22").start()
    yield server
    server.kill()


def own_browser(chromium: Browser, folder: Path, city: LiveServer) -> BrowserContext:
    """Start a browser of its own, with what this phone kept in a folder."""
    return chromium.browser_type.launch_persistent_context(
        folder, executable_path=program(), args=list(ARGUMENTS), **PHONE, base_url=city.url
    )


def kill_browser(folder: Path) -> None:
    """Do to a browser what Android does that is short of memory."""
    own = f"user-data-dir={folder}".encode()
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # over meanwhile
            if own in process.read_bytes():
                os.kill(int(process.parent.name), signal.SIGKILL)


# The phone has the attendance sheet in use, with its files and its names, to open it without
# signal.
SHEET_IS_KEPT = """async () => {
  if (!navigator.serviceWorker.controller) return false;
  for (const one of document.querySelectorAll("link[rel=stylesheet],script[src],link[rel=icon]"))
    if (!await caches.match(one.href || one.src)) return false;
  const page = await caches.match(location.href);
  const token = document.getElementById("queue").dataset.token;
  if (!page || !(await page.text()).includes(token)) return false;
  if (!(await indexedDB.databases()).some(one => one.name === "guyub")) return false;
  const asked = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = fail;
  });
  const database = await asked(indexedDB.open("guyub"));
  const sheets = database.transaction("sheets").objectStore("sheets");
  const kept = await asked(sheets.get(location.pathname));
  database.close();
  return Boolean(kept) && kept.token === token;
}"""
# A phone whose worker may come, see infra.browser.
WORKING_PHONE = PHONE | {"service_workers": "allow"}

# All that a page of ours can read on the phone, as one text.
ALL_KEPT = """async () => {
  const asked = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = fail;
  });
  const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  for (const name of await caches.keys()) {
    const store = await caches.open(name);
    for (const one of await store.keys()) found.push(await (await store.match(one)).text());
  }
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name));
    for (const table of database.objectStoreNames) {
      found.push(JSON.stringify(await asked(
        database.transaction(table).objectStore(table).getAll())));
    }
    database.close();
  }
  return found.join("\\n");
}"""
NO_SIGNAL = "net::ERR_(INTERNET_DISCONNECTED|FAILED) "
OF_THE_WORKER = "h1:text-is('Tidak ada sinyal')"  # the page that says so


def until(page: Page, holds: str) -> None:
    """Wait until a page's async function gives true; `wait_for_function` takes its promise for
    that."""
    end = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(holds):
        assert time.monotonic() < end, f"never: {holds}"
        page.wait_for_timeout(50)


def keep_sheet(page: Page) -> None:
    """Touch the sheet that is open, and wait until the phone keeps it; untouched it takes some
    seconds more."""
    page.dispatch_event("main", "mousedown")
    until(page, SHEET_IS_KEPT)


def sign_in(page: Page, phone: str = SARI) -> Page:
    """Sign in and wait for the first page."""
    page.goto("/masuk")
    page.fill("#phone", phone)
    page.fill("#password", PASSWORD)
    page.click("button:has-text('Masuk')")
    page.wait_for_url(lambda url: "/masuk" not in url)
    return page


def new_event(
    page: Page,
    title: str,
    *,
    starts_at: str = "2026-11-22T10:00",
    place: str = "Aula",
    speaker: str = "",
) -> str:
    """Make an event of one's own, as the city's are everybody's; gives its address and leaves the
    phone there."""
    page.goto("/kegiatan/baru")
    for field, typed in (
        ("title", title[:80]),
        ("starts_at", starts_at),
        ("place", place),
        ("speaker", speaker),
    ):
        page.fill(f"#{field}", typed)
    page.click("button[name=save]")
    page.wait_for_url(re.compile(r"/kegiatan/\d+"))
    return page.url.split("?")[0]


LISTED = """asked => { window.listed = false;
  document.addEventListener("htmx:afterSettle", ({detail}) => {
    window.listed ||= detail.pathInfo.finalRequestPath.endsWith(asked); }) }"""


def search(page: Page, text: str) -> None:
    """Type into the search field, and wait until the list found stands there."""
    page.evaluate(LISTED, f"q={text}")
    page.fill("#q", text)
    page.wait_for_function("() => window.listed")


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def someones_phone(request: pytest.FixtureRequest, city: LiveServer, open_page: OpenPage) -> Page:
    """A phone, once with and once without JavaScript."""
    return open_page(**PHONE, base_url=city.url, java_script_enabled=request.param)


@pytest.fixture
def a_phone(city: LiveServer, open_page: OpenPage) -> Page:
    """A phone at the demo city."""
    return open_page(**PHONE, base_url=city.url)


@pytest.fixture
def leaders_phone(a_phone: Page) -> Page:
    """Sari's phone, signed in."""
    return sign_in(a_phone)

"""Phones and a desktop in Debian's Chromium. A test fails when its pages log errors, throw, or
break the CSP."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.infra.lacking import lacking

OpenPage = Callable[..., Page]
PATIENCE = 45_000  # milliseconds: a busy machine is slow, not wrong
expect.set_options(timeout=PATIENCE)
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 640},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "id-ID",
    "timezone_id": "Asia/Jakarta",
}
DESKTOP: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 800},
    "locale": "id-ID",
    "timezone_id": "Asia/Jakarta",
}
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--no-first-run",
)
REPORT_CSP = """document.addEventListener("securitypolicyviolation", e =>
    console.error("CSP violation: " + e.effectiveDirective + " " +
      e.blockedURI + " " + e.sample));"""
# A refused form answers 422 on purpose; Chromium logs every status from 400 on as an error. It also
# logs that it could not look for a newer service worker, some time after a page was opened: the
# signal or the page may be gone by then.
ALLOWED = (
    "the server responded with a status of 422",
    "An unknown error occurred when fetching the script",
)


class Troubles:
    """What went wrong in a test's pages. Use `allow` for what the test provokes."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.allowed = list(ALLOWED)

    def watch(self, page: Page) -> None:
        """Collect console errors, exceptions and CSP violations of a page and the pages it
        opens."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.seen.append(f"{page.url}: exception: {error}"))
        page.on("popup", self.watch)

    def allow(self, *parts: str) -> None:
        """Let troubles pass that contain one of these texts, such as "status of 404" or
        "ERR_INTERNET_DISCONNECTED".
        """
        self.allowed += parts

    def left(self) -> list[str]:
        """Give the troubles that nobody allowed."""
        return [
            trouble for trouble in self.seen if not any(part in trouble for part in self.allowed)
        ]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.seen.append(f"{message.location.get('url', '')}: {message.text}")


def program() -> str:
    """Find the machine's Chromium."""
    found = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    return found or lacking("a Chromium browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Run the machine's Chromium for this test session."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def troubles() -> Troubles:
    """Collect what goes wrong in this test's pages; checked when they close."""
    return Troubles()


@pytest.fixture
def open_page(chromium: Browser, troubles: Troubles) -> Iterator[OpenPage]:
    """Open further devices: `open_page(**PHONE, base_url=...)` gives a page in a context (cache,
    cookies) of its own. The worker comes to those that say `service_workers="allow"`: what it
    fetches is seen by no page, so it cannot be counted or kept from the network there."""
    contexts = []

    def open_one(**options: Any) -> Page:
        context = chromium.new_context(**{"service_workers": "block"} | options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if options.get("java_script_enabled", True):
            context.add_init_script(REPORT_CSP)
        page = context.new_page()
        troubles.watch(page)
        return page

    yield open_one
    for context in contexts:
        for page in context.pages:
            page.wait_for_timeout(0)  # lets messages under way arrive
        context.close()
    if troubles.left():
        pytest.fail("the pages had troubles:\n" + "\n".join(troubles.left()), pytrace=False)


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """Open a low-end phone: 360x640, touch, Indonesian."""
    return open_page(**PHONE)


@pytest.fixture
def phone_without_js(open_page: OpenPage) -> Page:
    """Open the same phone with JavaScript off."""
    return open_page(**PHONE, java_script_enabled=False)


@pytest.fixture
def desktop(open_page: OpenPage) -> Page:
    """Open an office PC: 1280x800, mouse, Indonesian."""
    return open_page(**DESKTOP)

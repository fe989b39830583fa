"""A phone whose browser is killed in the middle of marking without signal: nothing is lost, and
nothing comes twice."""

import re
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, expect

from tests.browser.conftest import PASSWORD, SARI, keep_sheet, new_event, sign_in
from tests.browser.test_offline import SETTLED, WAITING, mark, on_the_server
from tests.infra.browser import ARGUMENTS, PHONE, program
from tests.infra.server import LiveServer

pytestmark = pytest.mark.browser


def test_killed_without_signal_and_again_in_mid_send(
    city: LiveServer, chromium: Browser, tmp_path: Path
) -> None:
    context = _opened(chromium, tmp_path, city)
    page = sign_in(context.pages[0])
    sheet = new_event(page, "Sampai mati") + "/hadir"
    page.goto(sheet)
    keep_sheet(page)
    context.set_offline(True)
    mark(page, 8)
    expect(page.locator(WAITING.format(8))).to_be_visible()
    _kill(tmp_path)

    page = _opened(chromium, tmp_path, city).pages[0]
    sent: list[str] = []

    def die_at_the_fourth(route: Route) -> None:
        """Let the server have the mark, and kill the browser before the answer arrives."""
        if route.request.method == "POST":
            sent.append(route.request.url)
        if len(sent) < 4:
            route.continue_()
        elif len(sent) == 4:
            route.fetch()
            _kill(tmp_path)

    page.route(re.compile("/hadir$"), die_at_the_fourth)
    with suppress(Error):
        _at(page, sheet)
        page.wait_for_timeout(20_000)
    assert len(sent) >= 4
    assert page.is_closed()

    context = _opened(chromium, tmp_path, city)
    page = _at(context.pages[0], sheet)
    expect(page.locator(SETTLED)).to_have_count(1, timeout=20_000)
    assert on_the_server(page) == 8
    context.close()


def _opened(chromium: Browser, folder: Path, city: LiveServer) -> BrowserContext:
    """Start a browser of its own, with what this phone kept."""
    return chromium.browser_type.launch_persistent_context(
        folder, executable_path=program(), args=list(ARGUMENTS), **PHONE, base_url=city.url
    )


def _at(page: Page, sheet: str) -> Page:
    """Open the sheet; a phone that died may have lost its session."""
    page.goto(sheet)
    if page.locator("#password").count():
        page.fill("#phone", SARI)
        page.fill("#password", PASSWORD)
        page.click("button:has-text('Masuk')")
        page.wait_for_url(sheet)
    return page


def _kill(folder: Path) -> None:
    subprocess.run(["pkill", "-9", "-f", f"user-data-dir={folder}"], check=True)

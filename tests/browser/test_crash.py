"""A phone whose browser is killed in the middle of marking without signal: nothing is lost, and
nothing comes twice."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect

from tests.browser.conftest import (
    PASSWORD,
    SARI,
    keep_sheet,
    kill_browser,
    new_event,
    own_browser,
    sign_in,
)
from tests.browser.test_offline import SETTLED, WAITING, mark, on_the_server
from tests.infra.server import LiveServer

pytestmark = pytest.mark.browser


def test_killed_without_signal_and_again_in_mid_send(
    city: LiveServer, chromium: Browser, tmp_path: Path
) -> None:
    context = own_browser(chromium, tmp_path, city)
    page = sign_in(context.pages[0])
    sheet = new_event(page, "Sampai mati") + "/hadir"
    page.goto(sheet)
    keep_sheet(page)
    context.set_offline(True)
    mark(page, 8)
    expect(page.locator(WAITING.format(8))).to_be_visible()
    kill_browser(tmp_path)

    page = own_browser(chromium, tmp_path, city).pages[0]
    sent: list[str] = []

    def die_at_the_fourth(route: Route) -> None:
        """Let the server have the mark, and kill the browser before the answer arrives."""
        if route.request.method == "POST":
            sent.append(route.request.url)
        if len(sent) < 4:
            route.continue_()
        elif len(sent) == 4:
            route.fetch()
            kill_browser(tmp_path)

    page.route(re.compile("/hadir$"), die_at_the_fourth)
    with suppress(Error):
        _at(page, sheet)
        page.wait_for_timeout(20_000)
    assert len(sent) >= 4
    assert page.is_closed()

    context = own_browser(chromium, tmp_path, city)
    page = _at(context.pages[0], sheet)
    expect(page.locator(SETTLED)).to_have_count(1, timeout=20_000)
    assert on_the_server(page) == 8
    context.close()


def _at(page: Page, sheet: str) -> Page:
    """Open the sheet; a phone that died may have lost its session."""
    page.goto(sheet)
    if page.locator("#password").count():
        page.fill("#phone", SARI)
        page.fill("#password", PASSWORD)
        page.click("button:has-text('Masuk')")
        page.wait_for_url(sheet)
    return page

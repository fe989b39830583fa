"""What a page costs: bytes and requests over the wire, taps, paint times, on a slow network and a
slow phone."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

_numbers = itertools.count()


@dataclass
class Wire:
    """What went over the wire: `down` in bytes with headers, `up` nearly so, one entry of `urls`
    for each request."""

    down: int = 0
    up: int = 0
    urls: list[str] = field(default_factory=list)
    under_way: set[str] = field(default_factory=set)
    cached: set[str] = field(default_factory=set)
    asked: dict[str, str] = field(default_factory=dict)

    @property
    def requests(self) -> int:
        """Count the requests that left the device."""
        return len(self.urls)

    def sent(self, event: dict[str, Any]) -> None:
        """Note a request, or a redirect that came back and the request after it."""
        request, number = event["request"], event["requestId"]
        if request["url"].startswith(("data:", "blob:")):
            return
        if "redirectResponse" in event:
            self.down += event["redirectResponse"]["encodedDataLength"]
            self.urls.append(self.asked[number])
        self.asked[number] = request["url"]
        self.under_way.add(number)
        self.up += len(request.get("postData", ""))

    def headers_sent(self, event: dict[str, Any]) -> None:
        """Count the headers of a request."""
        self.up += sum(len(name) + len(value) + 4 for name, value in event["headers"].items())

    def from_cache(self, event: dict[str, Any]) -> None:
        """Note that an answer comes from a cache of the device."""
        response = event.get("response", {})
        if not response or response.get("fromDiskCache") or response.get("fromServiceWorker"):
            self.cached.add(event["requestId"])

    def finished(self, event: dict[str, Any]) -> None:
        """Count an answer that has come, or one that never will."""
        number = event["requestId"]
        if number not in self.under_way:
            return
        self.under_way.discard(number)
        if number not in self.cached:
            self.down += int(event.get("encodedDataLength", 0))
            self.urls.append(self.asked[number])


@contextmanager
def wire(page: Page) -> Iterator[Wire]:
    """Count what goes over the wire inside; the end waits until nothing is under way (10 s at
    most)."""
    counted = Wire()
    session = page.context.new_cdp_session(page)
    session.on("Network.requestWillBeSent", counted.sent)
    session.on("Network.requestWillBeSentExtraInfo", counted.headers_sent)
    session.on("Network.requestServedFromCache", counted.from_cache)
    session.on("Network.responseReceived", counted.from_cache)
    session.on("Network.loadingFinished", counted.finished)
    session.on("Network.loadingFailed", counted.finished)
    session.send("Network.enable")
    yield counted
    page.wait_for_timeout(50)
    for _ in range(200):
        if not counted.under_way:
            break
        page.wait_for_timeout(50)
    session.detach()


@contextmanager
def slow(
    page: Page, *, cpu: float = 6, down: int = 400, up: int = 200, latency: int = 400
) -> Iterator[None]:
    """Slow the page down inside: kbit/s, milliseconds, and how many times slower the processor is
    (UX budgets)."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    _network(session, latency=latency, down=down * 125, up=up * 125)
    session.send("Emulation.setCPUThrottlingRate", {"rate": cpu})
    try:
        yield
    finally:
        _network(session, latency=0, down=-1, up=-1)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        session.detach()


def _network(session: Any, *, latency: int, down: int, up: int) -> None:
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": latency, "downloadThroughput": down, "uploadThroughput": up},
    )


@dataclass
class Taps:
    """How often the screen was touched or clicked."""

    count: int = 0


@contextmanager
def taps(page: Page) -> Iterator[Taps]:
    """Count real taps and clicks inside, also over page loads. Typing and `select_option` are not
    taps: add those by hand."""
    counted = Taps()
    name = f"guyubTap{next(_numbers)}"
    script = f"""document.addEventListener("pointerdown", e => {{
        if (e.isTrusted && window.{name}) window.{name}("");
    }}, true);"""

    def note(event: dict[str, Any]) -> None:
        counted.count += event["name"] == name

    session = page.context.new_cdp_session(page)
    session.on("Runtime.bindingCalled", note)
    session.send("Runtime.enable")
    session.send("Page.enable")
    session.send("Runtime.addBinding", {"name": name})
    kept = session.send("Page.addScriptToEvaluateOnNewDocument", {"source": script})
    session.send("Runtime.evaluate", {"expression": script})
    yield counted
    page.wait_for_timeout(50)
    session.send("Page.removeScriptToEvaluateOnNewDocument", {"identifier": kept["identifier"]})
    session.send("Runtime.removeBinding", {"name": name})
    session.detach()


@dataclass(frozen=True)
class Paint:
    """Milliseconds since the navigation began (`first`, `largest`), long tasks beyond 50 ms each,
    and layout shift."""

    first: float
    largest: float
    blocking: float
    shift: float


def paint(page: Page) -> Paint:
    """Read how the current page painted; call it after load, before anything is tapped."""
    found = page.evaluate(
        """() => new Promise(resolve => {
            const seen = {paint: [], "largest-contentful-paint": [], longtask: [],
                          "layout-shift": []};
            for (const type of Object.keys(seen))
                new PerformanceObserver(list => seen[type].push(...list.getEntries()))
                    .observe({type, buffered: true});
            setTimeout(() => resolve({
                first: Math.max(0, ...seen.paint
                    .filter(e => e.name === "first-contentful-paint").map(e => e.startTime)),
                largest: Math.max(0, ...seen["largest-contentful-paint"].map(e => e.startTime)),
                blocking: seen.longtask.reduce((sum, e) => sum + Math.max(0, e.duration - 50), 0),
                shift: seen["layout-shift"].reduce(
                    (sum, e) => sum + (e.hadRecentInput ? 0 : e.value), 0),
            }), 300);
        })"""
    )
    return Paint(**found)

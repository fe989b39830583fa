"""What every page owes a thumb, an eye and an ear: no sideways scrolling, also with text twice as
large; targets of 48 px; text of 16 px but in chips and tabs; nothing that axe finds; and the field
in focus not under what sticks to the window. Each kind of page once, with all that is folded in it
open: the links are followed from the first page of each role.

The scripts of axe need `bypass_csp` where a page is looked at."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from zlib import crc32

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import BUDI, DEWI, SARI, sign_in
from tests.infra.browser import PHONE, OpenPage
from tests.infra.server import LiveServer

pytestmark = pytest.mark.browser
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
ADMIN, SMALL_PHONE = "0812 0000 0020", PHONE | {"viewport": {"width": 320, "height": 568}}
# Links that no page has: a card, what is not there, a leader's notices of a page of another.
PUBLIC = ("/", "/masuk", "/cek", "/k/DEMO-TONO", "/gabung", "/iuran/aturan", "/tidak-ada")
FILE = re.compile(r"\.\w+(\?|$)|^/(keluar|static)|^//")
LOOK = """async () => {
  const wrong = [], seen = (e) => {
    const r = e.getBoundingClientRect();
    return r.width > 1 && getComputedStyle(e).visibility !== "hidden" && !e.closest(".skip,.sr");
  };
  const brief = (e) => e.outerHTML.slice(0, 120);
  for (const one of document.querySelectorAll("details")) one.open = true;
  const across = () =>
    document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (across() > 0) wrong.push(`scrolls sideways by ${across()} px`);
  for (const e of document.querySelectorAll("a,button,input,select,textarea,summary")) {
    if (e.type === "hidden" || !seen(e)) continue;
    const box = ["radio", "checkbox"].includes(e.type) ? e.closest("label") || e : e;
    // A link within a sentence is as high as its line.
    const inline = getComputedStyle(e).display === "inline" && e.closest("p,li,small,span,td,dd");
    if (inline && inline.textContent.replace(/[·\\s]/g, "").length >
      e.textContent.replace(/\\s/g, "").length + 2) continue;
    if (box.getBoundingClientRect().height < 47.9) wrong.push("low: " + brief(e));
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement;
    if (!texts.currentNode.textContent.trim() || e.closest("svg,.chip,.tabs,script")) continue;
    if (seen(e) && parseFloat(getComputedStyle(e).fontSize) < 16) wrong.push("small: " + brief(e));
  }
  const found = await axe.run(document, {resultTypes: ["violations"], preload: false});
  for (const one of found.violations) {
    wrong.push(`axe: ${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(" ")}`);
  }
  const fields = [...document.querySelectorAll("main input,main button,main .list a")];
  for (const e of document.querySelector(".tabs,.stick,.foot") ? fields.slice(0, 30) : []) {
    if (e.type === "hidden" || !seen(e) || e.closest(".stick,.foot")) continue;
    e.focus();
    const r = e.getBoundingClientRect();
    const top = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
    if (top && top.closest(".tabs,.stick,.foot")) wrong.push("under a bar: " + brief(e));
  }
  document.documentElement.style.fontSize = "200%";
  if (across() > 0) wrong.push(`scrolls sideways by ${across()} px with text twice as large`);
  document.documentElement.style.fontSize = "";
  return wrong;
}"""


# What asks for other rows of the same page.
ROWS = {"after", "before", "dari", "sesudah", "q", "status", "tahun", "next", "pasar", "tampil"}
ROWS.add("daftar")
SHARES = 4  # of a leader's pages, which are most
FOUND: dict[str, list[str]] = {}  # by whose phone


def kinds(address: str) -> set[str]:
    """Give what is seen at an address: a page, whatever its numbers and codes, or that page as
    each word of its query makes it."""
    path, _, query = address.partition("?")
    path = re.sub(r"/(k|e|h|lembar|kuitansi)/[^/]+", r"/\1/-", re.sub(r"/\d+", "/0", path))
    asked = set(re.findall(r"(\w+)=[^&]", query)) - ROWS
    return {f"{path} {word}" for word in asked} or {path}


def walk(page: Page, first: tuple[str, ...]) -> Iterator[str]:
    """Follow the links below the first page, without showing where they lead; gives an address of
    each kind."""
    known = {one for path in (*first, *PUBLIC) for one in kinds(path)}
    to_see = list(first)
    while to_see:
        path = to_see.pop(0)
        answer = page.request.get(path)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        yield path
        for link in map(unescape, re.findall(r'\shref="([^"#]+)', answer.text())):
            if link.startswith(first[0]) and not FILE.search(link) and not kinds(link) <= known:
                known |= kinds(link)
                to_see.append(link)


def of_share(address: str, share: int) -> bool:
    """Tell whether an address is of a share: its kind decides, so that workers agree."""
    return crc32(" ".join(sorted(kinds(address))).encode()) % SHARES == share


def look(page: Page) -> list[str]:
    """Look at the page that is shown; gives what is wrong. What is folded in it is open
    afterwards, its text as large as before."""
    page.wait_for_load_state()  # a link just pressed may have brought no more than its first bytes
    wrong: list[str] = page.evaluate(f"{AXE};({LOOK})()")
    return [f"{page.url}: {one}" for one in wrong]


@pytest.mark.parametrize(
    ("who", "first", "share"),
    [
        ("", PUBLIC, None),
        *((SARI, ("/",), share) for share in range(SHARES)),
        (DEWI, ("/pemantauan",), None),
        (ADMIN, ("/",), None),
    ],
    ids=["visitor", *(f"leader {share}" for share in range(SHARES)), "officer", "admin"],
)
def test_every_page(
    city: LiveServer,
    open_page: OpenPage,
    troubles,
    who: str,
    first: tuple[str, ...],
    share: int | None,
) -> None:
    troubles.allow("status of 404")
    page = open_page(**SMALL_PHONE, base_url=city.url, bypass_csp=True)
    if who:
        sign_in(page, who)
    if who not in FOUND:
        FOUND[who] = list(walk(page, first))
    wrong = []
    for path in FOUND[who]:
        if share is None or of_share(path, share):
            page.goto(path)
            wrong += look(page)
    assert not wrong, "\n".join(wrong)


def test_what_an_event_achieved(city: LiveServer, open_page: OpenPage) -> None:
    page = sign_in(open_page(**SMALL_PHONE, base_url=city.url, bypass_csp=True), BUDI)
    page.goto("/kegiatan/hasil")
    page.locator("main .list a").first.click()
    page.locator("[data-member] button:has-text('Terkirim')").first.click()
    page.wait_for_selector("text=Sudah diingatkan bulan ini")
    assert look(page) == []


def test_what_a_family_sees(city: LiveServer, open_page: OpenPage) -> None:
    page = sign_in(open_page(**SMALL_PHONE, base_url=city.url, bypass_csp=True), SARI)
    page.goto("/klaim")
    page.locator("main .list a").first.click()
    page.click("text=Buat tautan untuk keluarga")
    link = page.locator("#link").input_value()
    assert look(page) == []
    page.goto(link)
    assert look(page) == []

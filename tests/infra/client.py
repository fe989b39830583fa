"""A test client that looks at pages as a careful reader would: every page it gets is checked, forms
are filled by name."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from association.web.language import LANGUAGES

MAIN, TEXT = "main", "text/plain"


# Forms that the browser sends itself, by the end of their address, and why (`plain` of ui.form):
# what one typed into any other stays on the screen when there is no signal.
PLAIN = {
    r"/masuk": "no htmx on the page, and a session begins",
    r"/masuk/kode": "a session begins",
    r"/masuk/hp/[^/]+": "a session begins",
    r"/keluar": "the browser forgets what it holds",
    r"/anggota(/pilih/\d+)?/unduh": "a file comes back",
    r"/pendaftaran/\d+/data": "a file comes back",
    r"/lembar/[^/]+(/baris)?": "no htmx on the page",
    r"/keluarga/[^/]+": "no htmx on the page",
}
PLAINLY = re.compile("|".join(PLAIN))


# Parts that open where the focus goes, or that ask by themselves how far something is.
SILENT = re.compile(r"(main|cover|member_data|[mr]\d+|import_state|batch_state|offer|change|used)$")


@dataclass
class Seen:
    """An answer, with its HTML parsed."""

    response: TestResponse
    soup: BeautifulSoup

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def text(self) -> str:
        return " ".join(self.soup.get_text(" ").split())

    @property
    def wrong(self) -> str:
        """Give only what the page says is wrong, beside its fields and above them."""
        said = self.soup.select(".err, .fail, .warn[role=alert]")
        return " ".join(" ".join(one.get_text(" ") for one in said).split())

    @property
    def location(self) -> str:
        return self.response.headers.get("Location", "")

    def figure(self, name: str) -> int:
        return int(self.soup.select_one(f"[data-figure={name}]")["data-value"])

    def names(self) -> list[str]:
        """Give the names in a list of members."""
        return [one.get_text() for one in self.soup.select("[data-member] b")]

    def status_of(self, member_id: int) -> str:
        return str(
            self.soup.select_one(f"[data-member='{member_id}'] [data-status]")["data-status"]
        )  # type: ignore[index]

    def form(self, action: str) -> Tag:
        for form in self.soup.find_all("form"):
            if form.get("action") == action:
                return form
        raise AssertionError(
            f"no form to {action} among {[f.get('action') for f in self.soup.find_all('form')]}"
        )


def fields(form: Tag) -> dict[str, Any]:
    """Give what a browser would send for an untouched form (without buttons); repeated names as
    lists."""
    sent: dict[str, list[str]] = {}
    for item in form.find_all(["input", "select", "textarea"]):
        name, kind = item.get("name"), item.get("type", "text")
        if (
            not name
            or (kind in ("checkbox", "radio") and not item.has_attr("checked"))
            or kind in ("submit", "file")
        ):
            continue
        if item.name == "select":
            chosen = item.find("option", selected=True) or item.find("option")
            value = chosen.get("value", "") if chosen else ""
        else:
            value = (
                item.get_text()
                if item.name == "textarea"
                else item.get("value", "on" if kind == "checkbox" else "")
            )
        sent.setdefault(str(name), []).append(str(value))
    return {name: values[0] if len(values) == 1 else values for name, values in sent.items()}


class Reader:
    """A person at a browser. `htmx=True` sends what htmx would send, with the part it wants."""

    def __init__(self, app: Flask, token: str = "") -> None:
        self.client: FlaskClient = app.test_client()
        if token:
            self.client.set_cookie("guyub", token)

    def get(self, path: str, *, part: str = "", **kwargs: Any) -> Seen:
        return self._seen(self.client.get(path, headers=_htmx(part), **kwargs), part)

    def post(self, path: str, data: dict[str, Any], *, part: str = "", **kwargs: Any) -> Seen:
        return self._seen(self.client.post(path, data=data, headers=_htmx(part), **kwargs), part)

    def submit(self, page: Seen, action: str, *, part: str = "", **typed: Any) -> Seen:
        """Send a form of a page, as it stands but for what is typed; None leaves a field out."""
        data = {k: v for k, v in (fields(page.form(action)) | typed).items() if v is not None}
        return self.post(action, data, part=part)

    def fill(self, path: str, action: str = "", *, part: str = "", **typed: Any) -> Seen:
        """Open a page and send its form."""
        return self.submit(self.get(path), action or path, part=part, **typed)

    def follow(self, seen: Seen) -> Seen:
        assert seen.status == 303, (seen.status, seen.text)
        return self.get(seen.location)

    def _seen(self, response: TestResponse, part: str) -> Seen:
        html = response.mimetype == "text/html" and response.status_code not in (
            301,
            302,
            303,
            307,
            308,
        )
        soup = BeautifulSoup(response.get_data(as_text=True) if html else "", "html.parser")
        if part == MAIN:  # the script takes nothing else for ours
            ours = response.headers.get("HX-Retarget") == f"#{MAIN}"
            assert ours or response.status_code == 204 or response.mimetype == TEXT, response.data
        if html and response.data:
            whole = not part or soup.find("html") is not None
            check_html(soup, whole=whole)
            check_live(soup, response.status_code, part="" if whole else part)
        return Seen(response, soup)


def _htmx(part: str) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Target": part} if part else {}


def check_structure(soup: BeautifulSoup, *, whole: bool) -> None:
    """Check what a page owes those who hear it: one first heading and none left out below it,
    and headings of tables."""
    headings = [int(tag.name[1]) for tag in soup.find_all(["h1", "h2", "h3", "h4"])]
    assert not whole or headings.count(1) == 1, headings
    assert all(b <= a + 1 for a, b in pairwise(headings)), headings
    assert [th for th in soup.find_all("th") if not th.has_attr("scope")] == []
    check_fields(soup)


def check_fields(soup: BeautifulSoup) -> None:
    """Check that buttons to choose among have a name together, and that what is said about a field
    is tied to it."""
    for item in soup.find_all("input", type="radio"):
        group = item.find_parent("fieldset")
        assert group is not None and group.find("legend"), f"a choice without a question: {item}"
    known = {str(tag["id"]): tag for tag in soup.find_all(id=True)}
    tied = {
        one
        for tag in soup.find_all(attrs={"aria-describedby": True})
        for one in tag["aria-describedby"].split()
    }
    assert {one for one, tag in known.items() if "err" in tag.get("class", ())} <= tied
    assert tied <= known.keys()


def check_live(soup: BeautifulSoup, status: int, *, part: str) -> None:
    """Check that a page has one live region, and that each part fills it, out of band, with a
    sentence: what was done, or how much is listed. SILENT parts have the focus instead."""
    regions = [
        tag
        for tag in soup.find_all(True)
        if "aria-live" in tag.attrs
        or tag.attrs.get("role") in ("status", "log")
        or tag.attrs.get("id") == "live"
    ]
    assert len(regions) == 1, regions
    told = regions[0]
    assert told["id"] == "live"
    if not part:
        assert (told["role"], told["aria-live"], told.get_text()) == ("status", "polite", "")
        return
    assert told["hx-swap-oob"] == "innerHTML"
    assert told.get_text() or status != 200 or soup.select(".fail") or SILENT.match(part), part


def check_html(soup: BeautifulSoup, *, whole: bool) -> None:
    """Check what every page owes its readers: a title, unique ids, labelled fields, forms with an
    action and a CSRF token."""
    if whole:
        assert soup.html is not None
        assert soup.html.get("lang") in LANGUAGES
        assert soup.title is not None
        assert soup.title.get_text().replace("· Guyub", "").strip()
    ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids)), f"ids twice: {sorted({i for i in ids if ids.count(i) > 1})}"
    labelled = {label.get("for") for label in soup.find_all("label")}
    for item in soup.find_all(["input", "select", "textarea"]):
        if item.get("type") in ("hidden", "submit"):
            continue
        inside = item.find_parent("label") is not None
        assert inside or item.get("id") in labelled or item.get("aria-label"), f"no label: {item}"
    check_structure(soup, whole=whole)
    for form in soup.find_all("form"):
        assert not form.find("input", type="search") or form.find("button"), f"no button: {form}"
        assert form.get("action"), f"no action: {form}"
        if form.get("method", "get").lower() == "post":
            assert form.find("input", attrs={"name": "csrf_token"}), f"no CSRF token: {form}"
            plain = PLAINLY.fullmatch(str(form["action"])) is not None
            plain = plain or form.find("input", attrs={"name": "plain"}) is not None
            by_htmx = form.has_attr("hx-post") or form.has_attr("hx-get")  # a search
            assert by_htmx is not plain, f"lost without a signal: {form}"

"""Every long list, one row a page: each next page begins with another row, and the last one has no
next."""

from collections.abc import Callable

import pytest
from bs4 import Tag
from flask import Flask

from association import paging
from tests.attacks.scene import Scene, owned, rules
from tests.infra.cast import Cast
from tests.infra.client import Reader

MORE = "Tampilkan 25 lagi"
LONGEST = 60


@pytest.fixture
def scene(sari: Reader, cast: Cast) -> Scene:
    return owned(sari, cast)


def next_of(page: Tag) -> str | None:
    """Give where the link to the next rows leads, if there is one."""
    link = next((a for a in page.find_all("a") if MORE in a.get_text()), None)
    return str(link["href"]) if link else None


def rows_of(page: Tag) -> list[str]:
    """Give what the rows of the page's lists say, the link to more left out."""
    rows = [row for row in page.select("ul.list > li, tbody > tr") if MORE not in row.get_text()]
    return [row.get_text(" ", strip=True) for row in rows]


def walked(reader: Reader, address: str) -> list[list[str]]:
    """Follow the link to more to the end; gives the rows of each page."""
    pages: list[list[str]] = []
    following: str | None = address
    while following is not None and len(pages) < LONGEST:
        page = reader.get(following).soup
        pages.append(rows_of(page))
        following = next_of(page)
    return pages


@pytest.mark.parametrize("stage", ["sqlite"], indirect=True)
@pytest.mark.parametrize("who", ["sari", "dewi", "visitor"])
def test_each_page_of_a_list_shows_other_rows(
    app: Flask,
    scene: Scene,
    someone: Callable[[str], Reader],
    monkeypatch: pytest.MonkeyPatch,
    who: str,
) -> None:
    monkeypatch.setattr(paging, "ROWS", 1)
    reader = Reader(app) if who == "visitor" else someone(who)
    found = {}
    for rule in rules(app, "GET"):
        answer = reader.client.get(scene.address(rule))
        html = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
        if answer.status_code == 200 and MORE in html:
            found[rule.rule] = walked(reader, scene.address(rule))
    for address, pages in found.items():
        lists = [" | ".join(page) for page in pages]
        assert len(pages) < LONGEST, f"{address} never ends"
        assert len(set(lists)) == len(lists), f"{address} shows a page twice: {lists}"
    print(who, {address: len(pages) for address, pages in found.items()})
    assert found

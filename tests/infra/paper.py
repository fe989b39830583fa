"""Reading a PDF back: what is written on its pages, and what a screen reader finds in it."""

import re
from typing import Any

import pytest

from association.web import paper as on_paper

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
ELEMENT = re.compile(rb"<</S/(\w+)/P \d+ 0 R(?:/K (\d+)/Pg (\d+) 0 R|/K\[([\d R]*)\])?")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Collect what is written on the pages of paper drawn in this test, page by page."""
    pages: list[list[str]] = [[]]

    class Listening(on_paper.Canvas):  # type: ignore[misc]
        def drawString(self, x: float, y: float, text: str, *more: Any, **how: Any) -> None:
            pages[-1].append(text)
            super().drawString(x, y, text, *more, **how)

        def drawRightString(self, x: float, y: float, text: str, *more: Any, **how: Any) -> None:
            pages[-1].append(text)
            super().drawRightString(x, y, text, *more, **how)

        def drawCentredString(self, x: float, y: float, text: str, *more: Any, **how: Any) -> None:
            pages[-1].append(text)
            super().drawCentredString(x, y, text, *more, **how)

        def showPage(self) -> None:
            pages.append([])
            super().showPage()

    monkeypatch.setattr(on_paper, "Canvas", Listening)
    return pages


def page_count(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\n", pdf))


def read_aloud(pdf: bytes) -> list[str]:
    """Name what a screen reader comes to, in its order; checks that the file is a whole tagged one
    on A4."""
    assert pdf.startswith(b"%PDF-1.7")
    assert b"/MediaBox [ 0 0 595.2756 841.8898 ]" in pdf
    assert b"/Lang (id)" in pdf
    assert b"<dc:title>" in pdf
    assert b"/DisplayDocTitle true" in pdf
    assert re.search(rb"/Marked true", pdf)
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    root = next(body for body in objects.values() if b"/Type/StructTreeRoot" in body)
    top = re.search(rb"/K (\d+) 0 R", root)
    assert top is not None
    found, seen = [], []
    waiting = [int(top[1])]
    while waiting:
        number = waiting.pop(0)
        element = ELEMENT.match(objects[number])
        assert element is not None, objects[number]
        found.append(element[1].decode())
        if element[2]:
            seen.append((int(element[3]), int(element[2])))
        inner = re.findall(rb"(\d+) 0 R", element[4] or b"")
        waiting = [*map(int, inner), *waiting]
    assert len(seen) == len(set(seen))  # no mark is two things
    assert len({page for page, _mark in seen}) == page_count(pdf)
    return found

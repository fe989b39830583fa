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
        def showPage(self) -> None:
            pages.append([])
            super().showPage()

    def heard(draw: Any) -> Any:
        def listening(self: Any, x: float, y: float, text: str, **how: Any) -> None:
            pages[-1].append(text)
            draw(self, x, y, text, **how)

        return listening

    for name in ("drawString", "drawRightString", "drawCentredString"):
        setattr(Listening, name, heard(getattr(on_paper.Canvas, name)))
    monkeypatch.setattr(on_paper, "Canvas", Listening)
    return pages


def page_count(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\n", pdf))


def read_aloud(pdf: bytes) -> list[str]:
    """Name what a screen reader comes to, in its order; checks that the file is a whole tagged one
    on A4."""
    assert pdf.startswith(b"%PDF-1.7")
    for sign in (b"/MediaBox [ 0 0 595.2756 841.8898 ]", b"/Lang (id)", b"/DisplayDocTitle true"):
        assert sign in pdf
    assert b"/Marked true" in pdf
    assert b"<dc:title>" in pdf
    elements = _elements(pdf)
    seen = [(page, mark) for _kind, mark, page in elements if mark]
    assert len(seen) == len(set(seen))  # no mark is two things
    assert len({page for page, _mark in seen}) == page_count(pdf)
    return [kind for kind, _mark, _page in elements]


def _elements(pdf: bytes) -> list[tuple[str, bytes, bytes]]:
    """Walk the structure: kind, mark and page of each element, from its root down."""
    objects = dict(OBJECT.findall(pdf))
    root = next(body for body in objects.values() if b"/Type/StructTreeRoot" in body)
    found, waiting = [], re.findall(rb"/K (\d+) 0 R", root)
    while waiting:
        element = ELEMENT.match(objects[waiting.pop(0)])
        assert element is not None
        found.append((element[1].decode(), element[2], element[3]))
        waiting = re.findall(rb"(\d+) 0 R", element[4] or b"") + waiting
    return found

"""What leaves Guyub on paper, as a file or in WhatsApp is made in one place each."""

import pytest

from tests.architecture.source import ROOT

TEXTS = {path: path.read_text() for path in (ROOT / "association").rglob("*.py")}


@pytest.mark.parametrize(
    ("sign", "needs", "why"),
    [
        ("xlsxwriter", "web.workbooks import", "web/workbooks.py sets the paper and the columns"),
        ("*%(", "whatsapp import unmarked", "a star in it would end the bold: unmarked(...)"),
    ],
)
def test_who_does_this_uses_that(sign: str, needs: str, why: str) -> None:
    found = [path for path, text in TEXTS.items() if sign in text]
    assert found
    assert [str(path) for path in found if needs not in TEXTS[path]] == [], why


def test_every_code_for_cameras_is_drawn_in_one_place() -> None:
    drawn = [path.relative_to(ROOT).as_posix() for path, text in TEXTS.items() if "segno" in text]
    assert drawn == ["association/web/qr.py"]

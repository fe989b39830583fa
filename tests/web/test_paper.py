"""Paper: tagged, the same bytes every time, any text fits, and it says what it cannot print."""

import pytest
from flask import Flask
from flask_babel import Babel

from association.web.flow import Columns, Flow
from association.web.lettering import cannot_print, fits, fitted, printable
from association.web.paper import Paper
from tests.infra.paper import page_count, read_aloud, written

__all__ = ["written"]
TABLE = Columns(left=40, widths=(60, 200), size=10)


def drawn(rows: int) -> bytes:
    flow = Flow(Paper("Daftar <1> & (2)", author="Rejosari"), margin=40, bottom=40)
    flow.say("H1", "Daftar", size=20, bold=True)
    flow.paper.code(400, 700, 90, "https://guyub.example/k/ABCD")
    flow.table(TABLE, TABLE.row("No.", "Nama"), [TABLE.row(str(n), "Siti") for n in range(rows)])
    return flow.paper.done()


def test_a_screen_reader_finds_each_thing_once_and_in_order(written: list[list[str]]) -> None:
    pdf = drawn(60)
    assert read_aloud(pdf) == [
        *("Document", "H1", "Figure", "Table"),
        *("TR", "TH", "TH"),
        *(["TR", "TD", "TD"] * 60),
    ]
    assert page_count(pdf) == 2
    assert all("Nama" in page for page in written[:2])  # seen on both, read once
    assert b"QR: https://guyub.example/k/ABCD" in pdf
    assert b"Helvetica" not in pdf  # every font is in the file
    assert drawn(60) == pdf


@pytest.mark.parametrize(
    ("typed", "shown", "lost"),
    [
        ("Siti Nur Ḥasanah", "Siti Nur Ḥasanah", ""),
        ("Sari ꦱꦫꦶ ꦮꦶꦧꦮ", "Sari [aksara Jawa]", "aksara Jawa"),
        ("محمد", "[huruf Arab]", "huruf Arab"),
        ("山田", "[aksara Tionghoa]", "aksara Tionghoa"),
        ("Rapat 🎉👍🏽 pagi", "Rapat pagi", "emoji dan tanda gambar"),
        ("𝗥𝗮𝗽𝗮𝘁 ①", "Rapat 1", ""),  # letters that stand for plain ones
        ("\u202eabc\u200d\ufe0f", "abc", ""),
        ("ไทย", "[huruf lain]", "huruf lain"),
    ],
)
def test_no_box_is_printed_and_it_is_said(typed: str, shown: str, lost: str) -> None:
    speaking = Flask("paper")
    Babel(speaking, default_locale="id")
    with speaking.test_request_context():
        assert printable(typed) == shown
        assert (lost in cannot_print(["Sari", None, typed])) if lost else not cannot_print([typed])


@pytest.mark.parametrize("text", ["A", "W" * 200, "Siti " * 60, "", "(\\) Tj ET"])
def test_any_text_fits_its_box(text: str) -> None:
    size, lines = fitted(text, 120, 40, sizes=(14, 10, 7))
    assert len(lines) * size * 1.3 <= 40
    assert all(fits(line, 120, size) for line in lines[:-1])
    assert lines[-1].endswith("…") or "".join(lines).replace(" ", "") == text.replace(" ", "")

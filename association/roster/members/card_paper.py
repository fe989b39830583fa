"""Cards of members on paper, eight on a sheet or one large one, and as a picture to send."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flask_babel import gettext as _
from PIL import Image, ImageDraw, ImageFont

from association.rules.people.cards import display_card_code
from association.web import lettering, qr
from association.web.gate import settings
from association.web.lettering import LEADING, cannot_print, fitted
from association.web.paper import HEIGHT, WIDTH, Paper

PNG = "image/png"
WIDE, HIGH = 270.0, 181.0  # points of a card; 8 fit on A4
ACROSS, DOWN = 2, 4
CODE, AIR = 90.0, 10.0  # of the QR; around what stands on the card
LARGE = 1.95  # how much larger a card by itself is
DOTS = 4  # pixels of a picture for a point: sharp also when WhatsApp has made it smaller
INK, GREYS = 0, 8
FONT_FILE = Path(lettering.__file__).with_name("font") / "DejaVuSans.ttf"


@dataclass(frozen=True, slots=True)
class Face:
    """What stands on a card: whose it is, the code, and the paguyuban."""

    name: str
    code: str
    place: str

    @property
    def address(self) -> str:
        """Give the address of the self-check that the QR opens."""
        return f"{settings().base_url}/k/{self.code}"

    def texts(self) -> list[tuple[float, list[str], bool]]:
        """Break the texts beside the QR: size, lines, whether bold, from above."""
        wide, way = WIDE - CODE - 3 * AIR, settings().base_url + "/cek"
        say = _(
            "Pindai QR, atau buka %(address)s, lalu isi kode kartu dan tanggal lahir.", address=way
        )
        code = display_card_code(self.code)
        return [
            (*fitted(self.place, wide, 34, sizes=(11, 10, 9, 8)), True),
            (*fitted(self.name, wide, 48, sizes=(13, 12, 11, 10, 9, 8)), False),
            (*fitted(code, wide, 20, sizes=(15, 14, 13, 12, 11, 10)), True),
            (*fitted(say, wide, 46, sizes=(8, 7, 6)), False),
        ]


def sheets(faces: Sequence[Face]) -> bytes:
    """Return the PDF with eight cards on a sheet."""
    paper = _paper(faces, _("Kartu anggota"))
    left, top = (WIDTH - ACROSS * WIDE) / 2, (HEIGHT + DOWN * HIGH) / 2
    for start in range(0, len(faces), ACROSS * DOWN):
        sheet = faces[start : start + ACROSS * DOWN]
        if start:
            paper.turn()
        for place, face in enumerate(sheet):
            down, across = divmod(place, ACROSS)
            _card(paper, face, left + across * WIDE, top - (down + 1) * HIGH)
        _lost(paper, sheet)
    return paper.done()


def single(face: Face) -> bytes:
    """Return the PDF with one large card."""
    paper = _paper([face], _("Kartu anggota"))
    paper.canvas.saveState()
    paper.canvas.translate((WIDTH - WIDE * LARGE) / 2, HEIGHT - 60 - HIGH * LARGE)
    paper.canvas.scale(LARGE, LARGE)
    _card(paper, face, 0, 0)
    paper.canvas.restoreState()
    _lost(paper, [face])
    return paper.done()


def _paper(faces: Sequence[Face], title: str) -> Paper:
    return Paper(title, author=faces[0].place if faces else "Guyub")


def _card(paper: Paper, face: Face, x: float, y: float) -> None:
    with paper.within("Sect"):
        with paper.beside():
            paper.canvas.setLineWidth(0.4)
            paper.canvas.setDash(3, 3)
            paper.canvas.rect(x, y, WIDE, HIGH)
            paper.canvas.setDash()
        below = y + HIGH - 2 * AIR
        for size, lines, bold in face.texts():
            at = x + CODE + 2 * AIR
            below = paper.write("P", at, below - size, lines, size=size, bold=bold)
            below += size - AIR / 2
        paper.code(x + AIR, y + (HIGH - CODE) / 2, CODE, face.address)


def _lost(paper: Paper, faces: Sequence[Face]) -> None:
    said = cannot_print(text for face in faces for text in (face.place, face.name))
    if said:
        size, lines = fitted(said, WIDTH - 80, 30, sizes=(8, 7))
        paper.write("P", 40, 40, lines, size=size)


def picture(face: Face) -> bytes:
    """Return the card as a PNG, to be sent; black and a few greys, so that it stays small."""
    image = Image.new("L", (int(WIDE * DOTS), int(HIGH * DOTS)), 255)
    draw = ImageDraw.Draw(image)
    lines = qr.dots(face.address)
    dot = int(CODE * DOTS / len(lines))
    x, y = int(AIR * DOTS), int((image.height - dot * len(lines)) / 2)
    for row, line in enumerate(lines):
        for column, dark in enumerate(line):
            if dark:
                at = (x + column * dot, y + row * dot)
                draw.rectangle((*at, at[0] + dot - 1, at[1] + dot - 1), fill=INK)
    left, below = (CODE + 2 * AIR) * DOTS, 2 * AIR * DOTS
    for size, texts, bold in face.texts():
        font = ImageFont.truetype(FONT_FILE, size * DOTS)
        for text in texts:
            draw.text((left, below), text, INK, font, stroke_width=1 if bold else 0)
            below += size * LEADING * DOTS
        below += AIR * DOTS / 2
    made = io.BytesIO()
    image.quantize(GREYS).save(made, "PNG", optimize=True)
    return made.getvalue()

"""Draws a sealed stall roster on A4: the same roster and code always give the same bytes."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import segno
from flask_babel import gettext as _
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from association.rules.people.cards import display_card_code
from association.rules.people.dates import format_date
from association.rules.people.rolls import Roll
from association.web.formats import clock, number, wib_date
from association.web.language import in_indonesian

FONT = "DejaVuSans"
WIDTH, HEIGHT = A4
MARGIN, TOP, BOTTOM = 36.0, HEIGHT - 118, 62.0  # points; the rows stand between TOP and BOTTOM
COLUMNS = (32.0, 84.0, 104.0, 176.0, 127.0)
SIZE, LEADING, AIR = 9.0, 11.0, 4.5
QR = 74.0

pdfmetrics.registerFont(TTFont(FONT, Path(__file__).with_name("font") / "DejaVuSans.ttf"))


@dataclass(frozen=True, slots=True)
class Drawn:
    """One row of the table: the lines of each of its cells, and how high it is."""

    cells: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> float:
        """Give the height in points."""
        return max(len(lines) for lines in self.cells) * LEADING + AIR


@in_indonesian()
def draw(roll: Roll, *, code: str, address: str, seal: str) -> bytes:
    """Return the PDF. `address` is the public page that the QR opens, `seal` the hash of the
    roster's text in hex."""
    made = io.BytesIO()
    canvas = Canvas(
        made, pagesize=A4, pageCompression=1, invariant=1, lang="id", initialFontName=FONT
    )
    canvas.setTitle(
        _("Daftar tempat usaha %(market)s, %(day)s", market=roll.market, day=_moment(roll))
    )
    canvas.setAuthor(roll.association)
    canvas.setCreator("Guyub")
    _keep_qr(canvas, address)
    sheets = list(_sheets(roll))
    for place, rows in enumerate(sheets, 1):
        _head(canvas, roll)
        _foot(
            canvas,
            code=code,
            address=address,
            seal=seal,
            page=_("Halaman %(x)s dari %(y)s", x=place, y=len(sheets)),
        )
        _table(canvas, rows)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _moment(roll: Roll) -> str:
    return f"{format_date(wib_date(roll.made_at))} {clock(roll.made_at)}"


def _sheets(roll: Roll) -> Iterator[list[Drawn]]:
    """Part the rows into pages; a roster without any still has one."""
    rows, left = [_titles()], TOP - BOTTOM - _titles().height
    for place, row in enumerate(roll.rows, 1):
        drawn = _drawn(str(place), row.stall, row.permit, row.name, row.commodity)
        if drawn.height > left:
            yield rows
            rows, left = [_titles()], TOP - BOTTOM - _titles().height
        rows.append(drawn)
        left -= drawn.height
    yield rows


def _titles() -> Drawn:
    return _drawn(_("No."), _("Tempat usaha"), _("SHP/KTPP"), _("Nama"), _("Dagangan"))


def _drawn(*texts: str) -> Drawn:
    return Drawn(
        tuple(tuple(wrapped(text, width - 8)) for text, width in zip(texts, COLUMNS, strict=True))
    )


def wrapped(text: str, width: float, *, size: float = SIZE) -> Iterator[str]:
    """Break a text into lines between words, and within a word that is longer than a line. Widths
    in points."""
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if _fits(joined, width, size):
            line = joined
            continue
        if line:
            yield line
        while not _fits(word, width, size):
            cut = next(
                n for n in range(len(word) - 1, 0, -1) if n == 1 or _fits(word[:n], width, size)
            )
            yield word[:cut]
            word = word[cut:]
        line = word
    yield line


def _fits(text: str, width: float, size: float) -> bool:
    return len(text) < 2 or bool(pdfmetrics.stringWidth(text, FONT, size) <= width)


def _keep_qr(canvas: Canvas, address: str) -> None:
    """Draw the QR once, for every page to show."""
    matrix = segno.make(address, micro=False, error="m").matrix
    dot = QR / len(matrix)
    canvas.beginForm("qr")
    for y, line in enumerate(matrix):
        for x, dark in enumerate(line):
            if dark:
                canvas.rect(x * dot, QR - (y + 1) * dot, dot, dot, stroke=0, fill=1)
    canvas.endForm()


def _head(canvas: Canvas, roll: Roll) -> None:
    canvas.setFont(FONT, 15)
    canvas.drawString(MARGIN, HEIGHT - 52, _("Daftar tempat usaha"))
    canvas.setFont(FONT, 11)
    canvas.drawString(MARGIN, HEIGHT - 70, f"{roll.association} · {roll.market}")
    count = _("%(n)s tempat usaha", n=number(len(roll.rows)))
    canvas.drawString(MARGIN, HEIGHT - 86, f"{_moment(roll)} · {count}")
    canvas.saveState()
    canvas.translate(WIDTH - MARGIN - QR, HEIGHT - 28 - QR)
    canvas.doForm("qr")
    canvas.restoreState()


def _foot(canvas: Canvas, *, code: str, address: str, seal: str, page: str) -> None:
    canvas.setFont(FONT, 8)
    canvas.drawString(
        MARGIN,
        44,
        _(
            "Kode segel %(code)s. Periksa di %(address)s",
            code=display_card_code(code),
            address=address,
        ),
    )
    canvas.drawRightString(WIDTH - MARGIN, 32, page)
    canvas.setFont(FONT, 7)
    canvas.drawString(MARGIN, 32, _("Sidik isi (SHA-256): %(seal)s", seal=seal))


def _table(canvas: Canvas, rows: list[Drawn]) -> None:
    y = TOP
    canvas.setLineWidth(0.4)
    for row in rows:
        x = MARGIN
        canvas.setFont(FONT, SIZE)
        for lines, width in zip(row.cells, COLUMNS, strict=True):
            for place, line in enumerate(lines):
                canvas.drawString(x + 4, y - LEADING + 0.5 - place * LEADING, line)
            x += width
        y -= row.height
        canvas.line(MARGIN, y, WIDTH - MARGIN, y)

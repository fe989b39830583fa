"""Draws the cover letter of a registration batch on A4: who asks whom for what, and a table of
names without NIK."""

import io
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from association.roster.sealed.paper import FONT, wrapped
from association.rules.people.dates import format_date
from association.web.formats import number
from association.web.language import in_indonesian

WIDTH, HEIGHT = float(A4[0]), float(A4[1])
MARGIN, TOP, BOTTOM = 62.0, HEIGHT - 56, 56.0  # points
SIZE, LEADING = 10.5, 15.0
NAME, STALL = MARGIN + 34, MARGIN + 270  # where the columns begin
SIGNATURE = 130.0  # what the end of the letter needs
# The branch that serves a city, by the city's code; elsewhere the letter names the city, not a
# branch we do not know.
BRANCHES = {"33.72": "Surakarta"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What the letter says; `people` are (name, stall) in the order of the list that goes with
    it."""

    association: str
    markets: str
    contact: str
    city_code: str
    city: str
    number: int
    day: date
    months: int
    ketua: str
    people: list[tuple[str, str]]


@in_indonesian()
def draw(letter: Letter) -> bytes:
    """Return the PDF: the same letter always gives the same bytes."""
    made = io.BytesIO()
    canvas = Canvas(
        made, pagesize=A4, pageCompression=1, invariant=1, lang="id", initialFontName=FONT
    )
    canvas.setTitle(_("Pendaftaran peserta BPU, berkas %(n)s", n=letter.number))
    canvas.setAuthor(letter.association)
    canvas.setCreator("Guyub")
    y = _body(canvas, letter, _head(canvas, letter))
    y = _table(canvas, letter, y)
    _end(canvas, letter, y)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def _town(letter: Letter) -> str:
    return letter.city.removeprefix("Kota ").removeprefix("Kabupaten ")


def _to(letter: Letter) -> str:
    branch = BRANCHES.get(letter.city_code)
    if branch is None:
        return str(_("Kepala Kantor BPJS Ketenagakerjaan di %(city)s", city=letter.city))
    return str(_("Kepala BPJS Ketenagakerjaan Cabang %(branch)s", branch=branch))


def _head(canvas: Canvas, letter: Letter) -> float:
    """Write whose letter it is, place and day, subject and addressee; returns how far down the page
    it came."""
    canvas.setFont(FONT, 15)
    y = TOP
    for line in wrapped(letter.association, WIDTH - 2 * MARGIN, size=15):
        canvas.drawString(MARGIN, y, line)
        y -= 19
    canvas.setFont(FONT, SIZE)
    y = _lines(canvas, ", ".join(filter(None, (letter.markets, letter.city))), y)
    if letter.contact:
        y = _lines(canvas, letter.contact, y)
    canvas.setLineWidth(0.8)
    canvas.line(MARGIN, y + 6, WIDTH - MARGIN, y + 6)
    y -= LEADING
    canvas.drawRightString(WIDTH - MARGIN, y, f"{_town(letter)}, {format_date(letter.day)}")
    y = _lines(canvas, _("Nomor: %(n)s/%(year)s", n=letter.number, year=letter.day.year), y)
    y = _lines(canvas, _("Hal: Pendaftaran peserta Bukan Penerima Upah (BPU)"), y)
    y = _lines(canvas, _("Lampiran: daftar data peserta"), y)
    y -= LEADING / 2
    y = _lines(canvas, _("Kepada Yth."), y)
    y = _lines(canvas, _to(letter), y)
    return y - LEADING / 2


def _body(canvas: Canvas, letter: Letter, y: float) -> float:
    y = _lines(canvas, _("Dengan hormat,"), y)
    asked = _(
        "%(place)s mengajukan pendaftaran %(n)s pedagang sebagai peserta BPU, program Jaminan "
        "Kecelakaan Kerja dan Jaminan Kematian, dengan iuran pertama untuk %(months)s bulan. Data "
        "lengkapnya ada di berkas Excel terlampir.",
        place=letter.association,
        n=number(len(letter.people)),
        months=letter.months,
    )
    y = _lines(canvas, asked, y - 2)
    return y - LEADING / 2


def _lines(canvas: Canvas, text: str, y: float) -> float:
    for line in wrapped(text, WIDTH - 2 * MARGIN, size=SIZE):
        canvas.drawString(MARGIN, y, line)
        y -= LEADING
    return y


def _table(canvas: Canvas, letter: Letter, y: float) -> float:
    """Write number, name and stall of everyone, on as many pages as it takes."""
    y = _row(canvas, y, [_("No.")], [_("Nama")], [_("Tempat usaha")])
    for place, (name, stall) in enumerate(letter.people, 1):
        names = list(wrapped(name, STALL - NAME - 8, size=SIZE))
        stalls = list(wrapped(stall, WIDTH - MARGIN - STALL, size=SIZE))
        if y - LEADING * max(len(names), len(stalls)) < BOTTOM:
            y = _next_page(canvas)
            y = _row(canvas, y, [_("No.")], [_("Nama")], [_("Tempat usaha")])
        y = _row(canvas, y, [str(place)], names, stalls)
    return y


def _row(canvas: Canvas, y: float, *cells: list[str]) -> float:
    for x, lines in zip((MARGIN, NAME, STALL), cells, strict=True):
        for place, line in enumerate(lines):
            canvas.drawString(x, y - place * LEADING, line)
    y -= LEADING * max(len(lines) for lines in cells)
    canvas.setLineWidth(0.4)
    canvas.line(MARGIN, y + LEADING - 4, WIDTH - MARGIN, y + LEADING - 4)
    return y


def _next_page(canvas: Canvas) -> float:
    canvas.showPage()
    canvas.setFont(FONT, SIZE)
    return TOP


def _end(canvas: Canvas, letter: Letter, y: float) -> None:
    if y < BOTTOM + SIGNATURE:
        y = _next_page(canvas)
    y = _lines(canvas, _("Atas perhatian Bapak/Ibu kami ucapkan terima kasih."), y - LEADING / 2)
    y -= LEADING
    canvas.drawString(STALL, y, _("Hormat kami,"))
    canvas.drawString(STALL, y - LEADING, _("Ketua"))
    y -= 5.5 * LEADING
    canvas.drawString(STALL, y, letter.ketua or "(……………………………)")

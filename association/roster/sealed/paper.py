"""Draws a sealed stall roster on A4: the same roster and code always give the same bytes."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from association.rules.people.cards import display_card_code
from association.rules.people.dates import format_date
from association.rules.people.rolls import Roll
from association.web.flow import Columns, Row
from association.web.formats import clock, number, wib_date
from association.web.language import in_indonesian
from association.web.lettering import cannot_print, fitted
from association.web.paper import HEIGHT, WIDTH, Paper

MARGIN, TOP, BOTTOM = 36.0, HEIGHT - 118, 62.0  # points; the rows stand between TOP and BOTTOM
TABLE = Columns(left=MARGIN, widths=(32.0, 84.0, 104.0, 176.0, 127.0), size=9.0)
QR = 74.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """What is drawn: `address` is the public page that the QR opens, `seal` the hash of the
    roster's text in hex."""

    roll: Roll
    code: str
    address: str
    seal: str


@in_indonesian()
def draw(roll: Roll, *, code: str, address: str, seal: str) -> bytes:
    """Return the PDF (see Sealed)."""
    what = Sealed(roll=roll, code=code, address=address, seal=seal)
    paper = Paper(
        _("Daftar tempat usaha %(market)s, %(day)s", market=roll.market, day=_moment(roll)),
        author=roll.association,
    )
    head = TABLE.row(_("No."), _("Tempat usaha"), _("SHP/KTPP"), _("Nama"), _("Dagangan"))
    sheets = list(TABLE.pages(head, _rows(roll), room=TOP - BOTTOM))
    for place, rows in enumerate(sheets, 1):
        if place > 1:
            paper.turn()
        _head(paper, what)
        _foot(paper, what, _("Halaman %(x)s dari %(y)s", x=place, y=len(sheets)))
        with paper.within("Table"):
            y = TABLE.draw(paper, TOP, head, "TH")
            for row in rows:
                y = TABLE.draw(paper, y, row)
    return paper.done()


def lost_of(roll: Roll) -> str:
    """Say what the paper will not show of a roster."""
    texts = (text for row in roll.rows for text in (row.name, row.commodity, row.permit))
    return cannot_print([roll.association, roll.market, *texts])


def _moment(roll: Roll) -> str:
    return f"{format_date(wib_date(roll.made_at))} {clock(roll.made_at)}"


def _rows(roll: Roll) -> Iterator[Row]:
    for place, row in enumerate(roll.rows, 1):
        yield TABLE.row(str(place), row.stall, row.permit, row.name, row.commodity)


def _head(paper: Paper, what: Sealed) -> None:
    roll = what.roll
    wide = WIDTH - 3 * MARGIN - QR
    paper.write("H1", MARGIN, HEIGHT - 52, _("Daftar tempat usaha"), size=15)
    size, lines = fitted(f"{roll.association} · {roll.market}", wide, 15, sizes=(11, 10, 9, 8, 7))
    paper.write("P", MARGIN, HEIGHT - 70, lines, size=size)
    count = _("%(n)s tempat usaha", n=number(len(roll.rows)))
    paper.write("P", MARGIN, HEIGHT - 86, f"{_moment(roll)} · {count}", size=11)
    paper.code(WIDTH - MARGIN - QR, HEIGHT - 28 - QR, QR, what.address)


def _foot(paper: Paper, what: Sealed, page: str) -> None:
    code = display_card_code(what.code)
    told = _("Kode segel %(code)s. Periksa di %(address)s", code=code, address=what.address)
    paper.write("P", MARGIN, 44, told, size=8)
    paper.write("P", WIDTH - MARGIN, 32, page, size=8, align="right")
    seal = _("Sidik isi (SHA-256): %(seal)s", seal=what.seal)
    paper.write("P", MARGIN, 32, seal, size=7)
    lost = lost_of(what.roll)
    if lost:
        size, lines = fitted(lost, WIDTH - 2 * MARGIN, 9, sizes=(7, 6, 5))
        paper.write("P", MARGIN, 21, lines, size=size)

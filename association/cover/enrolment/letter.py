"""Draws the cover letter of a registration batch on A4: who asks whom for what, and a table of
names without NIK."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from association.cover.enrolment.addressing import addressee, town
from association.rules.people.dates import format_date
from association.web.flow import Columns, Flow
from association.web.formats import number
from association.web.language import in_indonesian
from association.web.lettering import cannot_print, wrapped
from association.web.paper import WIDTH, Paper

MARGIN, BOTTOM = 62.0, 56.0  # points
SIZE, LEADING = 10.5, 15.0
NAMES = Columns(left=MARGIN, widths=(34.0, 236.0, WIDTH - 2 * MARGIN - 270), size=SIZE)
SIGNATURE = 130.0  # what the end of the letter needs
NOBODY = f"({'…' * 11})"  # a line to write the ketua's name on


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
    title = _("Pendaftaran peserta BPU, berkas %(n)s", n=letter.number)
    flow = Flow(Paper(title, author=letter.association), margin=MARGIN, bottom=BOTTOM)
    _head(flow, letter)
    _body(flow, letter)
    rows = (NAMES.row(str(n), *person) for n, person in enumerate(letter.people, 1))
    flow.table(NAMES, NAMES.row(_("No."), _("Nama"), _("Tempat usaha")), rows)
    _end(flow, letter)
    return flow.paper.done()


def _head(flow: Flow, letter: Letter) -> None:
    """Write whose letter it is, place and day, subject and addressee."""
    flow.say("P", letter.association, size=15)
    flow.say("P", ", ".join(filter(None, (letter.markets, letter.city))), size=SIZE)
    if letter.contact:
        flow.say("P", letter.contact, size=SIZE)
    flow.rest(6)
    flow.paper.rule(MARGIN, flow.y, WIDTH - MARGIN, thick=0.8)
    flow.rest(10)
    flow.say("P", f"{town(letter.city)}, {format_date(letter.day)}", size=SIZE, align="right")
    flow.say("P", _("Nomor: %(n)s/%(year)s", n=letter.number, year=letter.day.year), size=SIZE)
    flow.say("P", _("Hal: Pendaftaran peserta Bukan Penerima Upah (BPU)"), size=SIZE)
    flow.say("P", _("Lampiran: daftar data peserta"), size=SIZE)
    flow.rest(LEADING / 2)
    flow.say("P", _("Kepada Yth."), size=SIZE)
    flow.say("P", addressee(letter.city_code, letter.city), size=SIZE)
    flow.rest(LEADING / 2)


def _body(flow: Flow, letter: Letter) -> None:
    flow.say("P", _("Dengan hormat,"), size=SIZE)
    asked = _(
        "%(place)s mengajukan pendaftaran %(n)s pedagang sebagai peserta BPU, program Jaminan "
        "Kecelakaan Kerja dan Jaminan Kematian, dengan iuran pertama untuk %(months)s bulan. Data "
        "lengkapnya ada di berkas Excel terlampir.",
        place=letter.association,
        n=number(len(letter.people)),
        months=letter.months,
    )
    flow.rest(2)
    flow.say("P", asked, size=SIZE)
    flow.rest(LEADING / 2)


def _end(flow: Flow, letter: Letter) -> None:
    flow.need(SIGNATURE)
    flow.rest(LEADING / 2)
    flow.say("P", _("Atas perhatian Bapak/Ibu kami ucapkan terima kasih."), size=SIZE)
    flow.rest(LEADING)
    x, y = MARGIN + 270, flow.y - SIZE
    flow.paper.write("P", x, y, [_("Hormat kami,"), _("Ketua")], size=SIZE)
    flow.paper.write("P", x, y - 5.5 * LEADING, letter.ketua or NOBODY, size=SIZE)
    lost = cannot_print([letter.association, letter.ketua, *(n for n, _stall in letter.people)])
    if lost:
        flow.paper.write("P", MARGIN, 40, list(wrapped(lost, flow.width, size=7)), size=7)

"""Draws what the heirs sign: the statement of who they are, for lurah and camat, and the power by
which one of them acts for all."""

from collections.abc import Iterator

from flask_babel import gettext as _

from association.cover.papers.letters import (
    MARGIN,
    Case,
    Person,
    asked,
    begun,
    dated,
    heading,
    of_member,
    say,
    signatures,
)
from association.rules.people.dates import format_date
from association.web.flow import Columns, Flow, Row
from association.web.language import in_indonesian
from association.web.paper import WIDTH

WIDE = WIDTH - 2 * MARGIN
BLANK_ROWS = 4  # where nobody is known
HEIRS = Columns(
    left=MARGIN,
    widths=(30.0, WIDE - 310, 92.0, 62.0, 126.0),
    size=9.5,
    least=24.0,
    boxed=True,
)


@in_indonesian()
def statement(case: Case) -> bytes:
    """Return the draft of the surat keterangan ahli waris: all heirs in order, two witnesses, lurah
    and camat."""
    flow = begun(case, _("Surat keterangan ahli waris"), official=False)
    heading(flow, _("Surat keterangan ahli waris"), note=_draft())
    say(flow, _("Kami yang bertanda tangan di bawah ini adalah ahli waris dari:"))
    asked(flow, [*of_member(case), *_death(case)])
    say(flow, _("Kami menerangkan dengan sebenarnya bahwa ahli warisnya adalah:"))
    _table(flow, case.heirs)
    say(
        flow,
        _(
            "Surat ini dibuat untuk mengurus hak dari BPJS Ketenagakerjaan. Bila di kemudian hari "
            "ternyata tidak benar, kami bersedia dituntut menurut hukum yang berlaku."
        ),
    )
    dated(flow, case)
    say(flow, _("Para ahli waris (yang pertama di atas meterai Rp10.000):"))
    signatures(flow, [("", one.signs) for one in case.heirs] or [("", "")] * BLANK_ROWS)
    _witnesses(flow)
    flow.say("P", _("Mengetahui:"), size=10.5)
    signatures(flow, [(_("Lurah"), ""), (_("Camat"), "")])
    return flow.paper.done()


@in_indonesian()
def proxy(case: Case) -> bytes:
    """Return the surat kuasa waris: the heirs let the first of them act for all."""
    holder, *others = case.first or (Person(name="", relation=""),)
    flow = begun(case, _("Surat kuasa ahli waris"), official=False)
    heading(flow, _("Surat kuasa ahli waris"), note=_draft())
    say(flow, _("Kami yang bertanda tangan di bawah ini, ahli waris dari:"))
    asked(flow, [(_("Nama"), case.name), *_death(case)])
    _table(flow, tuple(others))
    say(flow, _("memberi kuasa kepada:"))
    asked(
        flow,
        [
            (_("Nama"), holder.name),
            (_("Hubungan"), holder.relation),
            (_("NIK (ditulis tangan)"), ""),
            (_("Alamat"), ""),
        ],
    )
    say(
        flow,
        _(
            "untuk mengurus, menandatangani, dan menerima hak ahli waris dari BPJS Ketenagakerjaan "
            "atas nama kami semua, dan membagikannya menurut kesepakatan kami."
        ),
    )
    dated(flow, case)
    say(flow, _("Penerima kuasa, lalu para pemberi kuasa (di atas meterai Rp10.000):"))
    given = [(_("Pemberi kuasa"), one.signs) for one in others]
    signatures(flow, [(_("Penerima kuasa"), holder.name), *(given or [(_("Pemberi kuasa"), "")])])
    _witnesses(flow)
    return flow.paper.done()


def _death(case: Case) -> list[tuple[str, str]]:
    return [(_("Meninggal pada"), format_date(case.day)), (_("Meninggal di"), "")]


def _table(flow: Flow, people: tuple[Person, ...]) -> None:
    """Draw who they are; the NIK is written by hand."""
    head = HEIRS.row(_("No."), _("Nama"), _("Hubungan"), _("Lahir"), _("NIK (ditulis tangan)"))
    flow.table(HEIRS, head, _rows(people))
    flow.rest(8)


def _rows(people: tuple[Person, ...]) -> Iterator[Row]:
    for number, one in enumerate(people, 1):
        yield HEIRS.row(str(number), one.name, one.relation, one.born, "")
    if not people:
        yield from (HEIRS.row(str(n), "", "", "", "") for n in range(1, BLANK_ROWS + 1))


def _witnesses(flow: Flow) -> None:
    say(flow, _("Saksi:"))
    signatures(flow, [(_("Saksi %(n)s", n=1), ""), (_("Saksi %(n)s", n=2), "")])


def _draft() -> str:
    return str(
        _(
            "Konsep dari paguyuban. Titik-titik diisi dengan tulisan tangan; kelurahan boleh "
            "memakai bentuknya sendiri."
        )
    )

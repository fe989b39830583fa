"""Draws how an accident happened, as two witnesses sign it."""

from flask_babel import gettext as _

from association.cover.papers.letters import (
    MARGIN,
    Case,
    Story,
    asked,
    begun,
    dated,
    heading,
    of_member,
    say,
    signatures,
)
from association.rules.law.claims import ClaimKind
from association.rules.people.dates import format_day
from association.web.flow import Columns, Flow
from association.web.formats import clock, wib_date
from association.web.language import in_indonesian
from association.web.paper import WIDTH

WIDE = WIDTH - 2 * MARGIN
WITNESSES = Columns(
    left=MARGIN,
    widths=(30.0, WIDE - 290, 110.0, 150.0),
    size=9.5,
    least=26.0,
    boxed=True,
)
LINES = 8  # to write on, where nothing was told


@in_indonesian()
def draw(case: Case) -> bytes:
    """Return the PDF: what was told, or lines to write it on."""
    story = case.story or Story(place="", at=None, text="", witnesses=())
    flow = begun(case, _("Kronologi kecelakaan kerja"))
    heading(flow, _("Kronologi kecelakaan kerja"))
    asked(flow, [*of_member(case), (_("Nomor KPJ"), case.kpj), (_("Pekerjaan"), _trade(case))])
    day = wib_date(story.at) if story.at else case.day
    asked(
        flow,
        [
            (_("Hari, tanggal"), format_day(day)),
            (_("Jam"), clock(story.at) if story.at else ""),
            (_("Tempat kejadian"), story.place),
        ],
    )
    flow.say("H2", _("Yang terjadi"), size=11.5)
    _told(flow, story.text)
    _seen(flow, story)
    dated(flow, case)
    signatures(flow, [_teller(case), (_("Ketua paguyuban"), case.ketua)])
    return flow.paper.done()


def _trade(case: Case) -> str:
    return ", ".join(filter(None, (_("pedagang"), case.commodity, case.stalls)))


def _teller(case: Case) -> tuple[str, str]:
    """Say who signs it first: for who died the family."""
    if case.kind is ClaimKind.DEATH:
        return _("Keluarga"), ""
    return _("Yang mengalami"), case.name


def _told(flow: Flow, text: str) -> None:
    for line in text.splitlines():
        if line.strip():
            say(flow, line)
    if text.strip():
        return
    for _line in range(LINES):
        flow.rest(20)
        flow.paper.rule(MARGIN, flow.y, WIDTH - MARGIN)
    flow.rest(14)


def _seen(flow: Flow, story: Story) -> None:
    """Draw the two who saw it, with room for NIK and signature."""
    flow.need(130)
    flow.say("H2", _("Saksi"), size=11.5)
    head = WITNESSES.row(_("No."), _("Nama"), _("Nomor HP"), _("NIK (ditulis tangan)"))
    people = [*story.witnesses, ("", ""), ("", "")][:2]
    rows = [WITNESSES.row(str(n), name, phone, "") for n, (name, phone) in enumerate(people, 1)]
    flow.table(WITNESSES, head, rows)
    flow.rest(8)
    signatures(flow, [(_("Saksi %(n)s", n=n), name) for n, (name, _phone) in enumerate(people, 1)])

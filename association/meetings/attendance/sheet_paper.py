"""Draws a numbered sheet to sign on A4: big letters, a line for each, headings on every page."""

from dataclasses import dataclass

from flask_babel import gettext as _

from association.meetings.attendance.sheets import SheetLine
from association.meetings.events.models import AwarenessEvent
from association.rules.people.dates import format_day
from association.web.flow import Columns, Flow
from association.web.formats import clock, wib_date
from association.web.lettering import cannot_print
from association.web.paper import WIDTH, Paper

MARGIN, BOTTOM = 34.0, 40.0  # points
LINES = Columns(
    left=MARGIN,
    widths=(44.0, 206.0, 138.0, WIDTH - 2 * MARGIN - 388),
    size=13.0,
    least=34.0,  # 12 mm to sign in
    boxed=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignSheet:
    """What the sheet says; without an event its place and day are written by hand."""

    place: str
    lines: list[SheetLine]
    event: AwarenessEvent | None = None


def draw(sheet: SignSheet) -> bytes:
    """Return the PDF."""
    event = sheet.event
    title = event.title if event else _("Daftar hadir")
    flow = Flow(Paper(title, author=sheet.place), margin=MARGIN, bottom=BOTTOM)
    flow.say("H1", title, size=17, bold=True)
    flow.say("P", sheet.place, size=12)
    if event:
        day, hour = format_day(wib_date(event.starts_at)), clock(event.starts_at)
        flow.say("P", f"{day} · {hour} · {event.place}", size=12)
    else:
        flow.say("P", _("Acara dan tanggal:") + " " + "…" * 14, size=12)
    lost = cannot_print([title, sheet.place, *(line.name for line in sheet.lines)])
    if lost:
        flow.say("P", lost, size=8)
    flow.rest(8)
    head = LINES.row(_("No."), _("Nama"), _("Tempat usaha"), _("Tanda tangan"))
    rows = (LINES.row(str(one.number), one.name, one.stall, "") for one in sheet.lines)
    flow.table(LINES, head, rows)
    return flow.paper.done()

"""Draws the report of an event on A4: facts, figures, and who came in columns."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from association.rules.people.dates import format_date, format_day
from association.web.flow import Columns, Flow
from association.web.formats import clock, number, wib_date
from association.web.lettering import LEADING, cannot_print, printable, wrapped
from association.web.paper import HEIGHT, Paper

MARGIN, BOTTOM = 36.0, 40.0  # points
NAMES = 3  # columns of them
ASIDE, SIZE = 12.0, 8.5
PARTS = Columns(left=MARGIN, widths=(303.0, 120.0, 100.0), size=10.0)
People = Sequence[tuple[str, str]]  # each with their stalls


def draw(
    told: dict[str, Any], *, place: str, people: People | None = None, parts: Sequence[Any] = ()
) -> bytes:
    """Return the PDF of what `effect.paper.reported` gathered: with who came, for the paguyuban; or
    for the office, which learns no names, with the numbers of each paguyuban."""
    event = told["event"]
    paper = Paper(_("Laporan %(title)s", title=event.title), author=place)
    flow = Flow(paper, margin=MARGIN, bottom=BOTTOM)
    flow.say("H1", _("Laporan kegiatan"), size=16, bold=True)
    flow.rest(4)
    flow.say("H2", event.title, size=13, bold=True)
    for text in _texts(told, office=people is None):
        flow.say("P", text, size=10)
    if people is None:
        flow.rest(6)
        _parts(flow, parts)
    else:
        flow.rest(6)
        _people(flow, people)
    flow.rest(8)
    day = _("dibuat %(day)s dari catatan Guyub", day=format_date(told["today"]))
    flow.say("P", f"{place} · {day}", size=9)
    names = (text for one in people or () for text in one)
    lost = cannot_print([*_texts(told, office=False), event.title, place, *names])
    if lost:
        flow.say("P", lost, size=8)
    return paper.done()


def _texts(told: dict[str, Any], *, office: bool) -> list[str]:
    """Say the facts and figures, a line each."""
    event = told["event"]
    day, hour = format_day(wib_date(event.starts_at)), clock(event.starts_at)
    lines: list[tuple[str, Any]] = [
        (_("Penyelenggara"), told["host"]),
        (_("Narasumber"), event.speaker),
        (_("Untuk pasar"), ", ".join(told["markets"])),
        (_("Jumlah tempat"), event.capacity),
        (_("Bilang akan datang"), number(told["coming"])),
        (_("Hadir, tercatat namanya"), number(told["count"])),
        (_("Hadir tanpa dicatat namanya"), told["heads"] and number(told["heads"])),
        (
            _("Baru dicatat di tempat sebagai calon anggota"),
            "" if office else number(told["walked_in"]),
        ),
        (_("Mendaftar di tempat"), number(told["joined"])),
    ]
    change = " ".join(filter(None, (told["change"], told["change"] and event.reason)))
    return [
        *filter(None, [change]),
        f"{told['kind']} · {day} · {hour} · {event.place}",
        *(f"{name}: {value}" for name, value in lines if value),
        *(one.text for one in told["told"]),
    ]


def _parts(flow: Flow, parts: Sequence[Any]) -> None:
    head = PARTS.row(_("Paguyuban"), _("Bilang akan datang"), _("Hadir"))
    rows = (PARTS.row(one.name, number(one.coming), number(one.attendance)) for one in parts)
    flow.table(PARTS, head, rows)


def _people(flow: Flow, people: People) -> None:
    """Write who came in columns, each from above to below, as many pages as it takes."""
    flow.say("H2", _("Yang hadir"), size=12, bold=True)
    if not people:
        flow.say("P", _("Belum ada yang dicatat hadir."), size=10)
        return
    wide = (flow.width - (NAMES - 1) * ASIDE) / NAMES
    entries = [
        list(wrapped(printable(f"{place}. {name}  {stall}".rstrip()), wide, size=SIZE))
        for place, (name, stall) in enumerate(people, 1)
    ]
    leading = SIZE * LEADING
    total = sum(map(len, entries))
    with flow.paper.within("L"):
        while entries:
            flow.need(leading * 3)
            top = flow.y
            most = int((top - flow.bottom) / leading)
            room = min(most, -(-total // NAMES) + 2)  # columns of one length
            lowest = top
            for column in range(NAMES):
                x, y = MARGIN + column * (wide + ASIDE), top
                while entries and top - y + leading * len(entries[0]) <= room * leading + 1:
                    lines = entries.pop(0)
                    total -= len(lines)
                    with flow.paper.within("LI"):
                        y = flow.paper.write("LBody", x, y - SIZE, lines, size=SIZE) + SIZE
                lowest = min(lowest, y)
            flow.y = lowest
            if entries:
                flow.need(HEIGHT)

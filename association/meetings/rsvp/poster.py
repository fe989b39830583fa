"""Draws a poster of one A4 page: texts from above, a code that a phone reads at arm's length, texts
below; as small as it takes for everything to stand on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from association.meetings.events.models import AwarenessEvent, Kind, State
from association.meetings.events.wording import KINDS, address, change, host_name
from association.rules.people.dates import format_day
from association.web.formats import clock, wib_date
from association.web.lettering import LEADING, cannot_print, printable, wrapped
from association.web.paper import HEIGHT, WIDTH, Paper

MARGIN = 40.0  # points
WIDE, HIGH = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
LEAST, MOST = 135.0, 260.0  # of the code
GAP = 9.0
SHRINKING = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4)


@dataclass(frozen=True, slots=True)
class Said:
    """A text of a poster: how large it would be, and what it is."""

    text: str
    size: float
    bold: bool = False
    kind: str = "P"

    def lines(self, shrink: float) -> list[str]:
        """Break it into lines."""
        return list(wrapped(printable(self.text), WIDE, size=self.size * shrink))

    def height(self, shrink: float) -> float:
        """Give the height of its lines with the gap below."""
        return len(self.lines(shrink)) * self.size * shrink * LEADING + GAP * shrink


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """What stands on a poster; without an address it has no code."""

    title: str
    host: str
    above: Sequence[Said]
    address: str = ""
    below: Sequence[Said] = ()

    @property
    def cannot_print(self) -> str:
        """Say what the paper will not show of it."""
        return cannot_print(one.text for one in (*self.above, *self.below))


def of_event(event: AwarenessEvent) -> Poster:
    """Say what the poster of an event says."""
    day, hour = format_day(wib_date(event.starts_at)), clock(event.starts_at)
    above = [
        Said(change(event), 22, bold=True),
        Said(str(KINDS[Kind(event.kind)]), 20),
        Said(event.title, 40, bold=True, kind="H1"),
        Said(day, 30, bold=True),
        Said(_("Pukul %(clock)s", clock=hour), 30, bold=True),
        Said(event.place, 22, bold=True),
        Said(_("Narasumber: %(who)s", who=event.speaker) if event.speaker else "", 18),
    ]
    off = event.state == State.CANCELLED
    page = address(event)
    inviting = Said(_("Pindai QR ini dengan kamera HP, lalu tekan “Saya datang”."), 16)
    below = [] if off else [inviting, Said(page.partition("://")[2], 16, bold=True)]
    host = host_name(event)
    return Poster(
        title=_("Poster %(title)s", title=event.title),
        host=host,
        above=above,
        address="" if off else page,
        below=[*below, Said(host, 22, bold=True)],
    )


def of_door(event: AwarenessEvent, address: str) -> Poster:
    """Say what the paper for the door of an event says."""
    told = _("Pindai QR ini dengan kamera HP, lalu tulis kode di kartu anggota Anda.")
    day, hour = format_day(wib_date(event.starts_at)), clock(event.starts_at)
    return Poster(
        title=_("QR untuk pintu"),
        host=host_name(event),
        above=[
            Said(event.title, 40, bold=True, kind="H1"),
            Said(_("Sudah datang? Catat sendiri."), 30, bold=True),
        ],
        address=address,
        below=[
            Said(told, 16),
            Said(address.partition("://")[2], 16, bold=True),
            Said(f"{day} · {hour}", 22, bold=True),
        ],
    )


def draw(poster: Poster) -> bytes:
    """Return the PDF."""
    paper = Paper(poster.title, author=poster.host)
    above = [one for one in poster.above if one.text]
    below = [one for one in (*poster.below, Said(poster.cannot_print, 10)) if one.text]
    least = LEAST if poster.address else 0.0
    fitting = (one for one in SHRINKING if _height([*above, *below], one) + least <= HIGH)
    shrink = next(fitting, SHRINKING[-1])
    left = HIGH - _height([*above, *below], shrink)
    y = _write(paper, above, HEIGHT - MARGIN, shrink)
    if poster.address:
        side = min(max(left - GAP, LEAST), MOST)
        paper.code((WIDTH - side) / 2, y - side, side, poster.address)
        y -= side + GAP * 2
    _write(paper, below, y, shrink)
    return paper.done()


def _height(texts: Iterable[Said], shrink: float) -> float:
    return sum(one.height(shrink) for one in texts)


def _write(paper: Paper, texts: Iterable[Said], y: float, shrink: float) -> float:
    for one in texts:
        size = one.size * shrink
        lines = one.lines(shrink)
        paper.write(one.kind, WIDTH / 2, y - size, lines, size=size, align="middle", bold=one.bold)
        y -= one.height(shrink)
    return y

"""What the letters of a case have in common: what they tell, their head, blanks to be filled in by
hand, and places for signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from flask_babel import gettext as _

from association.cover.enrolment.addressing import town
from association.rules.law.claims import ClaimKind
from association.rules.people.dates import format_date
from association.web.flow import Flow
from association.web.lettering import printable, wrapped
from association.web.paper import WIDTH, Paper

MARGIN, BOTTOM = 62.0, 56.0  # points
SIZE, LEADING = 10.5, 14.0
LABEL = 138.0  # how wide what is asked stands before the colon
BLANK = "…" * 16
SIGNED = 5 * LEADING  # the height of a signature


class Letter(StrEnum):
    """The letters of a case, as their addresses name them."""

    COVER = "pengantar"
    HEIRS = "ahli-waris"
    PROXY = "kuasa"
    STORY = "kronologi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One of the family: the relation in words; `born` is a year as text, or ""."""

    name: str
    relation: str
    born: str = ""
    guardian: str = ""

    @property
    def signs(self) -> str:
        """Say who signs for them."""
        if not self.guardian:
            return self.name
        return str(_("%(name)s, wali %(child)s", name=self.guardian, child=self.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """How an accident happened: where, when, and who saw it, each with a phone as it is read."""

    place: str
    at: datetime | None
    text: str
    witnesses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the letters of a case tell. A NIK is never among it: it is written by hand.

    `evidence` are (day, what) that the paguyuban holds; `heirs` all in order, `first` those of them
    who share the benefit.
    """

    association: str
    markets: str
    contact: str
    city_code: str
    city: str
    ketua: str
    today: date
    kind: ClaimKind
    from_work: bool
    day: date
    name: str
    born: str
    address: str
    stalls: str
    commodity: str
    since: str
    kpj: str
    heirs: tuple[Person, ...] = ()
    first: tuple[Person, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()
    story: Story | None = None


def begun(case: Case, title: str, *, official: bool = True) -> Flow:
    """Begin a letter; an `official` one has the head of the paguyuban."""
    flow = Flow(Paper(title, author=case.association), margin=MARGIN, bottom=BOTTOM)
    if not official:
        return flow
    flow.say("P", case.association, size=15)
    flow.say("P", ", ".join(filter(None, (case.markets, case.city))), size=SIZE)
    if case.contact:
        flow.say("P", case.contact, size=SIZE)
    flow.rest(6)
    flow.paper.rule(MARGIN, flow.y, WIDTH - MARGIN, thick=0.8)
    flow.rest(12)
    return flow


def heading(flow: Flow, text: str, *, note: str = "") -> None:
    """Write what the letter is, in its middle, and a note that is no part of it."""
    flow.say("H1", text, size=13, bold=True, align="middle")
    if note:
        flow.say("P", note, size=8, align="middle")
    flow.rest(LEADING / 2)


def say(flow: Flow, text: str) -> None:
    """Write a paragraph, and leave a gap."""
    flow.say("P", text, size=SIZE)
    flow.rest(LEADING / 2)


def asked(flow: Flow, rows: Sequence[tuple[str, str]]) -> None:
    """Write what is asked and what is so, one below the other; a blank where nothing is known."""
    wide = flow.width - LABEL - 10
    for label, text in rows:
        lines = list(wrapped(printable(text or BLANK), wide, size=SIZE))
        flow.need(len(lines) * LEADING)
        y = flow.y - SIZE
        with flow.paper.marked("P"):
            flow.paper.letters(MARGIN, y, label, size=SIZE)
            flow.paper.letters(MARGIN + LABEL, y, ":", size=SIZE)
            flow.paper.letters(MARGIN + LABEL + 8, y, lines, size=SIZE)
        flow.rest(len(lines) * LEADING)
    flow.rest(LEADING / 2)


def signatures(flow: Flow, boxes: Sequence[tuple[str, str]]) -> None:
    """Leave room to sign, two side by side: as what, and the name; a blank for nobody known."""
    for start in range(0, len(boxes), 2):
        flow.need(SIGNED + LEADING)
        top = flow.y - SIZE
        for column, (role, name) in enumerate(boxes[start : start + 2]):
            x = MARGIN + column * (flow.width / 2 + 6)
            with flow.paper.marked("P"):
                flow.paper.letters(x, top, role, size=SIZE)
                shown = f"({name or BLANK})"
                lines = list(wrapped(printable(shown), flow.width / 2 - 12, size=SIZE))
                flow.paper.letters(x, top - SIGNED + LEADING, lines, size=SIZE)
        flow.rest(SIGNED + LEADING)


def dated(flow: Flow, case: Case) -> None:
    """Write place and day of today."""
    text = f"{town(case.city)}, {format_date(case.today)}"
    flow.say("P", text, size=SIZE, align="right")
    flow.rest(LEADING / 2)


def of_member(case: Case) -> list[tuple[str, str]]:
    """Give the lines that say who it is about."""
    return [
        (_("Nama"), case.name),
        (_("NIK (ditulis tangan)"), ""),
        (_("Tempat, tanggal lahir"), case.born),
        (_("Alamat"), case.address),
    ]

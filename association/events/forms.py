"""The event form and the attendance mark."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time

import wtforms
from flask_babel import lazy_gettext

from association.config import WIB
from association.events.actions import EventValues
from association.events.models import AwarenessEvent, Kind
from association.rules.dates import format_date, parse_date
from association.rules.errors import RuleError
from association.web.forms import Form, checked
from association.web.gate import settings

PICKED = "%Y-%m-%dT%H:%M"  # what <input type="datetime-local"> sends and shows
MOST_YEARS = 5
MOMENT = re.compile(
    r"(?P<day>.+?)(?:\s*[,·]\s*|\s+|T)(?P<word>(?:pukul|pkl\.?|jam)\s*)?(?P<hour>\d{1,2})"
    r"(?:[.:](?P<minute>\d{2})(?::\d{2})?)?\s*(?P<zone>WIB)?\.?",
    re.IGNORECASE | re.ASCII,
)
KINDS = {
    Kind.AWARENESS: lazy_gettext("Sosialisasi"),
    Kind.REGISTRATION: lazy_gettext("Pendaftaran di tempat"),
    Kind.ASSEMBLY: lazy_gettext("Rapat"),
}


def parse_moment(text: str, *, today: date) -> datetime:
    """Read a day and a time of day in WIB, picked ("2026-11-24T13:00") or typed ("24 November 2026 13.00").

    Raises RuleError when a part is missing or impossible, or the year is too far from `today`.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    found = MOMENT.fullmatch(plain)
    if found is None or not (found["word"] or found["minute"] or found["zone"]):
        parse_date(plain, today=today)  # says what is wrong with the date, when that is the trouble
        raise RuleError("Jamnya belum ada. Tulis seperti 24 November 2026 13.00.")
    day = parse_date(found["day"], today=today)
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if hour > 23 or minute > 59:
        raise RuleError("Jam %(h)s.%(m)s tidak ada. Tulis jam 00.00 sampai 23.59.", h=hour, m=f"{minute:02}")
    if abs(day.year - today.year) > MOST_YEARS:
        raise RuleError("Tahun %(year)s terlalu jauh. Periksa lagi tahunnya.", year=day.year)
    return datetime.combine(day, time(hour, minute), WIB)


def _moment(text: str) -> datetime:
    return parse_moment(text, today=settings().today())


def _text(longest: int) -> Callable[[str], str]:
    """Make a rule that tidies spaces line by line, drops control characters, and refuses what is too long to keep."""

    def tidy(text: str) -> str:
        visible = "".join(c for c in text if c in "\r\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
        plain = "\n".join(" ".join(line.split()) for line in visible.splitlines()).strip()
        if len(plain) > longest:
            raise RuleError("Terlalu panjang: %(n)s huruf, paling banyak %(most)s.", n=len(plain), most=longest)
        return plain

    return tidy


def _line(longest: int) -> Callable[[str], str]:
    """Make a rule for a text of one line that cannot be empty."""

    def tidy(text: str) -> str:
        plain = " ".join(_text(longest)(text).split())
        if not plain:
            raise RuleError("Bagian ini harus diisi.")
        return plain

    return tidy


def _filled() -> wtforms.validators.DataRequired:
    """Say in a full sentence that a field cannot be empty, nor hold spaces only."""
    return wtforms.validators.DataRequired(lazy_gettext("Bagian ini harus diisi."))


class EventForm(Form):
    """What one screen asks about an event."""

    version = wtforms.HiddenField()
    title = wtforms.StringField(lazy_gettext("Nama kegiatan"), [_filled(), checked(_line(80))])
    kind = wtforms.SelectField(
        lazy_gettext("Jenis kegiatan"),
        choices=[wtforms.SelectChoice(kind.value, name) for kind, name in KINDS.items()],
        default=Kind.AWARENESS.value,
    )
    starts_at = wtforms.StringField(lazy_gettext("Tanggal dan jam (WIB)"), [_filled(), checked(_moment)])
    place = wtforms.StringField(lazy_gettext("Tempat"), [_filled(), checked(_line(80))])
    note = wtforms.TextAreaField(lazy_gettext("Catatan"), [checked(_text(300))])

    @property
    def is_picked(self) -> bool:
        """Tell whether a date picker can show what stands in `starts_at`; other text would vanish in it."""
        return not self.starts_at.data or re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", self.starts_at.data) is not None

    def values(self) -> EventValues:
        """Give what was typed as the action takes it; call only after validate()."""
        return EventValues(
            title=self.title.value,
            kind=Kind(self.kind.data),
            starts_at=self.starts_at.value,
            place=self.place.value,
            note=getattr(self.note, "value", None) or "",
        )


def filled(event: AwarenessEvent) -> EventForm:
    """Make the form of a saved event."""
    return EventForm(
        version=str(event.version),
        title=event.title,
        kind=event.kind,
        starts_at=event.starts_at.astimezone(WIB).strftime(PICKED),
        place=event.place,
        note=event.note,
    )


def differences(typed: EventValues, event: AwarenessEvent) -> dict[str, str]:
    """Give, in words, what the saved event says where the form says something else."""
    start = event.starts_at.astimezone(WIB)
    saved = {
        "title": event.title,
        "kind": str(KINDS[Kind(event.kind)]),
        "starts_at": f"{format_date(start.date())} {start:%H.%M}",
        "place": event.place,
        "note": event.note,
    }
    return {name: text for name, text in saved.items() if getattr(event, name) != getattr(typed, name)}

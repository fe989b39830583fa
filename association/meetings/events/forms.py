"""The forms of an event: what it is, another time or the end of it, and the attendance mark."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime, time

import wtforms
from flask_babel import lazy_gettext

from association.config import WIB
from association.meetings.events.models import AwarenessEvent, Host, Kind
from association.meetings.events.values import EventValues
from association.meetings.events.wording import HOSTS, KINDS
from association.rules.house.errors import RuleError
from association.rules.house.repeats import MOST, Every, next_like, repeated
from association.rules.people.dates import format_date, parse_date
from association.territory.models import Market
from association.web.forms import Form, checked
from association.web.gate import settings
from association.web.page import whole_number

PICKED = "%Y-%m-%dT%H:%M"  # what <input type="datetime-local"> sends and shows
MOST_YEARS = 5
MOST_PLACES = 10_000
MOMENT = re.compile(
    r"(?P<day>.+?)(?:\s*[,·]\s*|\s+|T)(?P<word>(?:pukul|pkl\.?|jam)\s*)?(?P<hour>\d{1,2})"
    r"(?:[.:](?P<minute>\d{2})(?::\d{2})?)?\s*(?P<zone>WIB)?\.?",
    re.IGNORECASE | re.ASCII,
)


def parse_moment(text: str, *, today: date) -> datetime:
    """Read a day and a time of day in WIB, picked ("2026-11-24T13:00") or typed ("24 November 2026
    13.00").

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
        raise RuleError(
            "Jam %(h)s.%(m)s tidak ada. Tulis jam 00.00 sampai 23.59.", h=hour, m=f"{minute:02}"
        )
    if abs(day.year - today.year) > MOST_YEARS:
        raise RuleError("Tahun %(year)s terlalu jauh. Periksa lagi tahunnya.", year=day.year)
    return datetime.combine(day, time(hour, minute), WIB)


def _moment(text: str) -> datetime:
    return parse_moment(text, today=settings().today())


def _text(longest: int) -> Callable[[str], str]:
    """Make a rule that tidies spaces line by line, drops control characters, and refuses what is
    too long to keep."""

    def tidy(text: str) -> str:
        visible = "".join(
            c for c in text if c in "\r\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"}
        )
        plain = "\n".join(" ".join(line.split()) for line in visible.splitlines()).strip()
        if len(plain) > longest:
            raise RuleError(
                "Terlalu panjang: %(n)s huruf, paling banyak %(most)s.", n=len(plain), most=longest
            )
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


def _places(text: str) -> int:
    """Read how many people there is room for."""
    digits = re.sub(r"[\s.]|orang|kursi", "", text.lower())
    if not re.fullmatch("[0-9]+", digits):
        raise RuleError("Tulis dengan angka, misalnya 60.")
    places = whole_number(digits) or 0
    if not 0 < places <= MOST_PLACES:
        raise RuleError("Tulis angka 1 sampai %(most)s.", most=MOST_PLACES)
    return places


class EventForm(Form):
    """What one screen asks about an event."""

    has_draft = True
    version = wtforms.HiddenField()
    title = wtforms.StringField(lazy_gettext("Nama kegiatan"), [_filled(), checked(_line(80))])
    kind = wtforms.SelectField(
        lazy_gettext("Jenis kegiatan"),
        choices=[wtforms.SelectChoice(kind.value, name) for kind, name in KINDS.items()],
        default=Kind.AWARENESS.value,
    )
    starts_at = wtforms.StringField(
        lazy_gettext("Tanggal dan jam (WIB)"), [_filled(), checked(_moment)]
    )
    place = wtforms.StringField(lazy_gettext("Tempat"), [_filled(), checked(_line(80))])
    markets = wtforms.SelectMultipleField(
        lazy_gettext("Untuk pasar"),
        choices=[],
        coerce=int,
        option_widget=wtforms.widgets.CheckboxInput(),
    )
    speaker = wtforms.StringField(lazy_gettext("Narasumber"), [checked(_text(80))])
    host = wtforms.SelectField(
        lazy_gettext("Penyelenggara"),
        choices=[wtforms.SelectChoice(host.value, name) for host, name in HOSTS.items()],
        default=Host.ASSOCIATION.value,
    )
    capacity = wtforms.StringField(lazy_gettext("Jumlah tempat"), [checked(_places)])
    note = wtforms.TextAreaField(lazy_gettext("Catatan"), [checked(_text(300))])

    def offer(self, markets: Sequence[Market]) -> None:
        """Let these markets be chosen; a single one needs no choosing."""
        self.markets.choices = [wtforms.SelectChoice(market.id, market.name) for market in markets]

    @property
    def is_picked(self) -> bool:
        """Tell whether a date picker can show what stands in `starts_at`; other text would vanish
        in it."""
        return (
            not self.starts_at.data
            or re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", self.starts_at.data) is not None
        )

    def values(self) -> EventValues:
        """Give what was typed as the action takes it; call only after validate()."""
        only = (
            [choice.value for choice in self.markets.choices]
            if len(self.markets.choices) == 1
            else []
        )
        return EventValues(
            title=self.title.value,
            kind=Kind(self.kind.data),
            starts_at=self.starts_at.value,
            place=self.place.value,
            note=getattr(self.note, "value", None) or "",
            speaker=" ".join((getattr(self.speaker, "value", None) or "").split()),
            host=Host(self.host.data),
            capacity=getattr(self.capacity, "value", None),
            market_ids=tuple(sorted(self.markets.data or only)),
        )


class NewEventForm(EventForm):
    """A new event, once or several times."""

    every = wtforms.SelectField(
        lazy_gettext("Diulang"),
        choices=[
            wtforms.SelectChoice("", lazy_gettext("Sekali saja")),
            wtforms.SelectChoice(Every.WEEK.value, lazy_gettext("Setiap minggu")),
            wtforms.SelectChoice(Every.MONTH.value, lazy_gettext("Setiap bulan")),
        ],
        default="",
    )
    times = wtforms.SelectField(
        lazy_gettext("Diulang berapa kali lagi"),
        choices=[wtforms.SelectChoice(str(n), str(n)) for n in range(1, MOST + 1)],
        default="1",
    )

    def again(self) -> list[datetime]:
        """Give the moments of the further ones; call only after validate()."""
        if not self.every.data:
            return []
        return repeated(
            self.starts_at.value, Every(self.every.data), whole_number(self.times.data) or 1
        )


class ChangeForm(Form):
    """Another time for an event, or that it does not take place; with the reason."""

    version = wtforms.HiddenField()
    starts_at = wtforms.StringField(lazy_gettext("Waktu baru (WIB)"), [_filled(), checked(_moment)])
    reason = wtforms.StringField(lazy_gettext("Alasan"), [checked(_text(120))])

    is_picked = EventForm.is_picked

    @property
    def why(self) -> str:
        """Give the reason as the action takes it; call only after validate()."""
        return " ".join((getattr(self.reason, "value", None) or "").split())


class CancelForm(Form):
    """That an event does not take place, and why."""

    version = wtforms.HiddenField()
    why = wtforms.StringField(lazy_gettext("Alasan"), [_filled(), checked(_line(120))])


def _as_typed(event: AwarenessEvent) -> dict[str, object]:
    return {
        "title": event.title,
        "kind": event.kind,
        "place": event.place,
        "markets": [market.id for market in event.markets],
        "speaker": event.speaker,
        "host": event.host,
        "capacity": str(event.capacity or ""),
        "note": event.note,
    }


def filled(event: AwarenessEvent, form: type[EventForm] = EventForm) -> EventForm:
    """Make the form of a saved event."""
    starts_at = event.starts_at.astimezone(WIB).strftime(PICKED)
    return form(version=str(event.version), starts_at=starts_at, **_as_typed(event))


def copied(
    event: AwarenessEvent, *, now: datetime, form: type[EventForm] = NewEventForm
) -> EventForm:
    """Make the form of a new event like an earlier one, on the next such weekday."""
    starts_at = next_like(event.starts_at.astimezone(WIB), after=now).strftime(PICKED)
    return form(starts_at=starts_at, **_as_typed(event))


def differences(typed: EventValues, event: AwarenessEvent) -> dict[str, str]:
    """Give, in words, what the saved event says where the form says something else."""
    start = event.starts_at.astimezone(WIB)
    saved = {
        "title": event.title,
        "kind": str(KINDS[Kind(event.kind)]),
        "starts_at": f"{format_date(start.date())} {start:%H.%M}",
        "place": event.place,
        "speaker": event.speaker,
        "host": str(HOSTS[Host(event.host)]),
        "capacity": str(event.capacity or ""),
        "note": event.note,
    }
    other = {
        name: text for name, text in saved.items() if getattr(event, name) != getattr(typed, name)
    }
    if {market.id for market in event.markets} != set(typed.market_ids):
        other["markets"] = ", ".join(market.name for market in event.markets)
    return other

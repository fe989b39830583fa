"""What is said of an event's effect, and the message to who came and has not joined."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from flask_babel import gettext as _

from association.cover.reminders.wording import Whom, addressed, joining, letter
from association.meetings.effect.following import Follow
from association.meetings.effect.reads import day_of
from association.meetings.events.models import AwarenessEvent
from association.rules.house.effect import FEWEST, Effect, Group, is_over, window_ends
from association.rules.people.dates import format_date
from association.rules.people.phone import wa_number
from association.web.formats import number, percent


@dataclass(frozen=True, slots=True)
class Told:
    """One window of an event in a sentence; `effect` is None while there is nothing to tell."""

    window: int
    text: str
    effect: Effect | None = None


def of_event(day: date, window: int, effect: Effect, *, today: date) -> Told:
    """Say what an event achieved, or from when it can be said."""
    if not is_over(day, window, today=today):
        ends = format_date(window_ends(day, window))
        return Told(
            window, _("Hasil %(days)s hari dihitung sesudah %(day)s.", days=window, day=ends)
        )
    return in_all(window, effect)


def in_all(window: int, effect: Effect) -> Told:
    """Say what events achieved whose windows are over."""
    if not effect.is_told:
        return Told(
            window,
            _(
                "Hasil %(days)s hari: kurang dari %(n)s orang, jadi tidak dihitung.",
                days=window,
                n=FEWEST,
            ),
        )
    text = _(
        "Mendaftar dalam %(days)s hari: %(came)s yang hadir dan belum terdaftar, dibanding "
        "%(others)s anggota lain yang tidak hadir.",
        came=of(effect.came),
        others=of(effect.others),
        days=window,
    )
    return Told(window, text, effect)


def of(group: Group) -> str:
    """Say how many of a group joined: "9 dari 24 orang (37%)"."""
    share = percent(group.registered, group.people)
    return str(
        _(
            "%(n)s dari %(all)s orang (%(p)s)",
            n=number(group.registered),
            all=number(group.people),
            p=share,
        )
    )


def cell(group: Group) -> str:
    """Say the same in a table: "9 dari 24 (37%)"."""
    share = percent(group.registered, group.people)
    return str(
        _(
            "%(n)s dari %(all)s (%(p)s)",
            n=number(group.registered),
            all=number(group.people),
            p=share,
        )
    )


def message_link(
    one: Follow, event: AwarenessEvent, *, sender: str, place: str, today: date
) -> str:
    """Give the WhatsApp link with a message to who came and has not joined; empty when they are not
    to be written to."""
    if one.phone is None or one.said_no or one.told:
        return ""
    row = one.row
    whom = Whom(
        name=row.name, cover=row.coverage, sex=one.sex, stall=row.stall, income=row.income or 0
    )
    said = _(
        "Terima kasih sudah hadir di %(title)s pada %(day)s. Apakah berminat didaftarkan BPJS "
        "Ketenagakerjaan? Balas YA, nanti kami bantu.",
        title=event.title,
        day=format_date(day_of(event)),
    )
    text = letter(addressed(row.name, one.sex), f"{said} {joining(whom, today)}", sender, place)
    return f"https://wa.me/{wa_number(one.phone)}?text={quote(text, safe='')}"

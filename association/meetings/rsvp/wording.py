"""What invites people and tells them of changes: texts, calendar entries, the QR."""

from datetime import datetime

import segno
from flask_babel import gettext as _
from markupsafe import Markup

from association.meetings.events.models import AwarenessEvent, Host, State
from association.meetings.events.reads import LASTS
from association.rules.house.icalendar import Entry, calendar
from association.rules.people.dates import format_day
from association.web.formats import clock, wib_date
from association.web.gate import settings


def address(event: AwarenessEvent) -> str:
    """Give the address of an event's public page."""
    return f"{settings().base_url}/e/{event.code}"


def host_name(event: AwarenessEvent) -> str:
    """Say who holds an event; a meeting of the city without a paguyuban of its own is its trade
    office's."""
    city = event.city.name
    if event.host == Host.BRANCH:
        return str(
            _(
                "BPJS Ketenagakerjaan cabang %(city)s",
                city=city.removeprefix("Kota ").removeprefix("Kabupaten "),
            )
        )
    if event.host == Host.ASSOCIATION and event.association is not None:
        return event.association.name
    return str(_("Dinas Perdagangan %(city)s", city=city))


def invitation(event: AwarenessEvent) -> str:
    """Write the message that people forward in WhatsApp: no names of traders, one thing to do."""
    text: str = _(
        "Bapak/Ibu pedagang,\n\n%(host)s mengundang ke:\n*%(title)s*\n%(facts)s\n\nMohon hadir. "
        "Beri tahu bila akan datang: %(address)s",
        host=host_name(event),
        title=event.title,
        facts="\n".join(_facts(event)),
        address=address(event),
    )
    return text


def _facts(event: AwarenessEvent) -> list[str]:
    facts = [
        format_day(wib_date(event.starts_at)),
        _("Pukul %(clock)s", clock=clock(event.starts_at)),
        _("Tempat: %(place)s", place=event.place),
    ]
    if event.speaker:
        facts.append(_("Narasumber: %(speaker)s", speaker=event.speaker))
    if event.capacity:
        facts.append(_("Tempat untuk %(n)s orang", n=event.capacity))
    return [str(fact) for fact in facts]


def _moment(moment: datetime) -> str:
    return f"{format_day(wib_date(moment))}, {clock(moment)}"


def change(event: AwarenessEvent) -> str:
    """Say in one sentence what became of an event; empty while nothing changed."""
    if event.state == State.CANCELLED:
        return str(_("DIBATALKAN"))
    if event.state == State.POSTPONED and event.was_at is not None:
        return str(_("DITUNDA ke %(new)s", new=_moment(event.starts_at)))
    return ""


def news(event: AwarenessEvent, name: str) -> str:
    """Write the message to one who said they would come: what changed, and what to do."""
    if event.state == State.CANCELLED:
        what, then = _("DIBATALKAN"), _("Bapak/Ibu tidak perlu datang.")
    elif event.state == State.POSTPONED:
        what, then = _("DITUNDA"), _("Mohon datang pada waktu yang baru.")
    else:
        what, then = _("BERUBAH waktu atau tempatnya"), _("Mohon datang sesuai yang baru.")
    lines = [
        _("Bapak/Ibu %(name)s,", name=name),
        "",
        _("*%(title)s* %(what)s.", title=event.title, what=what),
    ]
    if event.state == State.POSTPONED and event.was_at is not None:
        lines.append(_("Semula: %(old)s", old=_moment(event.was_at)))
    if event.state == State.CANCELLED:
        lines.append(_("Semula: %(old)s", old=_moment(event.starts_at)))
    else:
        lines += [
            _("Waktu: %(new)s", new=_moment(event.starts_at)),
            _("Tempat: %(place)s", place=event.place),
        ]
    if event.reason:
        lines.append(_("Alasan: %(reason)s", reason=event.reason))
    return "\n".join(str(line) for line in [*lines, then, "", host_name(event), address(event)])


def qr(event: AwarenessEvent) -> Markup:
    """Draw the QR of an event's public page."""
    drawn = segno.make(address(event), micro=False, error="m")
    return Markup(drawn.svg_inline(omitsize=True, border=2))  # noqa: S704 - made by segno from our own address


def entry(event: AwarenessEvent) -> Entry:
    """Write an event as a calendar keeps it."""
    about = [change(event), host_name(event), *_facts(event)[3:], event.note]
    host = settings().base_url.partition("://")[2]
    return Entry(
        uid=f"{event.code}@{host}",
        starts_at=event.starts_at,
        lasts=LASTS,
        title=event.title,
        place=event.place,
        about="\n".join(filter(None, about)),
        address=address(event),
        sequence=event.version - 1,
        cancelled=event.state == State.CANCELLED,
    )


def calendar_of(event: AwarenessEvent) -> bytes:
    """Write the calendar file of one event."""
    return calendar(event.title, [entry(event)], made_at=settings().now())

"""What is said of an event wherever it is told of: who holds it, when and where, what became of
it."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from association.meetings.events.models import AwarenessEvent, Host, Kind, State
from association.rules.people.dates import format_day
from association.web.formats import clock, wib_date
from association.web.gate import settings

KINDS = {
    Kind.AWARENESS: lazy_gettext("Sosialisasi"),
    Kind.REGISTRATION: lazy_gettext("Pendaftaran di tempat"),
    Kind.ASSEMBLY: lazy_gettext("Rapat"),
}
HOSTS = {
    Host.ASSOCIATION: lazy_gettext("Paguyuban"),
    Host.OFFICE: lazy_gettext("Dinas Perdagangan"),
    Host.BRANCH: lazy_gettext("BPJS Ketenagakerjaan (kantor cabang)"),
}


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


def facts(event: AwarenessEvent) -> list[str]:
    """Say when and where an event is, by whom, for how many: a line each."""
    lines = [
        format_day(wib_date(event.starts_at)),
        _("Pukul %(clock)s", clock=clock(event.starts_at)),
        _("Tempat: %(place)s", place=event.place),
    ]
    if event.speaker:
        lines.append(_("Narasumber: %(speaker)s", speaker=event.speaker))
    if event.capacity:
        lines.append(_("Tempat untuk %(n)s orang", n=event.capacity))
    return [str(fact) for fact in lines]


def moment(at: datetime) -> str:
    """Write a day and a time."""
    return f"{format_day(wib_date(at))}, {clock(at)}"


def change(event: AwarenessEvent) -> str:
    """Say in one sentence what became of an event; empty while nothing changed."""
    if event.state == State.CANCELLED:
        return str(_("DIBATALKAN"))
    if event.state == State.POSTPONED and event.was_at is not None:
        return str(_("DITUNDA ke %(new)s", new=moment(event.starts_at)))
    return ""

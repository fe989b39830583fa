"""The demo city's thirty awareness events: twenty-eight past ones with attendance, two to come, one of them with Sari."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.config import WIB
from association.demo.rows import Roster, table
from association.events.models import Attendance, AwarenessEvent, Kind
from association.events.reads import CODE_SYMBOLS

PAST, COMING = 28, 2
TITLES = {
    Kind.AWARENESS: (
        "Sosialisasi BPJS Ketenagakerjaan",
        "Kenal JKK dan JKM",
        "Diskon iuran 50 persen",
        "Cara klaim jaminan kematian",
    ),
    Kind.REGISTRATION: ("Pendaftaran di tempat", "Pendaftaran bersama petugas BPJS"),
    Kind.ASSEMBLY: ("Rapat anggota", "Rapat pengurus dan anggota"),
}
KINDS = (Kind.AWARENESS,) * 6 + (Kind.REGISTRATION,) * 2 + (Kind.ASSEMBLY,) * 2
SPEAKERS = ("Petugas BPJS Ketenagakerjaan", "Petugas Dinas Perdagangan", "Keluarga penerima santunan")
PLACES = ("Aula lantai 2", "Pelataran depan", "Kantor lurah pasar", "Balai pertemuan", "Musala pasar")


@dataclass(frozen=True, slots=True)
class Host:
    """A paguyuban that holds events: its roster, its first market's name, its members."""

    roster: Roster
    market: str
    members: Sequence[int]


def add_events(session: Session, hosts: Sequence[Host], rng: Random, *, now: datetime) -> None:
    """Add the events in order of time, oldest first; the hosts take turns, and the first one has an event to come."""
    today = now.astimezone(WIB).date()
    attendance: list[dict[str, object]] = []
    for number in range(PAST + COMING):
        past = number < PAST
        host = hosts[number % len(hosts)] if past else hosts[number - PAST]
        days = -rng.randint(3, 12) - (PAST - 1 - number) * 18 if past else 5 + 9 * (number - PAST)
        event = _event(host, today + timedelta(days), rng, past=past)
        session.add(event)
        session.flush()
        if past:
            came = rng.sample(host.members, int(len(host.members) * rng.uniform(0.2, 0.55)))
            attendance += [
                {
                    "event_id": event.id,
                    "member_id": member_id,
                    "association_id": host.roster.association_id,
                    "marked_at": event.starts_at + timedelta(minutes=rng.randint(-10, 70)),
                }
                for member_id in sorted(came)
            ]
    session.execute(sa.insert(table(Attendance)), attendance)


def _event(host: Host, day: date, rng: Random, *, past: bool) -> AwarenessEvent:
    kind = rng.choice(KINDS) if past else Kind.AWARENESS
    return AwarenessEvent(
        association_id=host.roster.association_id,
        city_id=host.roster.city_id,
        code="".join(rng.choice(CODE_SYMBOLS) for _ in range(8)),
        title=rng.choice(TITLES[kind]),
        kind=kind,
        starts_at=datetime.combine(day, time(rng.choice((8, 9, 13, 14)), rng.choice((0, 30))), WIB),
        place=f"{rng.choice(PLACES)}, {host.market}",
        speaker="" if kind is Kind.ASSEMBLY else SPEAKERS[day.toordinal() % len(SPEAKERS)],
        note="" if past else "Bawa KTP dan nomor HP yang aktif.",
    )

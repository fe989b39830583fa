"""The demo city's thirty awareness events: twenty-eight past ones, two to come: one with Sari, one
of the trade office."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.config import WIB
from association.demo.rows import table
from association.demo.values import Entry, Roster
from association.meetings.attendance.models import Attendance, Headcount
from association.meetings.events.models import AwarenessEvent, Invited, Kind
from association.meetings.events.models import Host as HeldBy
from association.meetings.events.reads import CODE_SYMBOLS
from association.meetings.rsvp.models import Rsvp
from association.meetings.rsvp.values import PURPOSE
from association.vault import vault

PAST, APART = 28, 18  # events, days
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
SPEAKERS = (
    "Petugas BPJS Ketenagakerjaan",
    "Petugas Dinas Perdagangan",
    "Keluarga penerima santunan",
)
PLACES = (
    "Aula lantai 2",
    "Pelataran depan",
    "Kantor lurah pasar",
    "Balai pertemuan",
    "Musala pasar",
)
SOON, EAGER = (
    90,
    4,
)  # who registers within so many days after an event is so many times as likely to have come
GUESTS, COMING = (
    4,
    12,
)  # paguyuban that the trade office invites; those of each who say that they come


@dataclass(frozen=True, slots=True)
class Host:
    """A paguyuban that holds events: its roster, its first market's name, its members."""

    roster: Roster
    market: str
    members: Sequence[Entry]


def add_events(session: Session, hosts: Sequence[Host], rng: Random, *, now: datetime) -> None:
    """Add the events in order of time, oldest first; the hosts take turns, the first one comes last
    and next."""
    today = now.astimezone(WIB).date()
    attendance: list[dict[str, Any]] = []
    for left in reversed(range(PAST)):
        host, day = hosts[left % len(hosts)], today - timedelta(rng.randint(8, 14) + left * APART)
        event = _event(host, day, rng, kind=rng.choice(KINDS))
        _add(session, event)
        attendance += [
            {
                "event_id": event.id,
                "member_id": member_id,
                "association_id": host.roster.association_id,
                "marked_at": event.starts_at + timedelta(minutes=rng.randint(-10, 70)),
            }
            for member_id in _came(host, day, rng)
        ]
        if rng.random() < 0.3:
            heads = Headcount(
                event_id=event.id,
                association_id=host.roster.association_id,
                people=rng.randint(3, 25),
                at=event.starts_at + timedelta(hours=2),
            )
            session.add(heads)
    session.execute(sa.insert(table(Attendance)), attendance)
    _coming(session, hosts, rng, now=now)


def _coming(session: Session, hosts: Sequence[Host], rng: Random, *, now: datetime) -> None:
    """Add what is to come, and who says that they come."""
    today, guests = now.astimezone(WIB).date(), hosts[:GUESTS]
    own, city = (
        _event(hosts[0], today + timedelta(days), rng, kind=Kind.AWARENESS) for days in (5, 14)
    )
    own.note = city.note = "Bawa KTP dan nomor HP yang aktif."
    city.association_id, city.host, city.place = None, HeldBy.OFFICE, "Balai Kota Surakarta"
    _add(session, own)
    _add(session, city)
    for guest in guests:
        roster = guest.roster
        session.add(
            Invited(event_id=city.id, association_id=roster.association_id, city_id=roster.city_id)
        )
    said = [(own, hosts[0]), *((city, guest) for guest in guests)]
    session.execute(
        sa.insert(table(Rsvp)),
        [row for event, host in said for row in _rsvps(event, host, rng, now=now)],
    )


def _rsvps(
    event: AwarenessEvent, host: Host, rng: Random, *, now: datetime
) -> list[dict[str, Any]]:
    """Invent those who said on the public page, by the code of their card, that they come."""
    return [
        {
            "event_id": event.id,
            "association_id": host.roster.association_id,
            "city_id": host.roster.city_id,
            "member_id": entry.member_id,
            "person_index": vault.index(f"member {entry.member_id}", PURPOSE),
            "name": "",
            "said_at": now - timedelta(minutes=rng.randint(10, 4000)),
        }
        for entry in rng.sample(host.members, COMING)
    ]


def _came(host: Host, day: date, rng: Random) -> list[int]:
    """Draw who came, 20 to 55 of 100: rather those who register soon after."""
    last = day + timedelta(SOON)

    def drawn(entry: Entry) -> float:
        registered = entry.person and entry.person["registered_on"]
        weight = EAGER if registered and day < registered <= last else 1
        return float(
            rng.random() ** (1 / weight)
        )  # highest first: a draw by weight, without putting back

    number = int(len(host.members) * rng.uniform(0.2, 0.55))
    return sorted(
        entry.member_id for entry in sorted(host.members, key=drawn, reverse=True)[:number]
    )


def _add(session: Session, event: AwarenessEvent) -> None:
    session.add(event)
    session.flush()


def _event(host: Host, day: date, rng: Random, *, kind: Kind) -> AwarenessEvent:
    return AwarenessEvent(
        association_id=host.roster.association_id,
        city_id=host.roster.city_id,
        code="".join(rng.choice(CODE_SYMBOLS) for _ in range(8)),
        title=rng.choice(TITLES[kind]),
        kind=kind,
        starts_at=datetime.combine(day, time(rng.choice((8, 9, 13, 14)), rng.choice((0, 30))), WIB),
        place=f"{rng.choice(PLACES)}, {host.market}",
        speaker="" if kind is Kind.ASSEMBLY else SPEAKERS[day.toordinal() % len(SPEAKERS)],
    )

"""The demo city's list of BPJS Ketenagakerjaan: one that is being held against a roster."""

from collections.abc import Iterator
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from association.access.by import By
from association.config import WIB
from association.cover.reconciliation import keeping, reading, reads
from association.cover.reconciliation.storage import Understood
from association.demo.values import Roster
from association.roster.lists.sheets import Cell, Sheet
from association.roster.members.models import Member
from association.rules.house.months import add_months, month_of
from association.rules.law.listed import Ours
from association.rules.people.dates import format_month

HEAD = ("No", "KPJ", "NIK", "Nama Tenaga Kerja", "Status", "Lunas s/d", "Tempat Usaha")
STRANGER = ("3372994411700077", "SUMARNI HADI")
# What the list says of some of them instead: by their place among those registered.
STATUSES = {
    3: "MENINGGAL DUNIA (klaim JKM)",
    8: "Pindah PU",
    13: "Aktif, menunggak 2 bulan",
    18: "Aktif (suami PU)",
    23: "AKTIF - Bukan Penerima Upah",
}
UNREADABLE, AHEAD, MISSING, OTHER_NAME, TWICE = (28,), range(33, 45), (48, 49), (52, 55), (58,)


def add_list(session: Session, roster: Roster, *, now: datetime) -> int:
    """Keep a list of those registered of a roster, with every difference in it; returns its id.
    Only under reach Everywhere."""
    today = now.astimezone(WIB).date()
    members = session.scalars(
        sa.select(Member)
        .where(Member.association_id == roster.association_id)
        .options(selectinload(Member.participant))
    )
    kpjs = {one.id: one.participant.kpj for one in members if one.participant is not None}
    known = [
        one
        for one in reads.roster(session, roster.association_id, today=today)
        if one.registered_on is not None and one.ended_on is None and not one.has_left
    ]
    rows = tuple(_rows(known, kpjs, today))
    sheets = (Sheet("Peserta BPU", (HEAD, *rows)),)
    return keeping.keep(
        Understood.of(reading.told_of(sheets, today=today)),
        By(account_id=roster.account_id, association_id=roster.association_id, at=now),
        filename=f"Peserta BPU {format_month(month_of(today))}.xlsx",
        whole=True,
    )


def _rows(
    known: list[Ours], kpjs: dict[int, str | None], today: date
) -> Iterator[tuple[Cell, ...]]:
    """Write a row for each of those registered, but for a few, and one for somebody else."""
    for place, one in enumerate(known):
        if place in MISSING:
            continue
        until = one.last_paid
        if place in AHEAD:
            until = max(month_of(today), add_months(until, 1) if until else month_of(today))
        paid = format_month(until) if until else ""
        is_active = until is not None and until >= month_of(today)
        yield (
            place + 1,
            kpjs.get(one.id) or "",
            one.nik,
            f"{one.name} Lestari".upper() if place in OTHER_NAME else one.name.upper(),
            STATUSES.get(place, "AKTIF" if is_active else "Non aktif"),
            "12 bulan"
            if place in UNREADABLE
            else f"s/d {paid}"
            if place % 7 == 0 and paid
            else paid,
            "Los B",
        )
        if place in TWICE:
            yield (place + 1, "", one.nik, one.name.upper(), "", paid, "Kios C")
    yield (len(known) + 1, "", *STRANGER, "AKTIF", format_month(month_of(today)), "Los D")


def _months(place: int, paid: str) -> str:
    if place in UNREADABLE:
        return "12 bulan"
    return f"s/d {paid}" if paid and place % 7 == 0 else paid

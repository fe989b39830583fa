"""Keep a list of paguyuban sealed until it is made, or its day is over."""

import re
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.database import write_tx
from association.ledger.audit.actions import record
from association.office.intake import reads, storage
from association.office.intake.entries import Read
from association.office.intake.models import Intake
from association.once import Once, write_once
from association.roster.lists.apart import Told
from association.vault import Parcel, vault

MOST = 5  # lists of one city that wait to be made
WAITS = timedelta(days=1)
LONG_NUMBER = re.compile(r"\d{7,}")


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was understood of a list, and its cells, sealed before a transaction opens."""

    total: int
    rows: Parcel
    sheets: Parcel

    @classmethod
    def of(cls, told: Told) -> "Sealed":
        """Seal both texts of what a child told."""
        rows, sheets = told.texts
        return cls(told.facts["total"], Parcel.of(rows), Parcel.of(sheets))


def keep(told: Told, by: By, *, filename: str) -> int:
    """Seal what was understood of a list until it is made; returns its id. The oldest ones of a
    city that has too many are dropped."""
    sealed = Sealed.of(told)
    with write_tx() as tx:
        _make_room(tx.session, by)
        kept = Intake(
            city_id=by.city_id,
            account_id=by.account_id,
            source=_name(filename),
            total=sealed.total,
            made={},
            created_at=by.at,
            ends_at=by.at + WAITS,
        )
        tx.session.add(kept)
        tx.session.flush()
        kept.rows_sealed = vault.lay(sealed.rows, reads.place(kept.id, "rows"))
        kept.sheets_sealed = vault.lay(sealed.sheets, reads.place(kept.id, "sheets"))
        record(tx.session, by, "upload paguyuban list", f"intake:{kept.id}", rows=sealed.total)
        return kept.id


def _name(filename: str) -> str:
    """Give a file's name as it may be kept: short, and without long numbers."""
    printable = "".join(c if c.isprintable() else " " for c in filename)
    return " ".join(LONG_NUMBER.sub("…", printable).split())[:60]


def _make_room(session: Session, by: By) -> None:
    """Drop the oldest lists of a city until one more may wait; those that are made stay."""
    waiting = sa.select(Intake).where(Intake.city_id == by.city_id, Intake.made_at.is_(None))
    for older in session.scalars(waiting.order_by(Intake.id.desc()).offset(MOST - 1)):
        session.delete(older)
    session.flush()


def take_as(intake_id: int, told: Told, by: By, *, version: int) -> None:
    """Put another understanding of the same list in the place of the one that was seen; only while
    it waits. Raises StaleDataError when it is another one by now."""
    sealed = Sealed.of(told)
    with write_tx() as tx:
        kept = reads.waiting(tx.session, intake_id, version=version)
        kept.rows_sealed = vault.lay(sealed.rows, reads.place(kept.id, "rows"))
        kept.total = sealed.total
        record(tx.session, by, "read paguyuban list anew", f"intake:{intake_id}", rows=sealed.total)


def sealed(read: Read) -> Parcel:
    """Seal what was understood, before the transaction that keeps it."""
    return Parcel.of(storage.written(read))


@write_once
def put(
    session: Session, intake_id: int, rows: Parcel, by: By, *, version: int, once: Once | None
) -> None:
    """Put what was answered or mended in the place of what was understood. Raises StaleDataError
    when it is another list than was seen."""
    kept = reads.waiting(session, intake_id, version=version)
    kept.rows_sealed = vault.lay(rows, reads.place(intake_id, "rows"))
    record(session, by, "mend paguyuban list", f"intake:{intake_id}")


def discard(intake_id: int, by: By) -> None:
    """Drop a list that is not made."""
    with write_tx() as tx:
        kept = tx.session.get_one(Intake, intake_id, with_for_update=True)
        if kept.made_at is None:
            record(tx.session, by, "drop paguyuban list", f"intake:{intake_id}")
            tx.session.delete(kept)

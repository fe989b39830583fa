"""Keep a list sealed until it is worked through, then drop it."""

import re
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.reconciliation import reads
from association.cover.reconciliation.models import OfficialList
from association.cover.reconciliation.storage import Understood
from association.database import write_tx
from association.ledger.audit.actions import record
from association.vault import Parcel, vault

MOST = 5  # lists that one paguyuban works through, as many as are shown
LONG_NUMBER = re.compile(r"\d{7,}")


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was understood of a list, and its cells, sealed before a transaction opens."""

    read: Understood
    rows: Parcel
    sheets: Parcel

    @classmethod
    def of(cls, read: Understood) -> "Sealed":
        """Seal both texts."""
        return cls(read, Parcel.of(read.rows), Parcel.of(read.sheets))


def keep(read: Understood, by: By, *, filename: str, whole: bool | None) -> int:
    """Seal what was understood of a list, and its cells, until it is worked through; returns its
    id. `whole` tells whether it names everybody, None when nobody has said. The oldest
    ones of a paguyuban that has too many are dropped."""
    sealed = Sealed.of(read)
    with write_tx() as tx:
        _make_room(tx.session, by)
        kept = OfficialList(
            association_id=by.association_id,
            account_id=by.account_id,
            source=_name(filename),
            whole=whole,
            rows_sealed=b"",
            total=0,
            skipped=0,
            handled={},
            created_at=by.at,
        )
        tx.session.add(kept)
        tx.session.flush()
        kept.sheets_sealed = vault.lay(sealed.sheets, reads.place(kept.id, "sheets"))
        _put(kept, sealed)
        where, people = f"official_list:{kept.id}", read.total
        record(tx.session, by, "upload official list", where, rows=people)
        return kept.id


def _name(filename: str) -> str:
    """Give a file's name as it may be kept: short, and without long numbers."""
    printable = "".join(c if c.isprintable() else " " for c in filename)
    return " ".join(LONG_NUMBER.sub("…", printable).split())[:60]


def _make_room(session: Session, by: By) -> None:
    """Drop the oldest lists of a paguyuban until one more may be worked through."""
    own = sa.select(OfficialList.id).where(OfficialList.association_id == by.association_id)
    older = session.scalars(own.order_by(OfficialList.id.desc()).offset(MOST - 1)).all()
    session.execute(sa.delete(OfficialList).where(OfficialList.id.in_(older)))


def sheets(kept: OfficialList) -> str:
    """Give the cells of a list as they were read, as text; "" of lists kept by an earlier
    version."""
    if kept.sheets_sealed is None:
        return ""
    return vault.open(kept.sheets_sealed, reads.place(kept.id, "sheets"))


def take_as(list_id: int, read: Understood, by: By) -> None:
    """Put another understanding of the same list in the place of the first; what was set aside
    comes back."""
    sealed = Sealed.of(read)
    with write_tx() as tx:
        kept = tx.session.get_one(OfficialList, list_id, with_for_update=True)
        kept.handled = {}
        _put(kept, sealed)
        people = read.total
        record(tx.session, by, "read official list anew", f"official_list:{list_id}", rows=people)


def _put(kept: OfficialList, sealed: Sealed) -> None:
    kept.rows_sealed = vault.lay(sealed.rows, reads.place(kept.id))
    kept.total, kept.skipped = sealed.read.total, sealed.read.skipped


def discard(list_id: int, by: By) -> None:
    """Drop a list that is worked through; what was taken over stays, and can be undone."""
    with write_tx() as tx:
        kept = tx.session.get_one(OfficialList, list_id, with_for_update=True)
        record(tx.session, by, "discard official list", f"official_list:{list_id}")
        tx.session.delete(kept)

"""Keep a list sealed until it is worked through, then drop it."""

import re
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.reconciliation import reads, storage
from association.cover.reconciliation.models import OfficialList
from association.cover.reconciliation.official import Official
from association.database import write_tx
from association.ledger.audit.actions import record
from association.roster.imports.storage import sheets_from, sheets_to
from association.roster.lists.sheets import Sheet
from association.vault import vault

MOST = 5  # lists that one paguyuban works through, as many as are shown
LONG_NUMBER = re.compile(r"\d{7,}")


def keep(
    found: Official, sheets: Sequence[Sheet], by: By, *, filename: str, whole: bool | None
) -> int:
    """Seal what was understood of a list, and its cells, until it is worked through; returns its
    id. `whole` tells whether it names everybody, None when nobody has said. The oldest
    ones of a paguyuban that has too many are dropped."""
    with write_tx() as tx:
        _make_room(tx.session, by)
        return put(tx.session, found, sheets, by, filename=filename, whole=whole)


def _make_room(session: Session, by: By) -> None:
    """Drop the oldest lists of a paguyuban until one more may be worked through."""
    own = sa.select(OfficialList.id).where(OfficialList.association_id == by.association_id)
    older = session.scalars(own.order_by(OfficialList.id.desc()).offset(MOST - 1)).all()
    session.execute(sa.delete(OfficialList).where(OfficialList.id.in_(older)))


def put(
    session: Session,
    found: Official,
    sheets: Sequence[Sheet],
    by: By,
    *,
    filename: str,
    whole: bool | None,
) -> int:
    """Keep a list in the caller's transaction; returns its id."""
    name = " ".join(
        LONG_NUMBER.sub("…", "".join(c if c.isprintable() else " " for c in filename)).split()
    )
    kept = OfficialList(
        association_id=by.association_id,
        account_id=by.account_id,
        source=name[:60],
        whole=whole,
        rows_sealed=b"",
        total=0,
        skipped=0,
        handled={},
        created_at=by.at,
    )
    session.add(kept)
    session.flush()
    kept.sheets_sealed = vault.seal(sheets_to(sheets), reads.place(kept.id, "sheets"))
    _put(kept, found)
    people = len(found.rows)
    record(session, by, "upload official list", f"official_list:{kept.id}", rows=people)
    return kept.id


def sheets(kept: OfficialList) -> tuple[Sheet, ...]:
    """Give the cells of a list as they were read; nothing of lists kept by an earlier version."""
    if kept.sheets_sealed is None:
        return ()
    return sheets_from(vault.open(kept.sheets_sealed, reads.place(kept.id, "sheets")))


def take_as(list_id: int, found: Official, by: By) -> None:
    """Put another understanding of the same list in the place of the first; what was set aside
    comes back."""
    with write_tx() as tx:
        kept = tx.session.get_one(OfficialList, list_id, with_for_update=True)
        kept.handled = {}
        _put(kept, found)
        people = len(found.rows)
        record(tx.session, by, "read official list anew", f"official_list:{list_id}", rows=people)


def _put(kept: OfficialList, found: Official) -> None:
    read = storage.Read(found.rows, found.columns, found.again)
    kept.rows_sealed = vault.seal(storage.written(read), reads.place(kept.id))
    kept.total, kept.skipped = len(found.rows), found.skipped


def discard(list_id: int, by: By) -> None:
    """Drop a list that is worked through; what was taken over stays, and can be undone."""
    with write_tx() as tx:
        kept = tx.session.get_one(OfficialList, list_id, with_for_update=True)
        record(tx.session, by, "discard official list", f"official_list:{list_id}")
        tx.session.delete(kept)

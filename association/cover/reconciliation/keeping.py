"""Keep a list sealed until it is worked through, then drop it."""

import re
from collections.abc import Sequence

import sqlalchemy as sa

from association.access.by import By
from association.cover.reconciliation import reads, storage
from association.cover.reconciliation.models import OfficialList
from association.database import write_tx
from association.ledger.audit.actions import record
from association.rules.law.reconciling import Theirs
from association.vault import vault

LONG_NUMBER = re.compile(r"\d{7,}")


def keep(rows: Sequence[Theirs], by: By, *, filename: str, skipped: int) -> int:
    """Seal the rows of a list until it is worked through; returns its id. Lists older than 30 days
    are dropped."""
    name = " ".join(
        LONG_NUMBER.sub("…", "".join(c if c.isprintable() else " " for c in filename)).split()
    )
    with write_tx() as tx:
        tx.session.execute(
            sa.delete(OfficialList).where(OfficialList.created_at < by.at - reads.KEPT_FOR)
        )
        kept = OfficialList(
            association_id=by.association_id,
            account_id=by.account_id,
            source=name[:60],
            rows_sealed=b"",
            total=len(rows),
            skipped=skipped,
            handled={},
            created_at=by.at,
        )
        tx.session.add(kept)
        tx.session.flush()
        kept.rows_sealed = vault.seal(storage.written(rows), reads.place(kept.id))
        record(tx.session, by, "upload official list", f"official_list:{kept.id}", rows=len(rows))
        return kept.id


def discard(list_id: int, by: By) -> None:
    """Drop a list that is worked through; what was taken over stays, and can be undone."""
    with write_tx() as tx:
        kept = tx.session.get_one(OfficialList, list_id, with_for_update=True)
        record(tx.session, by, "discard official list", f"official_list:{list_id}")
        tx.session.delete(kept)

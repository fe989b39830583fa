"""Note changes in the transaction that makes them."""

import json

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.roster.history.kinds import BatchKind, ChangeKind, Values
from association.roster.history.models import Batch, Change
from association.vault import vault


def open_batch(
    session: Session, by: By, kind: BatchKind, *, undoes: int | None = None, source: str = ""
) -> int:
    """Begin a batch that can be undone; returns its id for `note`. `source` names the file that it
    came from."""
    batch = Batch(
        association_id=by.association_id,
        account_id=by.account_id,
        kind=kind,
        undoes_id=undoes,
        source=source,
        at=by.at,
    )
    session.add(batch)
    session.flush()
    return batch.id


def note(
    session: Session,
    by: By,
    kind: ChangeKind,
    *,
    member_id: int,
    version: int,
    values: Values,
    batch_id: int | None = None,
) -> None:
    """Keep one change of a member: its values before and after, sealed; `version` is the member's
    after it."""
    change = Change(
        association_id=by.association_id,
        member_id=member_id,
        batch_id=batch_id,
        account_id=by.account_id,
        kind=kind,
        version=version,
        at=by.at,
    )
    session.add(change)
    session.flush()
    if values:
        change.values_sealed = vault.seal(
            json.dumps(dict(values), separators=(",", ":")), f"change|values|{change.id}"
        )
    if batch_id is not None:
        session.execute(sa.update(Batch).where(Batch.id == batch_id).values(rows=Batch.rows + 1))

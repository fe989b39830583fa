"""Begin a batch, and begin to undo one."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from association.access.by import By
from association.database import write_tx
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.roster.bulk import batches
from association.roster.bulk.ability import able
from association.roster.bulk.models import Work
from association.roster.bulk.ways import root_of, way_of
from association.roster.history.actions import open_batch
from association.roster.history.kinds import BY_OFFICE, BatchKind
from association.roster.history.models import Batch
from association.roster.history.reads import undoing_of
from association.rules.house.bulk import Action, is_undoable
from association.rules.house.errors import RuleError
from association.rules.house.said import hold


@write_once
def start(
    session: Session,
    member_ids: Iterable[int],
    action: Action,
    values: dict[str, Any],
    by: By,
    *,
    once: Once | None,
) -> int:
    """Begin to do something to these members; returns the batch's id. `go_on` carries it out.
    Raises OutOfDate when it can be done to more or fewer than the page said."""
    ids = list(member_ids)
    who = able(session, ids, action, values, today=by.day, most=0)
    hold(by.said, {"orang": who.count})
    return _open(session, by, BatchKind.BULK, action, values, ids)


def start_undo(batch_id: int, by: By) -> int:
    """Begin to undo a batch; returns the undoing's id, the same however often it is asked.

    Work of the batch that is not done yet is given up. Raises RuleError after 30 days and
    for what the office did to two paguyuban,
    NoResultFound outside the reach.
    """
    with write_tx() as tx:
        batch = tx.session.get_one(Batch, batch_id, with_for_update=True)
        begun = undoing_of(tx.session, batch_id)
        if begun is not None:
            return begun
        if batch.kind in BY_OFFICE:
            raise RuleError(
                "Perpindahan ini dilakukan Dinas untuk dua paguyuban sekaligus. Minta Dinas bila "
                "perlu dikembalikan."
            )
        if not is_undoable(batch.at, now=by.at):
            raise RuleError(
                "Perubahan ini sudah lebih dari 30 hari, jadi tidak bisa dibatalkan lagi sekaligus."
            )
        work = tx.session.get(Work, batch_id, with_for_update=True)
        if work is not None and work.finished_at is None:
            work.finished_at = by.at
        way = way_of(tx.session, batch_id)
        ids = batches.members_in(tx.session, way.touched(batch_id))
        hold(by.said, {"orang": batch.rows})
        return _open(tx.session, by, BatchKind.UNDO, Action.UNDO, {}, ids, undoes=batch_id)


def _open(
    session: Session,
    by: By,
    kind: BatchKind,
    action: Action,
    values: dict[str, Any],
    member_ids: list[int],
    *,
    undoes: int | None = None,
) -> int:
    batch_id = open_batch(session, by, kind, undoes=undoes)
    session.add(
        Work(
            batch_id=batch_id,
            association_id=by.association_id,
            root_id=root_of(session, undoes) if undoes else batch_id,
            action=action,
            values=values,
            member_ids=member_ids,
            total=len(member_ids),
            finished_at=None if member_ids else by.at,
        )
    )
    record(
        session, by, f"{action} batch", f"batch:{batch_id}", members=len(member_ids), undoes=undoes
    )
    return batch_id

"""Carry out a batch in chunks, each member exactly once; undo one, keeping whoever was changed
since."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from association.access.by import By
from association.database import write_tx
from association.ledger.audit.actions import savepoint
from association.roster.bulk import batches
from association.roster.bulk.ability import facts_of
from association.roster.bulk.models import LeftOut, Work
from association.roster.bulk.ways import WAYS, NotUndone, Way, way_of
from association.roster.history.kinds import BatchKind, ChangeKind
from association.roster.history.models import Batch, Change
from association.roster.members import actions as members
from association.roster.members.locking import locked
from association.roster.members.models import Member
from association.roster.members.state import state_of, values_from
from association.roster.members.values import StallValues
from association.rules.house.bulk import Action, Hindrance, hindrance
from association.rules.house.errors import RuleError
from association.waiting import Pace

CHUNK = 50  # a paguyuban is held for the while
KINDS = {
    Action.SENT: ChangeKind.SENT,
    Action.STALL: ChangeKind.EDIT,
    Action.LEAVE: ChangeKind.LEAVE,
    Action.RETURN: ChangeKind.RETURN,
}


def go_on(batch_id: int, by: By, *, today: date, chunks: int) -> None:
    """Carry out up to so many chunks of 50 members of a batch, as far as a request may take.

    Where the last one stopped is kept with what it changed, in one transaction: repeating it, twice
    at once, or a crash between chunks neither doubles nor drops a member.
    """
    pace = Pace()
    for _ in range(chunks):
        if pace.ends_request or not _do_chunk(batch_id, by, today=today):
            return


def _do_chunk(batch_id: int, by: By, *, today: date) -> bool:
    """Do the next members; False when there are none left."""
    with write_tx() as tx:
        work = tx.session.get_one(Work, batch_id, with_for_update=True)
        if work.finished_at is not None:
            return False
        ids = work.member_ids[work.position : work.position + CHUNK]
        action = Action(work.action)
        rows = locked(tx.session, ids, _niks_back(tx.session, work, ids))
        if action is Action.UNDO:
            for one in _undo(tx.session, work.batch_id, rows, by):
                _leave_out(tx.session, work, one.member_id, one.why, one.fields)
        else:
            facts = {line[0]: line[2] for line in facts_of(tx.session, ids, today=today)}
            for member in rows:
                why = hindrance(action, facts[member.id], block=work.values.get("block") or "")
                if why is not None:
                    _leave_out(tx.session, work, member.id, why)
                else:
                    _do(tx.session, work, member, action, by)
        work.position += len(ids)
        if work.position >= work.total:
            work.finished_at = by.at
        return work.finished_at is None


def _leave_out(
    session: Session, work: Work, member_id: int, why: Hindrance, fields: Iterable[str] = ()
) -> None:
    session.add(
        LeftOut(
            batch_id=work.batch_id,
            member_id=member_id,
            association_id=work.association_id,
            why=why,
            fields=sorted(fields),
        )
    )


def _do(session: Session, work: Work, member: Member, action: Action, by: By) -> None:
    """Do a batch's action to one member; what the roster's rules forbid is left out."""
    try:
        with savepoint(session):
            if action is Action.STALL:
                placed = _placed(member, work.values)
                members.change(
                    session, member, placed, by, kind=KINDS[action], batch_id=work.batch_id
                )
            else:
                fields = (
                    {"left_on": None, "left_reason": ""} if action is Action.RETURN else work.values
                )
                members.put(session, member, fields, by, kind=KINDS[action], batch_id=work.batch_id)
    except RuleError:
        session.refresh(member)
        _leave_out(session, work, member.id, Hindrance.REFUSED)


def _placed(member: Member, values: dict[str, Any]) -> Any:
    """Give a member's values with another market or block of their one stall."""
    now = values_from(member)
    stall = now.stalls[0] if now.stalls else StallValues()
    market_id = values.get("market_id")
    stall = replace(stall, market_id=market_id if market_id is not None else stall.market_id)
    return replace(now, stalls=(replace(stall, block=values.get("block") or stall.block),))


def _niks_back(session: Session, work: Work, ids: list[int]) -> set[str]:
    """Name the NIKs that an undoing may give back to these members."""
    undone_id = session.get_one(Batch, work.batch_id).undoes_id
    if undone_id is None:
        return set()
    ours = batches.changes_in(session, undone_id, ids)
    return {nik for one in ours.values() if (nik := _before(one).get("nik"))}


def _undo(session: Session, batch_id: int, rows: list[Member], by: By) -> list[NotUndone]:
    undone_id = session.get_one(Batch, batch_id).undoes_id
    assert undone_id is not None
    return way_of(session, batch_id).put_back(session, undone_id, rows, by, batch_id)


def put_back(
    session: Session, undone_id: int, rows: list[Member], by: By, batch_id: int
) -> list[NotUndone]:
    """Put these members back as they were before the batch; keep whoever was changed since."""
    ours = batches.changes_in(session, undone_id, [member.id for member in rows])
    foreign = batches.foreign_changes(session, undone_id, ours)
    kept = []
    for member in sorted(rows, key=lambda one: one.left_on is None):  # messengers come back first
        changes = ours[member.id]
        fields = foreign.get(member.id, set()) | _differing(member, changes)
        if member.id in foreign or fields or member.version != changes[-1].version:
            kept.append(NotUndone(member.id, Hindrance.CHANGED, tuple(fields)))
            continue
        before = _before(changes)
        try:
            with savepoint(session):
                members.put(session, member, before, by, kind=ChangeKind.UNDO, batch_id=batch_id)
        except RuleError:
            session.refresh(member)
            kept.append(NotUndone(member.id, Hindrance.REFUSED, tuple(before)))
    return kept


def _before(changes: list[Change]) -> dict[str, Any]:
    """Give the values before the first of these changes, of every field that one of them
    touched."""
    fields: dict[str, Any] = {}
    for change in reversed(changes):
        fields.update({name: before for name, (before, _after) in change.values.items()})
    return fields


def _differing(member: Member, changes: list[Change]) -> set[str]:
    """Name the fields that no longer hold what the batch put there (another roster may have changed
    a participant)."""
    after: dict[str, Any] = {}
    for change in changes:
        after.update({name: value for name, (_before, value) in change.values.items()})
    state = state_of(member)
    return {name for name, value in after.items() if state.get(name, value) != value}


WAYS |= dict.fromkeys(
    (
        BatchKind.IMPORT,
        BatchKind.BULK,
        BatchKind.MERGE,
        BatchKind.MOVE,
        BatchKind.KPJ,
        BatchKind.DEATH,
        BatchKind.SENT_AWAY,
        BatchKind.TAKEN_IN,
    ),
    Way(batches.changed_in, put_back),
)

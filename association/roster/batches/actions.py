"""Carry out a batch in chunks, each member exactly once; undo one, keeping whoever was changed
since."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from association.access.by import By
from association.database import Once, write_tx
from association.ledger.audit.actions import record
from association.meetings.attendance import actions as attendance
from association.meetings.attendance import reads as attending
from association.people.participants.models import Participant
from association.roster.batches import reads
from association.roster.batches.models import LeftOut, Work
from association.roster.changes.actions import open_batch
from association.roster.changes.kinds import BatchKind, ChangeKind
from association.roster.changes.models import Batch, Change
from association.roster.changes.reads import opened
from association.roster.members import actions as members
from association.roster.members.models import Member
from association.roster.members.state import state_of, values_from
from association.roster.members.values import StallValues
from association.rules.house.bulk import Action, Hindrance, hindrance, is_undoable
from association.rules.house.errors import RuleError

CHUNK = 100
KINDS = {
    Action.SENT: ChangeKind.SENT,
    Action.STALL: ChangeKind.EDIT,
    Action.LEAVE: ChangeKind.LEAVE,
    Action.RETURN: ChangeKind.RETURN,
}


def start(
    member_ids: Iterable[int], action: Action, values: dict[str, Any], by: By, *, once: Once | None
) -> int:
    """Begin to do something to these members; returns the batch's id. `go_on` carries it out."""
    with write_tx(once) as tx:
        if tx.repeated is None:
            tx.answer = str(_open(tx.session, by, BatchKind.BULK, action, values, list(member_ids)))
    return int(tx.repeated or tx.answer)


def start_undo(batch_id: int, by: By) -> int:
    """Begin to undo a batch; returns the undoing's id, the same however often it is asked.

    Work of the batch that is not done yet is given up. Raises RuleError after 30 days,
    NoResultFound outside the reach.
    """
    with write_tx() as tx:
        batch = tx.session.get_one(Batch, batch_id, with_for_update=True)
        begun = reads.undoing_of(tx.session, batch_id)
        if begun is not None:
            return begun
        if not is_undoable(batch.at, now=by.at):
            raise RuleError(
                "Perubahan ini sudah lebih dari 30 hari, jadi tidak bisa dibatalkan lagi sekaligus."
            )
        work = tx.session.get(Work, batch_id, with_for_update=True)
        if work is not None and work.finished_at is None:
            work.finished_at = by.at
        ids = reads.members_in(tx.session, batch_id)
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
            root_id=reads.root_of(session, undoes) if undoes else batch_id,
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


def go_on(batch_id: int, by: By, *, today: date, chunks: int) -> None:
    """Carry out up to so many chunks of 100 members of a batch.

    Where the last one stopped is kept with what it changed, in one transaction: repeating it, twice
    at once, or a crash between chunks neither doubles nor drops a member.
    """
    for _ in range(chunks):
        if not _do_chunk(batch_id, by, today=today):
            return


def _do_chunk(batch_id: int, by: By, *, today: date) -> bool:
    """Do the next members; False when there are none left."""
    with write_tx() as tx:
        work = tx.session.get_one(Work, batch_id, with_for_update=True)
        if work.finished_at is not None:
            return False
        ids = work.member_ids[work.position : work.position + CHUNK]
        rows = _locked(tx.session, ids)
        action = Action(work.action)
        if action is Action.UNDO:
            _undo(tx.session, work, rows, by)
        else:
            facts = {line[0]: line[2] for line in reads.facts_of(tx.session, ids, today=today)}
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


def _locked(session: Session, ids: list[int]) -> list[Member]:
    """Lock these members and their participants before anything is written, so that no two chunks
    wait for each other."""
    statement = sa.select(Member).where(Member.id.in_(ids)).order_by(Member.id).with_for_update()
    loading = (selectinload(Member.stalls), selectinload(Member.participant))
    rows = list(session.scalars(statement.options(*loading)))
    people = Participant.id.in_([member.participant_id for member in rows if member.participant_id])
    session.execute(
        sa.select(Participant.id).where(people).order_by(Participant.id).with_for_update()
    )
    return rows


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
        with session.begin_nested():
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


def _undo(session: Session, work: Work, rows: list[Member], by: By) -> None:
    """Put these members back as they were before the batch; whoever was changed since is kept, and
    noted."""
    undone_id = session.get_one(Batch, work.batch_id).undoes_id
    assert undone_id is not None
    if marks := attending.marks_in(session, undone_id, [member.id for member in rows]):
        for member_id in attendance.undo_marks(session, marks, by, batch_id=work.batch_id):
            _leave_out(session, work, member_id, Hindrance.CHANGED, ["attendance"])
        return
    ours = reads.changes_in(session, undone_id, [member.id for member in rows])
    foreign = reads.foreign_changes(session, undone_id, ours)
    for member in rows:
        changes = ours[member.id]
        fields = foreign.get(member.id, set()) | _differing(member, changes)
        if member.id in foreign or fields or member.version != changes[-1].version:
            _leave_out(session, work, member.id, Hindrance.CHANGED, fields)
            continue
        try:
            with session.begin_nested():
                members.put(
                    session,
                    member,
                    _before(changes),
                    by,
                    kind=ChangeKind.UNDO,
                    batch_id=work.batch_id,
                )
        except RuleError:
            session.refresh(member)
            _leave_out(session, work, member.id, Hindrance.REFUSED, _before(changes))


def _before(changes: list[Change]) -> dict[str, Any]:
    """Give the values before the first of these changes, of every field that one of them
    touched."""
    fields: dict[str, Any] = {}
    for change in reversed(changes):
        fields.update({name: before for name, (before, _after) in opened(change).items()})
    return fields


def _differing(member: Member, changes: list[Change]) -> set[str]:
    """Name the fields that no longer hold what the batch put there (another roster may have changed
    a participant)."""
    after: dict[str, Any] = {}
    for change in changes:
        after.update({name: value for name, (_before, value) in opened(change).items()})
    state = state_of(member)
    return {name for name, value in after.items() if state.get(name, value) != value}

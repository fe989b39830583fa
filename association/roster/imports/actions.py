"""Save the good rows of an upload in chunks, each exactly once."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.database import write_tx
from association.ledger.audit.actions import record, savepoint
from association.roster.history.actions import open_batch
from association.roster.history.kinds import BatchKind, ChangeKind
from association.roster.history.reads import undoing_of
from association.roster.imports import reads
from association.roster.imports.models import Upload
from association.roster.imports.plans import Fate, Plan, plans
from association.roster.imports.storage import PART
from association.roster.lists.becoming import Markets
from association.roster.members import actions as members
from association.roster.members.locking import locked
from association.roster.members.models import Member
from association.roster.members.values import MemberValues
from association.rules.house.errors import RuleError
from association.rules.house.said import hold
from association.waiting import Pace

CHUNK, LEAST = 100, 20


def pass_over(upload_id: int, positions: list[int], by: By) -> None:
    """Leave the members of these rows as they are; only before the saving has begun. Raises
    OutOfDate when the list has other rows to save than the page said."""
    with write_tx() as tx:
        upload = tx.session.get_one(Upload, upload_id, with_for_update=True)
        if upload.position == 0:
            hold(by.said, upload.offers)
            upload.passed_over = sorted(set(positions))


def save(upload_id: int, by: By, *, city_id: int, markets: Markets, most: int) -> None:
    """Save the next rows (at `most` so many, as far as a request may take), as one batch that can
    be undone. Rows with problems are passed over.

    They are saved in chunks, so that others get their turn between two. Where the last one stopped
    is kept with the rows it saved, in one transaction: repeating it, or a crash between chunks,
    neither doubles nor drops a row.
    """
    pace = Pace()
    while most > 0 and not pace.ends_request:
        saved = _save_chunk(upload_id, by, city_id=city_id, markets=markets, most=min(most, CHUNK))
        if not saved:
            return
        most -= saved


def _save_chunk(upload_id: int, by: By, *, city_id: int, markets: Markets, most: int) -> int:
    """Save the next rows; gives how many, 0 when none are left."""
    with write_tx() as tx:
        upload = tx.session.get_one(Upload, upload_id, with_for_update=True)
        if upload.position >= upload.total:
            return 0
        begun = upload.position
        start = upload.position % PART
        rows = reads.part(tx.session, upload_id, upload.position // PART)[start : start + most]
        if rows and upload.batch_id is None:
            upload.batch_id = open_batch(tx.session, by, BatchKind.IMPORT)
        if upload.batch_id is not None and undoing_of(tx.session, upload.batch_id):
            upload.refused = [*upload.refused, *range(upload.position, upload.total)]
            upload.position = upload.total
            return 0
        planned = plans(tx.session, rows, upload, markets)
        _carry_out_some(tx.session, planned, upload, by, city_id=city_id)
        if upload.position >= upload.total:
            counts = {"added": upload.added, "updated": upload.updated}
            record(tx.session, by, "import list", f"upload:{upload_id}", **counts)
        return upload.position - begun


def _carry_out_some(
    session: Session, planned: Sequence[Plan], upload: Upload, by: By, *, city_id: int
) -> None:
    """Do with these rows what was planned, at least 20 of them, and as many as a turn allows."""
    _lock(session, planned)
    pace = Pace()
    for done, plan in enumerate(planned, start=1):
        passed = upload.position in upload.passed_over
        if not carry_out(session, plan, upload, by, city_id=city_id, passed=passed):
            upload.refused = [*upload.refused, upload.position]
        upload.position += 1
        if pace.ends_turn and done >= LEAST:
            break


def _lock(session: Session, planned: Sequence[Plan]) -> None:
    """Lock whom these rows change or become; nobody else changes the roster since they were
    planned, as the paguyuban is held."""
    chosen = [one for one in planned if one.fate in (Fate.NEW, Fate.CHANGED)]
    ids = [one.member.id for one in chosen if one.member is not None]
    locked(session, ids, [one.row.values.nik for one in chosen])


def carry_out(
    session: Session, plan: Plan, upload: Upload, by: By, *, city_id: int, passed: bool = False
) -> bool:
    """Do with one row what was planned, a change not when it is `passed` over; False when the
    roster's rules or the database refuse it."""
    if plan.fate is Fate.SAME or (plan.fate is Fate.CHANGED and passed):
        upload.unchanged += 1
        return True
    if plan.fate is Fate.REFUSED or plan.values is None:
        return False
    try:
        with savepoint(session):
            if plan.member is None:
                members.add(session, plan.values, by, city_id=city_id, batch_id=upload.batch_id)
            else:
                _change(session, plan.member, plan.values, by, upload)
    except (RuleError, sa.exc.DataError):
        return False
    if plan.member is None:
        upload.added += 1
    else:
        upload.updated += 1
    return True


def _change(session: Session, member: Member, values: MemberValues, by: By, upload: Upload) -> None:
    if member.left_on is not None:  # an undone import took them off
        back = {"left_on": None, "left_reason": ""}
        members.put(session, member, back, by, kind=ChangeKind.RETURN, batch_id=upload.batch_id)
    members.change(session, member, values, by, batch_id=upload.batch_id)

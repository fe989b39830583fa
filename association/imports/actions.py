"""Keep an upload sealed, save its good rows in chunks, each exactly once."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.audit.actions import By, record
from association.changes.actions import open_batch
from association.changes.kinds import BatchKind, ChangeKind
from association.database import db, write_tx
from association.imports import reads, staged
from association.imports.becoming import Markets
from association.imports.models import Upload
from association.imports.reads import Fate, Planned
from association.imports.understood import Understood
from association.members import actions as members
from association.members.models import Member
from association.members.values import MemberValues
from association.rules.errors import RuleError
from association.vault import vault

CHUNK = 100
KEPT_FOR = timedelta(days=1)


def keep(understood: Understood, by: By) -> int:
    """Seal what was understood of a file until it is saved; returns the upload's id. Older ones are dropped."""
    text = staged.to_text(understood)
    with write_tx() as tx:
        tx.session.execute(sa.delete(Upload).where(Upload.created_at < by.at - KEPT_FOR))
        upload = Upload(association_id=by.association_id, account_id=by.account_id, rows_sealed=b"", created_at=by.at)
        tx.session.add(upload)
        tx.session.flush()
        upload.rows_sealed = vault.seal(text, reads.place(upload.id))
        record(tx.session, by, "upload list", f"upload:{upload.id}", rows=len(understood.rows))
        return upload.id


def pass_over(upload_id: int, positions: list[int]) -> None:
    """Leave the members of these rows as they are; only before the saving has begun."""
    with write_tx() as tx:
        upload = tx.session.get_one(Upload, upload_id, with_for_update=True)
        if upload.position == 0:
            upload.passed_over = sorted(set(positions))


def save(upload_id: int, by: By, *, city_id: int, markets: Markets, chunks: int) -> None:
    """Save up to so many chunks of 100 rows, as one batch that can be undone. Rows with problems are passed over.

    Where the last one stopped is kept with the rows it saved, in one transaction: repeating it, or a crash between
    chunks, neither doubles nor drops a row.
    """
    _upload, understood = reads.opened(db.session(), upload_id)
    for _ in range(chunks):
        if not _save_chunk(upload_id, understood, by, city_id=city_id, markets=markets):
            return


def _save_chunk(upload_id: int, understood: Understood, by: By, *, city_id: int, markets: Markets) -> bool:
    """Save the next rows; False when there are none left."""
    with write_tx() as tx:
        upload = tx.session.get_one(Upload, upload_id, with_for_update=True)
        rows = understood.rows[upload.position : upload.position + CHUNK]
        if rows and upload.batch_id is None:
            upload.batch_id = open_batch(tx.session, by, BatchKind.IMPORT)
        if upload.batch_id is not None and reads.is_undone(tx.session, upload.batch_id):
            upload.refused = [*upload.refused, *range(upload.position, len(understood.rows))]
            upload.position = len(understood.rows)
        for plan in reads.planned(tx.session, rows, upload, markets):
            _carry_out(tx.session, plan, upload, by, city_id=city_id)
            upload.position += 1
        if rows and upload.position >= len(understood.rows):
            counts = {"added": upload.added, "updated": upload.updated}
            record(tx.session, by, "import list", f"upload:{upload_id}", **counts)
        return upload.position < len(understood.rows)


def _carry_out(session: Session, plan: Planned, upload: Upload, by: By, *, city_id: int) -> None:
    """Do with one row what was planned; the roster's rules or the database may still refuse it."""
    fate = plan.fate
    if fate is Fate.CHANGED and upload.position in upload.passed_over:
        fate = Fate.SAME
    if fate is Fate.SAME:
        upload.unchanged += 1
        return
    try:
        if fate is Fate.REFUSED or plan.values is None:
            raise RuleError("Baris ini ditolak.")
        with session.begin_nested():
            if plan.member is None:
                members.add(session, plan.values, by, city_id=city_id, batch_id=upload.batch_id)
                upload.added += 1
            else:
                _change(session, plan.member, plan.values, by, upload)
                upload.updated += 1
    except (RuleError, sa.exc.DataError):
        upload.refused = [*upload.refused, upload.position]


def _change(session: Session, member: Member, values: MemberValues, by: By, upload: Upload) -> None:
    if member.left_on is not None:  # an undone import took them off
        back = {"left_on": None, "left_reason": ""}
        members.put(session, member, back, by, kind=ChangeKind.RETURN, batch_id=upload.batch_id)
    members.change(session, member, values, by, batch_id=upload.batch_id)

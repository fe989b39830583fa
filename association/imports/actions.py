"""Keep an upload sealed, save its good rows in chunks, each exactly once."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.audit.actions import By, record
from association.database import db, write_tx
from association.imports import reads, staged
from association.imports.models import Upload
from association.imports.reads import Markets
from association.imports.understood import RowRead, Understood
from association.members import actions as members
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


def save(upload_id: int, by: By, *, city_id: int, markets: Markets, chunks: int) -> None:
    """Save up to so many chunks of 100 rows. Rows with problems are passed over.

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
        for row in reads.checked(tx.session, rows, own=reads.added_by(upload, understood)):
            if _is_added(tx.session, row, by, city_id=city_id, markets=markets):
                upload.added += 1
            else:
                upload.refused = [*upload.refused, upload.position]
            upload.position += 1
        if rows and upload.position == len(understood.rows):
            record(tx.session, by, "import list", f"upload:{upload_id}", added=upload.added)
        return upload.position < len(understood.rows)


def _is_added(session: Session, row: RowRead, by: By, *, city_id: int, markets: Markets) -> bool:
    """Put a row on the roster; False when its problems, the roster's rules or the database forbid it."""
    if row.problems:
        return False
    try:
        with session.begin_nested():
            members.add(session, reads.member_values(row, markets), by, city_id=city_id)
    except (RuleError, sa.exc.DataError):
        return False
    return True

"""Keep an upload sealed until it is saved or a day has passed."""

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.database import write_tx
from association.ledger.audit.actions import record
from association.roster.imports import reads, storage
from association.roster.imports.models import Upload, UploadPart
from association.roster.lists.contents import Contents
from association.roster.lists.marks import mark_repeats
from association.roster.lists.sheets import Sheet
from association.vault import vault

MOST, MOST_ROWS = 5, 60_000  # lists of one paguyuban that wait to be saved, and their rows


def keep(contents: Contents, by: By, *, sheets: Sequence[Sheet] = ()) -> int:
    """Seal what was understood of a list until it is saved; returns the upload's id. It pushes the
    oldest ones out of a paguyuban that has too many.

    With `sheets`, the cells as they were read, a column can be taken for something else later.
    """
    with write_tx() as tx:
        _make_room(tx.session, by, rows=len(contents.rows))
        upload = Upload(
            association_id=by.association_id,
            account_id=by.account_id,
            head_sealed=b"",
            created_at=by.at,
        )
        tx.session.add(upload)
        tx.session.flush()
        if sheets:
            upload.sheets_sealed = vault.seal(
                storage.sheets_to(sheets), reads.place(upload.id, "sheets")
            )
        _put(tx.session, upload, contents)
        record(tx.session, by, "upload list", f"upload:{upload.id}", rows=len(contents.rows))
        return upload.id


def take_as(upload_id: int, contents: Contents, by: By) -> None:
    """Put another understanding of the same list in the place of the first, but for the rows that
    were mended; only before the saving has begun."""
    with write_tx() as tx:
        upload = tx.session.get_one(Upload, upload_id, with_for_update=True)
        if upload.position == 0 and upload.batch_id is None:
            put_anew(tx.session, upload, _with_mended(tx.session, upload, contents))
            record(
                tx.session,
                by,
                "understand list anew",
                f"upload:{upload_id}",
                rows=len(contents.rows),
            )


def _with_mended(session: Session, upload: Upload, contents: Contents) -> Contents:
    """Give what was understood with the rows that somebody mended as they are."""
    rows = reads.rows_at(session, upload.id, range(upload.total))
    mended = {(row.sheet, row.line): row for row in rows if row.mended}
    rows = [mended.get((row.sheet, row.line), row) for row in contents.rows]
    return replace(contents, rows=tuple(mark_repeats(rows))) if mended else contents


def put_anew(session: Session, upload: Upload, contents: Contents) -> None:
    """Replace what was understood of a list in the caller's transaction; its rows are to be checked
    again."""
    session.execute(sa.delete(UploadPart).where(UploadPart.upload_id == upload.id))
    upload.checked, upload.counts, upload.passed_over = 0, {}, []
    _put(session, upload, contents)


def _put(session: Session, upload: Upload, contents: Contents) -> None:
    upload.head_sealed = vault.seal(storage.head_of(contents), reads.place(upload.id, "head"))
    upload.total = len(contents.rows)
    for number, text in enumerate(storage.parts_of(contents)):
        sealed = vault.seal(text, reads.place(upload.id, f"{number}"))
        session.add(
            UploadPart(
                upload_id=upload.id,
                number=number,
                association_id=upload.association_id,
                rows_sealed=sealed,
            )
        )
    session.flush()


def _make_room(session: Session, by: By, *, rows: int) -> None:
    """Drop the oldest lists of a paguyuban until one more may wait; one that is being saved stays
    until its day is over."""
    waiting = sa.select(Upload.id, Upload.total).where(
        Upload.association_id == by.association_id,
        sa.or_(Upload.position == 0, Upload.position >= Upload.total),
    )
    dropped: list[int] = []
    for number, (upload_id, total) in enumerate(
        session.execute(waiting.order_by(Upload.id.desc())), 2
    ):
        rows += total
        if number > MOST or rows > MOST_ROWS:
            dropped.append(upload_id)
    session.execute(sa.delete(UploadPart).where(UploadPart.upload_id.in_(dropped)))
    session.execute(sa.delete(Upload).where(Upload.id.in_(dropped)))

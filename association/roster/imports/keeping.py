"""Keep an upload sealed until it is saved or a day has passed."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from association.access.by import By
from association.database import write_tx
from association.ledger.audit.actions import record
from association.roster.imports import reads
from association.roster.imports.models import Upload, UploadPart
from association.roster.imports.storage import Understood
from association.vault import Parcel, vault

MOST, MOST_ROWS = 5, 60_000  # lists of one paguyuban that wait to be saved, and their rows


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was understood of a list, sealed before a transaction opens."""

    total: int
    head: Parcel
    parts: tuple[Parcel, ...]

    @classmethod
    def of(cls, read: Understood) -> "Sealed":
        """Seal each text."""
        return cls(read.total, Parcel.of(read.head), tuple(map(Parcel.of, read.parts)))


def keep(read: Understood, by: By) -> int:
    """Seal what was understood of a list until it is saved; returns the upload's id. It pushes the
    oldest ones out of a paguyuban that has too many.

    With the cells as they were read, a column can be taken for something else later.
    """
    sheets = Parcel.of(read.sheets) if read.sheets else None
    sealed = Sealed.of(read)
    with write_tx() as tx:
        _make_room(tx.session, by, rows=read.total)
        upload = Upload(
            association_id=by.association_id,
            account_id=by.account_id,
            head_sealed=b"",
            created_at=by.at,
        )
        tx.session.add(upload)
        tx.session.flush()
        if sheets:
            upload.sheets_sealed = vault.lay(sheets, reads.place(upload.id, "sheets"))
        _put(tx.session, upload, sealed)
        record(tx.session, by, "upload list", f"upload:{upload.id}", rows=read.total)
        return upload.id


def take_as(upload_id: int, read: Understood, by: By, *, seen: reads.Stamp) -> None:
    """Put another understanding of the same list in the place of the one that was `seen`; only
    before the saving has begun. Raises StaleDataError when it is another one by now."""
    sealed = Sealed.of(read)
    with write_tx() as tx:
        upload = tx.session.get_one(Upload, upload_id, with_for_update=True)
        if upload.position == 0 and upload.batch_id is None:
            put_anew(tx.session, upload, sealed, seen=seen)
            rows = {"rows": read.total}
            record(tx.session, by, "understand list anew", f"upload:{upload_id}", **rows)


def put_anew(session: Session, upload: Upload, sealed: Sealed, *, seen: reads.Stamp) -> None:
    """Replace what was understood of a list in the caller's transaction; its rows are to be checked
    again. Raises StaleDataError when it is not the one that was `seen`."""
    if not reads.is_same(session, upload.id, seen):
        raise StaleDataError(f"upload {upload.id}")
    session.execute(sa.delete(UploadPart).where(UploadPart.upload_id == upload.id))
    upload.checked, upload.counts, upload.passed_over = 0, {}, []
    _put(session, upload, sealed)


def _put(session: Session, upload: Upload, sealed: Sealed) -> None:
    upload.head_sealed = vault.lay(sealed.head, reads.place(upload.id, "head"))
    upload.total = sealed.total
    for number, parcel in enumerate(sealed.parts):
        part = UploadPart(
            upload_id=upload.id,
            number=number,
            association_id=upload.association_id,
            rows_sealed=vault.lay(parcel, reads.place(upload.id, f"{number}")),
        )
        session.add(part)
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

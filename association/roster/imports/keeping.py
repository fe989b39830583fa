"""Keep an upload sealed until it is saved or a day has passed."""

from dataclasses import dataclass
from datetime import timedelta

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

KEPT_FOR = timedelta(days=1)


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
    """Seal what was understood of a list until it is saved; returns the upload's id. Older ones are
    dropped.

    With the cells as they were read, a column can be taken for something else later.
    """
    sheets = Parcel.of(read.sheets) if read.sheets else None
    sealed = Sealed.of(read)
    with write_tx() as tx:
        _drop(tx.session, sa.select(Upload.id).where(Upload.created_at < by.at - KEPT_FOR))
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


def _drop(session: Session, old: sa.Select[int]) -> None:
    session.execute(sa.delete(UploadPart).where(UploadPart.upload_id.in_(old)))
    session.execute(sa.delete(Upload).where(Upload.id.in_(old)))

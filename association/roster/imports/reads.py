"""Open an upload: what was understood of a list, and what was found of its rows."""

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.roster.imports import storage
from association.roster.imports.models import Upload, UploadPart
from association.roster.imports.storage import PART
from association.roster.lists.contents import Contents, RowRead
from association.roster.lists.problems import problem_from
from association.vault import NONCE_BYTES, VERSION, vault

Stamp = tuple[tuple[int, bytes, bytes], ...]  # of parts: number, beginnings of rows and findings
BEGINNING = len(VERSION) * 2 + NONCE_BYTES  # bytes of a sealed text that no other begins with


def place(upload_id: int, what: str) -> str:
    """Name the place that something of an upload is sealed for: head, sheets, or the number of a
    part."""
    return f"upload|{what}|{upload_id}"


def upload_and_head(session: Session, upload_id: int) -> tuple[Upload, Contents]:
    """Get an upload and what was understood of it but for the rows; NoResultFound outside the
    reach."""
    upload = session.get_one(Upload, upload_id)
    return upload, storage.head_from(vault.open(upload.head_sealed, place(upload_id, "head")))


def sheets(upload: Upload) -> str:
    """Give the cells of an upload as they were read, as text; "" for a list that was pasted."""
    if upload.sheets_sealed is None:
        return ""
    return vault.open(upload.sheets_sealed, place(upload.id, "sheets"))


def part(session: Session, upload_id: int, number: int) -> tuple[RowRead, ...]:
    """Get the rows of one part, PART of them but for the last."""
    kept = session.get_one(UploadPart, (upload_id, number))
    return storage.rows_from(vault.open(kept.rows_sealed, place(upload_id, f"{number}")))


def opened_parts(session: Session, upload_id: int, *numbers: int) -> tuple[list[str], Stamp]:
    """Open the texts of all parts, or of some; the stamp tells later whether they are the same."""
    columns = (UploadPart.rows_sealed, UploadPart.found_sealed)
    kept = list(session.execute(_parts(upload_id, numbers, *columns)))
    texts = [vault.open(rows, place(upload_id, f"{number}")) for number, rows, _found in kept]
    return texts, tuple((one.number, *map(_beginning, one[1:])) for one in kept)


def is_same(session: Session, upload_id: int, seen: Stamp) -> bool:
    """Tell whether nothing of these parts was sealed anew since they were seen. Lock the upload
    first."""
    beginnings = (
        sa.func.substr(column, 1, BEGINNING, type_=sa.LargeBinary)
        for column in (UploadPart.rows_sealed, UploadPart.found_sealed)
    )
    numbers = [number for number, *_beginnings in seen]
    now = session.execute(_parts(upload_id, numbers, *beginnings))
    return tuple((one.number, *map(_beginning, one[1:])) for one in now) == seen


def _parts(upload_id: int, numbers: Sequence[int], *columns: Any) -> sa.Select[Any]:
    own = [UploadPart.upload_id == upload_id]
    own += [UploadPart.number.in_(numbers)] if numbers else []
    return sa.select(UploadPart.number, *columns).where(*own).order_by(UploadPart.number)


def _beginning(sealed: bytes | None) -> bytes:
    return bytes(sealed or b"")[:BEGINNING]


def rows_at(session: Session, upload_id: int, places: Sequence[int]) -> list[RowRead]:
    """Get single rows by their places, opening each part once."""
    parts = {
        number: part(session, upload_id, number) for number in sorted({at // PART for at in places})
    }
    return [parts[at // PART][at % PART] for at in places]


def findings(session: Session, upload_id: int) -> list[dict[str, Any]]:
    """Give what was found of the checked rows that somebody should see, in the order of the
    list."""
    kept = sa.select(UploadPart).where(
        UploadPart.upload_id == upload_id, UploadPart.found_sealed.is_not(None)
    )
    told: list[dict[str, Any]] = []
    for one in session.scalars(kept.order_by(UploadPart.number)):
        told += json.loads(
            vault.open(one.found_sealed or b"", place(upload_id, f"{one.number} found"))
        )
    for row in told:
        for kind in ("problems", "warnings"):
            row[kind] = tuple(map(problem_from, row[kind]))
    return told


def refused_at(session: Session, upload: Upload, at: int) -> RowRead | None:
    """Get a refused row with all that stands in its way but the roster; None when the row at this
    place is not refused (any more), or is being saved."""
    if upload.position:
        is_refused = at in upload.refused and upload.position >= upload.total
    else:
        told = findings(session, upload.id) if at < upload.checked * PART else []
        is_refused = any(one["place"] == at and one["fate"] == "refused" for one in told)
    return rows_at(session, upload.id, [at])[0] if is_refused else None


def sealed_findings(upload_id: int, number: int, told: list[dict[str, Any]]) -> bytes:
    """Seal what was found of the rows of one part; before the transaction that keeps it."""
    return vault.seal(json.dumps(told), place(upload_id, f"{number} found"))


def going_on(session: Session, association_id: int) -> list[Upload]:
    """List the uploads that are not finished, the latest first."""
    unfinished = sa.and_(Upload.association_id == association_id, Upload.position < Upload.total)
    return list(
        session.scalars(sa.select(Upload).where(unfinished).order_by(Upload.id.desc()).limit(5))
    )

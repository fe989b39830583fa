"""Keep an upload sealed, save its good rows in chunks, each exactly once."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.database import write_tx
from association.ledger.audit.actions import record
from association.roster.history.actions import open_batch
from association.roster.history.kinds import BatchKind, ChangeKind
from association.roster.history.reads import undoing_of
from association.roster.imports import reads, storage
from association.roster.imports.models import Upload, UploadPart
from association.roster.imports.reads import Fate, Plan
from association.roster.imports.storage import PART
from association.roster.lists.becoming import Markets
from association.roster.lists.contents import Contents
from association.roster.lists.sheets import Sheet
from association.roster.members import actions as members
from association.roster.members.models import Member
from association.roster.members.values import MemberValues
from association.rules.house.errors import RuleError
from association.vault import vault

CHUNK = 100
EXAMPLES = 20  # good rows shown of each part
KEPT_FOR = timedelta(days=1)


def keep(contents: Contents, by: By, *, sheets: Sequence[Sheet] = ()) -> int:
    """Seal what was understood of a list until it is saved; returns the upload's id. Older ones are
    dropped.

    With `sheets`, the cells as they were read, a column can be taken for something else later.
    """
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
            upload.sheets_sealed = vault.seal(
                storage.sheets_to(sheets), reads.place(upload.id, "sheets")
            )
        _put(tx.session, upload, contents)
        record(tx.session, by, "upload list", f"upload:{upload.id}", rows=len(contents.rows))
        return upload.id


def take_as(upload_id: int, contents: Contents, by: By) -> None:
    """Put another understanding of the same list in the place of the first; only before the saving
    has begun."""
    with write_tx() as tx:
        upload = tx.session.get_one(Upload, upload_id, with_for_update=True)
        if upload.position == 0 and upload.batch_id is None:
            put_anew(tx.session, upload, contents)
            record(
                tx.session,
                by,
                "understand list anew",
                f"upload:{upload_id}",
                rows=len(contents.rows),
            )


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


def _drop(session: Session, old: sa.Select[int]) -> None:
    session.execute(sa.delete(UploadPart).where(UploadPart.upload_id.in_(old)))
    session.execute(sa.delete(Upload).where(Upload.id.in_(old)))


def check(upload_id: int, *, markets: Markets, parts: int) -> None:
    """Hold up to so many more parts against the roster, each in a transaction of its own."""
    for _ in range(parts):
        with write_tx() as tx:
            upload = tx.session.get_one(Upload, upload_id, with_for_update=True)
            if upload.position or upload.checked * PART >= upload.total:
                return
            number = upload.checked
            plans = reads.plans(
                tx.session, reads.part(tx.session, upload_id, number), upload, markets
            )
            kept = tx.session.get_one(UploadPart, (upload_id, number))
            told = json.dumps(
                [
                    _told(number * PART + at, plan)
                    for at, plan in enumerate(plans)
                    if _is_shown(at, plan)
                ]
            )
            kept.found_sealed = vault.seal(told, reads.place(upload_id, f"{number} found"))
            counted = Counter(upload.counts) + Counter(plan.fate.value for plan in plans)
            upload.counts, upload.checked = dict(counted), number + 1


def _is_shown(at: int, plan: Plan) -> bool:
    return plan.fate in (Fate.REFUSED, Fate.CHANGED) or (
        plan.fate is Fate.NEW and (at < EXAMPLES or bool(plan.row.warnings))
    )


def _told(at: int, plan: Plan) -> dict[str, Any]:
    """Give what the preview shows of a row; plain values, as the history keeps them."""
    values = plan.row.values
    return {
        "place": at,
        "fate": plan.fate.value,
        "name": plan.member.name if plan.member else values.name,
        "where": [plan.row.sheet, plan.row.line],
        "problems": [asdict(problem) for problem in plan.row.problems],
        "warnings": [asdict(warning) for warning in plan.row.warnings],
        "changes": dict(plan.changes or {}),
        "said": {
            "nik": values.nik,
            "birth_date": values.birth_date.isoformat() if values.birth_date else None,
            "phone": values.phone,
            "commodity": values.commodity,
        },
        "stalls": [stall.label for stall in values.stalls],
    }


def pass_over(upload_id: int, positions: list[int]) -> None:
    """Leave the members of these rows as they are; only before the saving has begun."""
    with write_tx() as tx:
        upload = tx.session.get_one(Upload, upload_id, with_for_update=True)
        if upload.position == 0:
            upload.passed_over = sorted(set(positions))


def save(upload_id: int, by: By, *, city_id: int, markets: Markets, chunks: int) -> None:
    """Save up to so many chunks of 100 rows, as one batch that can be undone. Rows with problems
    are passed over.

    Where the last one stopped is kept with the rows it saved, in one transaction: repeating it, or
    a crash between chunks, neither doubles nor drops a row.
    """
    for _ in range(chunks):
        if not _save_chunk(upload_id, by, city_id=city_id, markets=markets):
            return


def _save_chunk(upload_id: int, by: By, *, city_id: int, markets: Markets) -> bool:
    """Save the next rows; False when there are none left."""
    with write_tx() as tx:
        upload = tx.session.get_one(Upload, upload_id, with_for_update=True)
        if upload.position >= upload.total:
            return False
        start = upload.position % PART
        rows = reads.part(tx.session, upload_id, upload.position // PART)[start : start + CHUNK]
        if rows and upload.batch_id is None:
            upload.batch_id = open_batch(tx.session, by, BatchKind.IMPORT)
        if upload.batch_id is not None and undoing_of(tx.session, upload.batch_id):
            upload.refused = [*upload.refused, *range(upload.position, upload.total)]
            upload.position = upload.total
            return False
        for plan in reads.plans(tx.session, rows, upload, markets):
            _carry_out(tx.session, plan, upload, by, city_id=city_id)
            upload.position += 1
        if upload.position >= upload.total:
            counts = {"added": upload.added, "updated": upload.updated}
            record(tx.session, by, "import list", f"upload:{upload_id}", **counts)
        return upload.position < upload.total


def _carry_out(session: Session, plan: Plan, upload: Upload, by: By, *, city_id: int) -> None:
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

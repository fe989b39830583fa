"""Hold an upload against the roster, part by part, and keep what was found."""

from collections import Counter

import sqlalchemy as sa

from association.database import db, write_tx
from association.roster.imports import reads
from association.roster.imports.models import Upload, UploadPart
from association.roster.imports.plans import plans as planned
from association.roster.imports.storage import PART, rows_from
from association.roster.lists.becoming import Markets

PARTS_A_REQUEST = 4


def check(upload_id: int, *, markets: Markets, parts: int) -> None:
    """Hold up to so many more parts against the roster; each is kept in a transaction of its own,
    unless its rows changed meanwhile."""
    for _ in range(parts):
        upload = db.session().get_one(Upload, upload_id)
        if upload.position or upload.checked * PART >= upload.total:
            return
        _check_part(upload, markets=markets)


def _check_part(upload: Upload, *, markets: Markets) -> None:
    upload_id, number = upload.id, upload.checked
    (text,), seen = reads.opened_parts(db.session(), upload_id, number)
    plans = planned(db.session(), rows_from(text), upload, markets)
    shown = [plan.told(number * PART + at) for at, plan in enumerate(plans) if plan.is_shown(at)]
    found = reads.sealed_findings(upload_id, number, shown)
    fates = Counter(plan.fate.value for plan in plans)
    with write_tx() as tx:
        upload = tx.session.get_one(Upload, upload_id, with_for_update=True)
        here = sa.and_(UploadPart.upload_id == upload_id, UploadPart.number == number)
        is_next = upload.checked == number and not upload.position
        if is_next and reads.is_same(tx.session, upload_id, seen):
            tx.session.execute(sa.update(UploadPart).where(here).values(found_sealed=found))
            upload.counts, upload.checked = dict(Counter(upload.counts) + fates), number + 1

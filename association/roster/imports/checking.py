"""Hold an upload against the roster, part by part, and keep what was found."""

from collections import Counter

from association.database import write_tx
from association.roster.imports import reads
from association.roster.imports.models import Upload, UploadPart
from association.roster.imports.plans import plans as planned
from association.roster.imports.storage import PART
from association.roster.lists.becoming import Markets

PARTS_A_REQUEST = 4


def check(upload_id: int, *, markets: Markets, parts: int) -> None:
    """Hold up to so many more parts against the roster, each in a transaction of its own."""
    for _ in range(parts):
        with write_tx() as tx:
            upload = tx.session.get_one(Upload, upload_id, with_for_update=True)
            if upload.position or upload.checked * PART >= upload.total:
                return
            number = upload.checked
            plans = planned(tx.session, reads.part(tx.session, upload_id, number), upload, markets)
            kept = tx.session.get_one(UploadPart, (upload_id, number))
            shown = [
                plan.told(number * PART + at) for at, plan in enumerate(plans) if plan.is_shown(at)
            ]
            kept.found_sealed = reads.sealed_findings(upload_id, number, shown)
            counted = Counter(upload.counts) + Counter(plan.fate.value for plan in plans)
            upload.counts, upload.checked = dict(counted), number + 1

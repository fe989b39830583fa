"""Hold an upload against the roster, part by part, and keep what was found."""

import json
from collections import Counter
from dataclasses import asdict
from typing import Any

from association.database import write_tx
from association.roster.imports import reads
from association.roster.imports.models import Upload, UploadPart
from association.roster.imports.plans import Fate, Plan
from association.roster.imports.plans import plans as planned
from association.roster.imports.storage import PART
from association.roster.lists.becoming import Markets
from association.vault import vault

PARTS_A_REQUEST = 4
EXAMPLES = 20  # good rows shown of each part


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

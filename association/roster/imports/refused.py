"""Give rows back that were not saved."""

from collections.abc import Sequence
from dataclasses import replace

from association.database import db
from association.roster.imports import reads
from association.roster.imports.models import Upload
from association.roster.imports.plans import plans
from association.roster.lists.contents import RowRead
from association.roster.lists.markets import known_markets
from association.roster.lists.problems import Code, Problem
from association.web.gate import actor


def refused_now(upload: Upload, places: Sequence[int]) -> list[RowRead]:
    """Give rows that were not saved, with the reason that stands in the way now."""
    late = (Problem.of(Code.CONFLICT),)
    rows = reads.rows_at(db.session(), upload.id, places)
    found = plans(db.session(), rows, upload, known_markets(db.session(), actor().association_id))
    return [replace(plan.row, problems=plan.row.problems or late) for plan in found]

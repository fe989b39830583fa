"""What the preview of an upload shows, before, while and after it is saved."""

from typing import Any

from flask_babel import gettext as _

from association.database import db
from association.roster.imports import reads
from association.roster.imports.progress import progress, stepped
from association.roster.lists.columns import Column
from association.roster.lists.wording import heading as heading_of
from association.roster.members import wording
from association.roster.members.values import FIELDS, STALL_HEADINGS
from association.territory.reads import markets_of
from association.web.gate import actor
from association.web.page import Answer


def shown(upload_id: int) -> Answer:
    """Answer a step before the saving with what is understood now."""
    found = context(upload_id)
    return stepped(found["upload"], found)


def context(upload_id: int) -> dict[str, Any]:
    """Gather what the preview shows."""
    upload, head = reads.upload_and_head(db.session(), upload_id)
    own = actor().association_id
    markets = {market.id: market.name for market in markets_of(db.session(), own)}
    return progress(upload, head) | {
        "columns": head.columns,
        "samples": head.samples,
        "asks_columns": head.asks_columns,
        "skipped": head.skipped,
        "doubts": () if upload.position else head.doubts,
        "column_names": _column_names(),
        "field_names": wording.field_names(),
        "shown": wording.shown,
        "behind": wording.Names(markets=markets),
    }


def _column_names() -> dict[str, str]:
    fields = {name: heading_of(field) for name, field in FIELDS.items()}
    stalls = {name: _(heading) for name, heading in STALL_HEADINGS.items()}
    columns = (
        fields
        | stalls
        | {
            Column.NUMBER: _("Nomor urut"),
            Column.FURTHER_NAME: _("Nama belakang"),
            Column.BIRTH: _("Tempat dan tanggal lahir"),
            Column.STALL: _("Tempat usaha"),
            Column.MARKET: stalls["stall_market"],
            Column.HEIR_RELATION: _("Hubungan ahli waris"),
            Column.HEIR_PHONE: _("Nomor HP ahli waris"),
            Column.HEIR_BIRTH: _("Tahun lahir ahli waris"),
        }
    )
    return {column: columns[column] for column in Column}

"""A file to download: the refused rows with their reasons."""

from dataclasses import replace

from flask import Response

from association.database import db
from association.roster.imports import reads
from association.roster.imports.plans import Fate
from association.roster.imports.refused import refused_now
from association.roster.imports.workbook import workbook
from association.rules.house.permissions import May
from association.web.gate import Pages
from association.web.page import Answer
from association.web.workbooks import XLSX

pages = Pages("workbooks")


@pages.get("/anggota/impor/<id:upload_id>/ditolak.xlsx", may=May.IMPORT_ROSTER)
def problems(upload_id: int) -> Answer:
    """Give the refused rows back as a spreadsheet with a reason column."""
    upload, head = reads.upload_and_head(db.session(), upload_id)
    if upload.position:
        rows = refused_now(upload, upload.refused)
    else:
        told = [
            one for one in reads.findings(db.session(), upload_id) if one["fate"] == Fate.REFUSED
        ]
        kept = reads.rows_at(db.session(), upload_id, [one["place"] for one in told])
        rows = [replace(row, problems=one["problems"]) for row, one in zip(kept, told, strict=True)]
    headers = {"Content-Disposition": "attachment; filename=baris-ditolak.xlsx"}
    return Response(workbook(rows, head.columns), content_type=XLSX, headers=headers)

"""Answers with the roster as a file."""

from itertools import chain
from typing import IO

from flask import Response

from association.database import db
from association.roster.exports import files, reads
from association.roster.exports.reads import Asked
from association.roster.exports.rows import Nik, layout, tables
from association.web.gate import actor
from association.web.language import in_indonesian
from association.web.page import Answer
from association.web.workbooks import XLSX


@in_indonesian()
def csv(asked: Asked, nik: Nik) -> Answer:
    """Give what the filter shows as CSV."""
    how = layout(nik)
    made = files.csv_file(how.columns, tables(reads.lines(db.session(), asked), how))
    return _sent(made, asked, "csv", "text/csv; charset=utf-8")


@in_indonesian()
def xlsx(asked: Asked, nik: Nik) -> Answer:
    """Give what the filter shows as a workbook."""
    how = layout(nik)
    table = chain.from_iterable(tables(reads.lines(db.session(), asked), how))
    made = files.workbook("Anggota", how.columns, table, about=actor().place)
    return _sent(made, asked, "xlsx", XLSX)


def _sent(made: IO[bytes], asked: Asked, ending: str, kind: str) -> Answer:
    """Send a file that is whole: what goes wrong with the database is said before the first
    byte."""
    name = f"anggota-{asked.today.isoformat()}.{ending}"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    answer = Response(files.chunks(made), content_type=kind, headers=headers)
    answer.call_on_close(made.close)
    return answer

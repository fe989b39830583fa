"""Answers with the roster as a file."""

from collections.abc import Iterator
from itertools import chain

from flask import Response, stream_with_context

from association.access.fence import set_reach
from association.database import db
from association.roster.exports import files, reads
from association.roster.exports.reads import Asked
from association.roster.exports.rows import Nik, layout, tables
from association.web.gate import actor
from association.web.page import Answer


def _as_file(asked: Asked, ending: str) -> dict[str, str]:
    return {
        "Content-Disposition": f"attachment; filename=anggota-{asked.today.isoformat()}.{ending}"
    }


def csv(asked: Asked, nik: Nik) -> Answer:
    """Give what the filter shows as CSV, written while it is read."""
    reach, how = actor().reach, layout(nik)

    def pieces() -> Iterator[bytes]:
        # The view's session is put away when the view returns; this one lives as long as the pieces
        # are asked for.
        set_reach(db.session(), reach)
        yield from files.csv_chunks(how.columns, tables(reads.lines(db.session(), asked), how))

    return Response(
        stream_with_context(pieces()),
        content_type="text/csv; charset=utf-8",
        headers=_as_file(asked, "csv"),
    )


def xlsx(asked: Asked, nik: Nik) -> Answer:
    """Give what the filter shows as a workbook."""
    how = layout(nik)
    table = chain.from_iterable(tables(reads.lines(db.session(), asked), how))
    made = files.workbook("Anggota", how.columns, table)
    answer = Response(files.chunks(made), content_type=files.XLSX, headers=_as_file(asked, "xlsx"))
    answer.call_on_close(made.close)
    return answer

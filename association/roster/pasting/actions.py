"""Keep the answer to one unclear line with the upload it stands in."""

from dataclasses import replace

from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.roster.imports.keeping import put_anew
from association.roster.imports.models import Upload
from association.roster.lists.contents import Contents, RowRead, Skipped
from association.roster.lists.marks import mask
from association.roster.lists.pasted_cells import is_pasted, key_of, written_of
from association.roster.lists.problems import Code, Problem
from association.roster.lists.values import RowValues
from association.roster.pasting import questions
from association.rules.house.errors import RuleError

LONGEST_SHOWN = 200


@write_once
def answer(
    session: Session,
    upload_id: int,
    number: str,
    values: RowValues | None,
    by: By,
    *,
    once: Once | None,
) -> None:
    """Make an unclear row a person's with these values, or pass it over when there are none.

    A row that was answered already stays as it is. Raises RuleError once the saving has begun.
    """
    upload = session.get_one(Upload, upload_id, with_for_update=True)
    if upload.position or upload.batch_id is not None:
        raise RuleError(
            "Penyimpanan sudah dimulai. Baris ini ada di berkas yang ditolak; tidak ada yang "
            "hilang."
        )
    understood = questions.contents(session, upload_id)
    row = next((row for row in questions.unclear(understood) if key_of(row) == number), None)
    if row is None:
        return
    answered = _as_person(understood, row, values) if values else _passed_over(understood, row)
    put_anew(session, upload, answered)
    record(
        session,
        by,
        "answer line",
        f"upload:{upload_id}",
        line=row.line,
        person=values is not None,
    )


def _as_person(understood: Contents, row: RowRead, values: RowValues) -> Contents:
    # What else is wrong with a row of a file is mended beside, not by this answer.
    left = (
        () if is_pasted(row) else tuple(one for one in row.problems if one.code is not Code.UNCLEAR)
    )
    clear = replace(row, values=values, problems=left)
    return replace(understood, rows=tuple(clear if one is row else one for one in understood.rows))


def _passed_over(understood: Contents, row: RowRead) -> Contents:
    text = mask(written_of(row))[:LONGEST_SHOWN]
    skipped = Skipped(row.sheet, row.line, Problem.of(Code.NOBODY), text)
    return replace(
        understood,
        rows=tuple(one for one in understood.rows if one is not row),
        skipped=tuple(sorted((*understood.skipped, skipped), key=lambda one: one.line)),
    )

"""Select the lines of a pasted list that are still to be asked about."""

from dataclasses import replace

from sqlalchemy.orm import Session

from association.roster.imports import reads
from association.roster.lists.contents import Contents, RowRead


def contents(session: Session, upload_id: int) -> Contents:
    """Get all that was understood of a pasted list; NoResultFound outside the reach."""
    upload, head = reads.upload_and_head(session, upload_id)
    rows = reads.rows_at(session, upload_id, range(upload.total))
    return replace(head, rows=tuple(rows))


def unclear(understood: Contents) -> list[RowRead]:
    """Give the rows that are still to be asked, in the order of the list."""
    return [row for row in understood.rows if row.is_unclear]

"""Select the lines of a list that are still to be asked about."""

from sqlalchemy.orm import Session

from association.roster.imports import reads
from association.roster.imports.storage import unclear_from
from association.roster.lists.contents import RowRead


def unclear(session: Session, upload_id: int) -> list[RowRead]:
    """Get the rows that are still to be asked, in the order of the list; none once the saving has
    begun. NoResultFound outside the reach."""
    upload, _head = reads.upload_and_head(session, upload_id)
    if upload.position:
        return []
    parts, _seen = reads.opened_parts(session, upload_id)
    return [row for part in parts for row in unclear_from(part)]

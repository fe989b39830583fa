"""What kept filters hand to rooms below: their links above the roster."""

from sqlalchemy.orm import Session

from association.roster.filters import reads
from association.roster.members.sections import KEPT_FILTERS


@KEPT_FILTERS.fill
def links(session: Session, association_id: int) -> list[tuple[str, dict[str, str]]]:
    """Give the name of each kept filter, and how its address says it."""
    return [(one.name, one.fields) for one in reads.listed(session, association_id)]

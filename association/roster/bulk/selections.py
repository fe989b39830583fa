"""Select who was chosen."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.roster.bulk.models import Selection
from association.roster.members.models import Member

AT_ONCE = 500  # ids in one statement


def one(session: Session, selection_id: int) -> Selection:
    """Get a selection; NoResultFound outside the reach."""
    return session.get_one(Selection, selection_id)


def decided(session: Session, selection_id: int) -> Selection:
    """Get a selection of which it is known what shall be done; NoResultFound before that, and
    outside the reach."""
    return session.scalars(
        sa.select(Selection).where(Selection.id == selection_id, Selection.action != "")
    ).one()


def own_ids(session: Session, ids: Iterable[int]) -> list[int]:
    """Leave of these ids those of one's own roster, by name."""
    asked = list(dict.fromkeys(ids))
    found: list[tuple[str, int]] = []
    for start in range(0, len(asked), AT_ONCE):
        statement = sa.select(Member.sort_name, Member.id).where(
            Member.id.in_(asked[start : start + AT_ONCE])
        )
        found += [(name, member_id) for name, member_id in session.execute(statement)]
    return [member_id for _name, member_id in sorted(found)]


def chosen(session: Session, ids: list[int]) -> list[tuple[int, str]]:
    """Give id and name of those of one's own roster, in the order of the ids."""
    found: dict[int, str] = {}
    for start in range(0, len(ids), AT_ONCE):
        statement = sa.select(Member.id, Member.name).where(
            Member.id.in_(ids[start : start + AT_ONCE])
        )
        rows = session.execute(statement)
        found |= {member_id: name for member_id, name in rows}  # noqa: C416 - no pairs to mypy
    return [(member_id, found[member_id]) for member_id in ids if member_id in found]

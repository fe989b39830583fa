"""Select who is a participant and has no heirs noted yet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.paging import Page, behind, cut, one_more
from association.people.participants.models import Participant
from association.people.participants.statuses import going_on
from association.roster.members.models import Member
from association.roster.members.statuses import living, stall_labels

ORDER = (Member.sort_name, Member.id)


@dataclass(frozen=True, slots=True)
class Line:
    """A member without heirs."""

    id: int
    name: str
    stall: str


def lacking(session: Session, *, association_id: int, today: date, after: int | None) -> Page[Line]:
    """List by name the members who are registered and have no heirs yet, 25 at a time."""
    own = _lacking(association_id, today, Member.id, Member.name)
    found = session.execute(
        one_more(behind(session, own.order_by(*ORDER), *ORDER, after=after))
    ).all()
    rows = cut(found, lambda row: int(row.id))
    stalls = stall_labels(session, [row.id for row in rows.rows])
    return rows.showing([Line(row.id, row.name, stalls.get(row.id, "")) for row in rows.rows])


def count(session: Session, *, association_id: int, today: date) -> int:
    """Count them."""
    return session.scalar(_lacking(association_id, today, sa.func.count())) or 0


def _lacking(association_id: int, today: date, *columns: Any) -> sa.Select[Any]:
    return (
        sa.select(*columns)
        .select_from(Member)
        .join(Participant, Participant.id == Member.participant_id)
        .where(
            Member.association_id == association_id,
            living(today),
            Member.heirs_sealed.is_(None),
            Participant.registered_on <= today,
            going_on(today),
        )
    )

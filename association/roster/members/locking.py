"""Locks in the one order in which nobody waits in a ring: the paguyuban (access/turns.py), members
by id, their participants, then the audit chain, which write_tx takes last."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from association.people.participants.models import Participant
from association.roster.members.models import Member


def locked(session: Session, member_ids: Iterable[int]) -> list[Member]:
    """Lock members, then their participants; gives the members by id, as they stand now, with their
    stalls.

    Call it before anything is written. Who is outside the reach is passed over.
    """
    fresh = {"populate_existing": True}
    rows = list(
        session.scalars(
            sa.select(Member)
            .where(Member.id.in_(list(member_ids)))
            .order_by(Member.id)
            .options(selectinload(Member.stalls), selectinload(Member.participant))
            .with_for_update(),
            execution_options=fresh,
        )
    )
    people = [member.participant_id for member in rows if member.participant_id]
    chosen = sa.select(Participant).where(Participant.id.in_(people)).order_by(Participant.id)
    session.scalars(chosen.with_for_update(), execution_options=fresh).all()
    return rows


def locked_one(session: Session, member_id: int) -> Member:
    """Lock one member alone; their participant may be locked after. Raises NoResultFound outside
    the reach."""
    return session.get_one(Member, member_id, with_for_update=True)

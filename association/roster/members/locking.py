"""Locks in the one order in which nobody waits in a ring: the paguyuban (access/fence.py), members
by id, NIKs and participants (people/participants/reads.py), then the audit chain, which write_tx
takes last."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from association.people.participants.reads import hold
from association.roster.members.keys import NIK_PURPOSE
from association.roster.members.models import Member
from association.vault import vault


def locked(
    session: Session, member_ids: Iterable[int], niks: Iterable[str | None] = ()
) -> list[Member]:
    """Lock members, then their participants with those of `niks`, which they are to get; gives the
    members by id, as they stand now, with their stalls.

    Call it before anything is written, once for all. Who is outside the reach is passed over.
    """
    rows = list(
        session.scalars(
            sa.select(Member)
            .where(Member.id.in_(list(member_ids)))
            .order_by(Member.id)
            .options(selectinload(Member.stalls), selectinload(Member.participant))
            .with_for_update(),
            execution_options={"populate_existing": True},
        )
    )
    people = [member.participant_id for member in rows if member.participant_id]
    own = [member.nik_index for member in rows if member.nik_index]
    hold(session, people, [*own, *(vault.index(one, NIK_PURPOSE) for one in niks if one)])
    return rows


def locked_niks(session: Session, *niks: str | None) -> None:
    """Lock who has these NIKs, or gets them, where no member is there yet."""
    hold(session, (), [vault.index(one, NIK_PURPOSE) for one in niks if one])


def locked_one(session: Session, member_id: int) -> Member:
    """Lock one member alone; their participant may be locked after. Raises NoResultFound outside
    the reach."""
    return session.get_one(Member, member_id, with_for_update=True)

"""Link a member to the one participant of their NIK."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.fence import beyond
from association.people.participants.models import Contribution, Participant
from association.people.participants.reads import has_paid, hold, made
from association.rules.house.errors import RuleError
from association.rules.people.leaving import Leaving
from association.rules.people.likeness import like_names

# The roster lies above; linking only asks who stands on a participant.
_roster = sa.table("member", sa.column("participant_id"), sa.column("left_reason"))


def link(
    session: Session,
    *,
    nik_index: bytes,
    name: str,
    birth_date: date | None,
    current: Participant | None,
) -> Participant | None:
    """Find or make the participant of a NIK; None when the NIK is known with other data, for an
    officer to decide.

    Linking asks for the NIK and the birth date and a like name, unless nobody stands on the NIK any
    more and nothing was recorded. A member whose NIK is corrected keeps the participant, and with
    it the contributions, as long as nobody else stands on it.
    """
    hold(session, [current.id] if current is not None else [], [nik_index])
    with beyond(session):
        known = session.scalar(sa.select(Participant).where(Participant.nik_index == nik_index))
        if known is not None and known is not current:
            if current is not None and has_paid(session, current.id):
                raise RuleError(
                    "NIK ini perlu dicocokkan petugas Dinas dulu, karena iuran yang sudah "
                    "tercatat ada pada NIK sebelumnya."
                )
            if not _is_free(session, known):
                return known if _is_same(known, name, birth_date) else None
        if known is None:
            alone = current is not None and not _shared(session, current.id)
            known = current if current is not None and alone else Participant()
            known.nik_index = nik_index
            session.add(known)
        if not _shared(session, known.id):
            known.name, known.birth_date = name, birth_date
        session.flush()
        made(session, known)
        return known


def _is_same(known: Participant, name: str, birth_date: date | None) -> bool:
    return (
        birth_date is not None and known.birth_date == birth_date and like_names(known.name, name)
    )


def _is_free(session: Session, known: Participant) -> bool:
    """Tell whether no roster stands on a participant any more, and nothing was ever recorded."""
    recorded = sa.exists().where(Contribution.participant_id == known.id)
    sent = known.sent_on or known.registered_on or known.ended_on or known.kpj_sealed
    stands = sa.exists().where(_roster.c.participant_id == known.id)
    return not (sent or session.scalar(sa.select(sa.or_(stands, recorded))))


def _shared(session: Session, participant_id: int | None) -> bool:
    """Tell whether more than one roster stands on the participant; a row that moved on to another
    roster is the same row still."""
    if participant_id is None:
        return False
    rows = session.scalar(
        sa.select(sa.func.count())
        .select_from(_roster)
        .where(_roster.c.participant_id == participant_id, _roster.c.left_reason != Leaving.MOVED)
    )
    return (rows or 0) > 1

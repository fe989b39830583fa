"""Select two rows that are to be one, and which of them would stay."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.people.participants.reads import has_paid
from association.roster.members.locking import locked
from association.roster.members.models import Member
from association.rules.people.leaving import has_left


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows: the one that would stay (contributions, then a NIK, then age decide) and the
    other."""

    kept: Member
    other: Member
    is_blocked: bool  # contributions hang on both, under two NIKs


def pair(
    session: Session, first_id: int, second_id: int, *, today: date, lock: bool = False
) -> Pair:
    """Get two rows to be merged; NoResultFound outside the reach, off the roster, or for one row
    twice."""
    ids = sorted({first_id, second_id})
    two = locked(session, ids) if lock else [session.get_one(Member, one) for one in ids]
    if len(two) != 2 or any(has_left(one.left_on, today) for one in two):
        raise NoResultFound
    paid = {
        one.id: bool(one.participant_id and has_paid(session, one.participant_id)) for one in two
    }
    kept, other = sorted(two, key=lambda one: (not paid[one.id], one.nik_index is None, one.id))
    blocked = all(paid.values()) and kept.participant_id != other.participant_id
    return Pair(kept, other, blocked)

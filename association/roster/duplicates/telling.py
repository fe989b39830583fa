"""Remember that two rows are two people."""

from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.roster.duplicates.models import TwoPeople
from association.roster.members.locking import locked_one
from association.roster.members.models import Member


@write_once
def tell_apart(
    session: Session, first_id: int, second_id: int, by: By, *, once: Once | None
) -> None:
    """Remember that two rows are two people; saying it twice changes nothing. Raises NoResultFound
    outside the reach."""
    low, high = sorted((first_id, second_id))
    if low == high:
        raise NoResultFound
    session.get_one(Member, high)
    member = locked_one(session, low)
    if session.get(TwoPeople, (low, high)) is None:
        session.add(
            TwoPeople(
                low_id=low,
                high_id=high,
                association_id=member.association_id,
                account_id=by.account_id,
                at=by.at,
            )
        )
        record(session, by, "tell apart", f"member:{low}", other=high)

"""Take one member off the roster, and put them back."""

from typing import Any

from sqlalchemy.orm import Session

from association.access.by import By
from association.database import write_tx
from association.once import Once, write_once
from association.roster.history.kinds import ChangeKind
from association.roster.members import actions as members
from association.roster.members.locking import locked_one
from association.rules.house.said import hold


@write_once
def take_off(
    session: Session, member_id: int, values: dict[str, Any], by: By, *, once: Once | None
) -> None:
    """Take one member off the roster (`left_on` as text, `left_reason` of
    rules.people.leaving); nothing when they have left."""
    member = locked_one(session, member_id)
    if member.left_on is None:
        members.put(session, member, values, by, kind=ChangeKind.LEAVE)


def put_back(member_id: int, by: By) -> None:
    """Put one member back on the roster; nothing when they are there."""
    with write_tx() as tx:
        member = locked_one(tx.session, member_id)
        if member.left_on is not None:
            hold(by.said, {"hari": member.left_on})
            members.put(
                tx.session, member, {"left_on": None, "left_reason": ""}, by, kind=ChangeKind.RETURN
            )

"""Keep who was chosen; take one member off the roster, and put them back."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.database import write_tx
from association.once import Once, write_once
from association.roster.bulk import reads
from association.roster.bulk.models import Selection
from association.roster.history.kinds import ChangeKind
from association.roster.members import actions as members
from association.roster.members.locking import locked_one

KEPT_FOR = timedelta(days=1)


def keep(member_ids: list[int], by: By) -> int:
    """Keep who was chosen, those of one's own roster only; returns the selection's id. Older ones
    are dropped."""
    with write_tx() as tx:
        tx.session.execute(sa.delete(Selection).where(Selection.created_at < by.at - KEPT_FOR))
        selection = Selection(
            association_id=by.association_id,
            account_id=by.account_id,
            member_ids=reads.own_ids(tx.session, member_ids),
            created_at=by.at,
        )
        tx.session.add(selection)
        tx.session.flush()
        return selection.id


def decide(selection_id: int, action: str, values: dict[str, Any]) -> None:
    """Keep what is to be done to a selection, until it is confirmed."""
    with write_tx() as tx:
        selection = tx.session.get_one(Selection, selection_id, with_for_update=True)
        selection.action, selection.values = action, values


@write_once
def take_off(
    session: Session, member_id: int, values: dict[str, Any], by: By, *, once: Once | None
) -> None:
    """Take one member off the roster (`left_on` as text, `left_reason` of rules.leaving); nothing
    when they have left."""
    member = locked_one(session, member_id)
    if member.left_on is None:
        members.put(session, member, values, by, kind=ChangeKind.LEAVE)


def put_back(member_id: int, by: By) -> None:
    """Put one member back on the roster; nothing when they are there."""
    with write_tx() as tx:
        member = locked_one(tx.session, member_id)
        if member.left_on is not None:
            members.put(
                tx.session, member, {"left_on": None, "left_reason": ""}, by, kind=ChangeKind.RETURN
            )

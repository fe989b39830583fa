"""Keep who was chosen, and what is to be done to them."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound

from association.access.by import By
from association.database import write_tx
from association.roster.bulk import selections
from association.roster.bulk.models import Selection
from association.rules.house.said import hold

MOST = 20  # selections of one paguyuban that wait to be confirmed


def keep(member_ids: list[int], by: By, *, filtered: str = "") -> int:
    """Keep who was chosen, those of one's own roster only; returns the selection's id. The
    oldest ones of a paguyuban that has too many are dropped. OutOfDate when everyone of the filter
    that the page counted is another number now, NoResultFound when nobody is its own."""
    with write_tx() as tx:
        own = selections.own_ids(tx.session, member_ids)
        if not own:
            raise NoResultFound
        if filtered and by.said.get("saringan") == filtered:
            hold(by.said, {"orang": len(own)})
        theirs = sa.select(Selection.id).where(Selection.association_id == by.association_id)
        older = tx.session.scalars(theirs.order_by(Selection.id.desc()).offset(MOST - 1)).all()
        tx.session.execute(sa.delete(Selection).where(Selection.id.in_(older)))
        selection = Selection(
            association_id=by.association_id,
            account_id=by.account_id,
            member_ids=own,
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

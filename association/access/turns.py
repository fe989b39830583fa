"""One after another: a transaction that writes for a paguyuban holds its row before all else, and
long work lets others in between."""

import time
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from association.access.reach import OneAssociation
from association.database import is_postgresql
from association.steps import FIRST

TURN_SECONDS = 0.3  # after so long a chunk ends, and lets others have their turn
REQUEST_SECONDS = 3.0  # after so long a request begins no further chunk

# Territory lies above; a turn only needs the row.
_association = sa.table("association", sa.column("id"))


@FIRST.fill
def take_turn(session: Session, also: int | None) -> None:
    """Hold the paguyuban that the session reaches, and another one, by id, until the commit: who
    works for one takes turns.

    Rows that point to a paguyuban may still be added. SQLite lets one write at a time anyway.
    """
    reach = session.info.get("reach")
    wanted = {also, reach.association_id if isinstance(reach, OneAssociation) else None} - {None}
    if wanted and is_postgresql(session):
        chosen = sa.select(_association.c.id).where(_association.c.id.in_(wanted))
        session.execute(chosen.order_by(_association.c.id).with_for_update(key_share=True)).all()


class Pace:
    """Says when long work should let others in between; begins with the work."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    @property
    def ends_turn(self) -> bool:
        """Tell whether a chunk has held its paguyuban long enough."""
        return time.monotonic() - self._began > TURN_SECONDS

    @property
    def ends_request(self) -> bool:
        """Tell whether the rest is for another request."""
        return time.monotonic() - self._began > REQUEST_SECONDS


@event.listens_for(Session, "do_orm_execute")
def _let_others_point(state: ORMExecuteState) -> None:
    """Lock rows FOR NO KEY UPDATE on PostgreSQL: others may still add rows that point to them."""
    locks = getattr(state.statement, "_for_update_arg", None)
    if locks is not None and not (locks.key_share or locks.skip_locked):
        state.statement = cast(sa.Select[Any], state.statement).with_for_update(key_share=True)

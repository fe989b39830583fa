"""One after another: a transaction that writes for a paguyuban holds its row before all else."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.reach import OneAssociation
from association.database import FIRST, is_postgresql

# Territory lies above; a turn only needs the row.
_association = sa.table("association", sa.column("id"))


@FIRST.fill
def take_turn(session: Session) -> None:
    """Hold the paguyuban that the session reaches, so that who works for it takes turns.

    SQLite lets one write at a time anyway.
    """
    reach = session.info.get("reach")
    if isinstance(reach, OneAssociation):
        lock_paguyuban(session, reach.association_id)


def lock_paguyuban(session: Session, *association_ids: int) -> None:
    """Hold these paguyuban, by id, until the commit; rows that point to them may still be added.

    Always the first lock of a transaction, of whoever changes a roster without reaching it as its
    leader.
    """
    if is_postgresql(session):
        chosen = sa.select(_association.c.id).where(_association.c.id.in_(association_ids))
        by_id = chosen.order_by(_association.c.id)
        session.execute(by_id.with_for_update(key_share=True)).all()

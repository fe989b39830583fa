"""The steps that every joining, dividing and putting back begins or goes on with."""

from collections.abc import Collection
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.access.fence import beyond
from association.ledger.audit.actions import record
from association.office.regrouping.choosing import Place, roster
from association.office.regrouping.models import Fate, Regrouped, Regrouping
from association.roster.history.actions import open_batch
from association.roster.history.kinds import BatchKind
from association.roster.members.models import Member
from association.territory.models import Association

LONGEST_SOURCE = 60


def locked(session: Session, *association_ids: int) -> list[Association]:
    """Hold paguyuban of the city until the commit, and give them in this order; NoResultFound
    outside it."""
    rows = sa.select(Association).where(Association.id.in_(association_ids))
    session.scalars(rows.order_by(Association.id).with_for_update()).all()
    return [session.get_one(Association, number) for number in association_ids]


def locked_with(
    session: Session, regrouping_id: int
) -> tuple[Regrouping, Association, Association]:
    """Hold what was done after the two paguyuban it was done to; gives it with the one that is
    left and the other. NoResultFound outside the city."""
    done = session.get_one(Regrouping, regrouping_id)
    giver, taker = locked(session, done.from_id, done.to_id)
    done = session.get_one(Regrouping, regrouping_id, with_for_update=True, populate_existing=True)
    return done, giver, taker


def for_(by: By, association_id: int) -> By:
    """Let an officer act for a paguyuban: what they do stands in its history, and in its log."""
    return replace(by, association_id=association_id, city_id=None)


def open_batches(
    session: Session, giver: Association, taker: Association, by: By
) -> tuple[int, int]:
    """Begin what the leaders of both sides see in their histories; gives the giver's batch and the
    taker's."""
    away, taken = BatchKind.SENT_AWAY, BatchKind.TAKEN_IN
    to, off = taker.name[:LONGEST_SOURCE], giver.name[:LONGEST_SOURCE]
    with beyond(session):
        return (
            open_batch(session, for_(by, giver.id), away, source=to),
            open_batch(session, for_(by, taker.id), taken, source=off),
        )


def tell(session: Session, done: Regrouping, by: By, what: str) -> None:
    """Note what is done in the log of the city and of both paguyuban."""
    subject, ids = f"regrouping:{done.id}", {"from": done.from_id, "to": done.to_id}
    for one in (by, for_(by, done.from_id), for_(by, done.to_id)):
        record(session, one, what, subject, kind=str(done.kind), **ids)


def enlist(
    session: Session, done: Regrouping, by: By, places: Collection[Place] | None = None
) -> None:
    """List who of the roster is to move and is not listed yet."""
    listed = sa.exists().where(Regrouped.regrouping_id == done.id, Regrouped.member_id == Member.id)
    columns = {
        "regrouping_id": sa.literal(done.id),
        "member_id": Member.id,
        "city_id": Member.city_id,
        "fate": sa.literal(Fate.WAITING.value),
        "carrier_id": Member.messenger_id,
    }
    wanted = roster(done.from_id, by.day, *columns.values(), places=places).where(~listed)
    with beyond(session):
        session.execute(sa.insert(Regrouped).from_select(list(columns), wanted))

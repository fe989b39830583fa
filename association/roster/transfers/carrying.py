"""Move the members of an offer that was accepted."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.access.fence import beyond
from association.database import db, write_tx
from association.roster.crossing.actions import Side, cross
from association.roster.history.actions import open_batch
from association.roster.history.kinds import BatchKind
from association.roster.members.locking import locked
from association.roster.members.models import Member
from association.roster.members.state import AlreadyOnRoster
from association.roster.transfers.locking import locked_offer
from association.roster.transfers.models import RowState, Transfer, TransferRow

CHUNK = 50


def carry_out(transfer_id: int, by: By, *, city_id: int) -> None:
    """Move the next 50 accepted members onto the receiver's roster, each exactly once, in one
    transaction."""
    with write_tx(also=db.session().get_one(Transfer, transfer_id).from_id) as tx:
        transfer = locked_offer(tx.session, transfer_id, to_id=by.association_id)
        accepted = (TransferRow.transfer_id == transfer_id, TransferRow.state == RowState.ACCEPTED)
        rows = tx.session.scalars(
            sa.select(TransferRow).where(*accepted).order_by(TransferRow.id).limit(CHUNK)
        ).all()
        if not rows:
            return
        giver, taker = _sides(tx.session, transfer, by)
        old = _old_rows(tx.session, transfer, [row.member_id for row in rows])
        for row in rows:
            with beyond(tx.session):
                _move(tx.session, row, old[row.member_id], giver, taker, city_id=city_id)


def _sides(session: Session, transfer: Transfer, by: By) -> tuple[Side, Side]:
    """Give who gives and who takes, with the batches in their histories."""
    giving = By(account_id=by.account_id, association_id=transfer.from_id, at=by.at)
    if transfer.to_batch_id is None:
        transfer.to_batch_id = open_batch(session, by, BatchKind.MOVE)
        with beyond(session):
            transfer.from_batch_id = open_batch(session, giving, BatchKind.MOVE)
    assert transfer.from_batch_id is not None
    giver = Side(giving, transfer.from_batch_id, transfer.from_name)
    return giver, Side(by, transfer.to_batch_id, transfer.to_name)


def _old_rows(session: Session, transfer: Transfer, member_ids: list[int]) -> dict[int, Member]:
    """Reach over the fence for the members of accepted rows, and lock them and their
    participants."""
    with beyond(session):
        old = locked(session, member_ids)
    return {member.id: member for member in old if member.association_id == transfer.from_id}


def _move(
    session: Session, row: TransferRow, old: Member, giver: Side, taker: Side, *, city_id: int
) -> None:
    """Move the member of one accepted row onto the receiver's roster, and off the giver's."""
    if old.left_on is not None:
        row.state = RowState.GONE
        return
    try:
        new = cross(session, old, giver, taker, city_id=city_id)
    except AlreadyOnRoster as error:
        row.state, row.new_member_id = RowState.TWIN, error.member_id
        return
    row.state, row.new_member_id = RowState.MOVED, new.id

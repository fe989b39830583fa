"""Withdraw an offer, answer it, and set members of it aside."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.database import write_tx
from association.ledger.audit.actions import record
from association.roster.transfers.locking import locked_offer
from association.roster.transfers.models import OfferState, RowState, TransferRow
from association.rules.house.errors import RuleError
from association.rules.house.said import hold


def withdraw(transfer_id: int, by: By) -> None:
    """Take an offer back. Raises RuleError once it is answered; NoResultFound for anyone but the
    offering side."""
    with write_tx() as tx:
        transfer = locked_offer(tx.session, transfer_id, from_id=by.association_id)
        if transfer.state == OfferState.ANSWERED:
            raise RuleError("Tawaran ini sudah dijawab, jadi tidak bisa ditarik lagi.")
        if transfer.state == OfferState.OPEN:
            transfer.state = OfferState.WITHDRAWN
            record(tx.session, by, "withdraw offer", f"transfer:{transfer_id}")
            _settle(tx.session, transfer_id, RowState.DECLINED)


def mark_row(transfer_id: int, row_id: int, by: By, *, declined: bool) -> None:
    """Set one member of an open offer aside, or take them in again; nothing once the offer is
    answered."""
    with write_tx() as tx:
        transfer = locked_offer(tx.session, transfer_id, to_id=by.association_id)
        row = tx.session.scalars(
            sa.select(TransferRow).where(
                TransferRow.id == row_id, TransferRow.transfer_id == transfer_id
            )
        ).one()
        if transfer.state == OfferState.OPEN:
            row.state = RowState.DECLINED if declined else RowState.OFFERED


def answer(transfer_id: int, by: By, *, accepts: bool) -> None:
    """Accept or decline everyone of an offer who was not set aside; `carry_out` then moves them.

    A second answer changes nothing. Raises RuleError when it was withdrawn, OutOfDate when they are
    not as many as the page said; NoResultFound for
    anyone but the receiver.
    """
    with write_tx() as tx:
        transfer = locked_offer(tx.session, transfer_id, to_id=by.association_id)
        if transfer.state == OfferState.WITHDRAWN:
            raise RuleError("Tawaran ini sudah ditarik oleh %(name)s.", name=transfer.from_name)
        if transfer.state == OfferState.ANSWERED:
            return
        offered = TransferRow.transfer_id == transfer_id, TransferRow.state == RowState.OFFERED
        people = tx.session.scalar(sa.select(sa.func.count()).where(*offered))
        hold(by.said, {"orang": people})
        transfer.state = OfferState.ANSWERED
        _settle(tx.session, transfer_id, RowState.ACCEPTED if accepts else RowState.DECLINED)
        record(
            tx.session,
            by,
            "accept offer" if accepts else "decline offer",
            f"transfer:{transfer_id}",
        )


def _settle(session: Session, transfer_id: int, state: RowState) -> None:
    offered = (TransferRow.transfer_id == transfer_id, TransferRow.state == RowState.OFFERED)
    session.execute(sa.update(TransferRow).where(*offered).values(state=state))

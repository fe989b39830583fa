"""Move the members of an offer that was accepted."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.access.fence import beyond
from association.database import db, write_tx
from association.ledger.audit.actions import savepoint
from association.roster.history.actions import open_batch
from association.roster.history.kinds import BatchKind, ChangeKind
from association.roster.history.models import Change
from association.roster.members import actions as members
from association.roster.members.locking import locked
from association.roster.members.models import Card, Member
from association.roster.members.state import AlreadyOnRoster, values_from
from association.roster.transfers.locking import locked_offer
from association.roster.transfers.models import RowState, Transfer, TransferRow
from association.rules.people.leaving import Leaving
from association.vault import vault

CHUNK = 50
LONGEST_NOTE = 200


def carry_out(transfer_id: int, by: By, *, city_id: int, today: date) -> None:
    """Move the next 50 accepted members onto the receiver's roster, each exactly once, in one
    transaction."""
    with write_tx(also=db.session().get_one(Transfer, transfer_id).from_id) as tx:
        transfer = locked_offer(tx.session, transfer_id, to_id=by.association_id)
        accepted = (TransferRow.transfer_id == transfer_id, TransferRow.state == RowState.ACCEPTED)
        rows = tx.session.scalars(
            sa.select(TransferRow).where(*accepted).order_by(TransferRow.id).limit(CHUNK)
        ).all()
        if rows and transfer.to_batch_id is None:
            transfer.to_batch_id = open_batch(tx.session, by, BatchKind.MOVE)
            with beyond(tx.session):
                transfer.from_batch_id = open_batch(
                    tx.session, _giver(transfer, by), BatchKind.MOVE
                )
        old = _old_rows(tx.session, transfer, [row.member_id for row in rows])
        for row in rows:
            _move(tx.session, transfer, row, old[row.member_id], by, city_id=city_id, today=today)


def _giver(transfer: Transfer, by: By) -> By:
    return By(account_id=by.account_id, association_id=transfer.from_id, at=by.at)


def _old_rows(session: Session, transfer: Transfer, member_ids: list[int]) -> dict[int, Member]:
    """Reach over the fence for the members of accepted rows, and lock them and their
    participants."""
    with beyond(session):
        old = locked(session, member_ids)
    return {member.id: member for member in old if member.association_id == transfer.from_id}


def _move(
    session: Session,
    transfer: Transfer,
    row: TransferRow,
    old: Member,
    by: By,
    *,
    city_id: int,
    today: date,
) -> None:
    """Move the member of one accepted row onto the receiver's roster, and off the giver's."""
    if old.left_on is not None:
        row.state = RowState.GONE
        return
    try:
        with savepoint(session):
            new = members.add(
                session, values_from(old), by, city_id=city_id, batch_id=transfer.to_batch_id
            )
    except AlreadyOnRoster as error:
        row.state, row.new_member_id = RowState.TWIN, error.member_id
        return
    note = " · ".join(filter(None, (old.note, f"ke {transfer.to_name}")))[-LONGEST_NOTE:]
    with beyond(session):
        _share_person(session, new, old)
        left = {"left_on": today.isoformat(), "left_reason": Leaving.MOVED.value, "note": note}
        giver = _giver(transfer, by)
        members.put(
            session, old, left, giver, kind=ChangeKind.LEAVE, batch_id=transfer.from_batch_id
        )
        _swap_cards(session, old.id, new.id)
        session.flush()
    row.state, row.new_member_id = RowState.MOVED, new.id


def _share_person(session: Session, new: Member, old: Member) -> None:
    """Let the new row stand on the old one's participant: it is the same row of the same person,
    without a new look-up."""
    if (new.participant, new.link_pending) == (old.participant, old.link_pending):
        return
    new.participant, new.link_pending = old.participant, old.link_pending
    session.flush()
    session.execute(sa.update(Change).where(Change.member_id == new.id).values(version=new.version))


def _swap_cards(session: Session, old_id: int, new_id: int) -> None:
    """Let the card that the member holds open their new row; the old row keeps the unused new
    one."""
    cards = {
        card.member_id: card
        for card in session.scalars(sa.select(Card).where(Card.member_id.in_((old_id, new_id))))
    }
    if len(cards) < 2:
        return
    codes = {
        number: vault.open(card.code_sealed, f"card|code|{number}")
        for number, card in cards.items()
    }
    places = {
        number: (card.association_id, card.city_id, card.code_index)
        for number, card in cards.items()
    }
    for card in cards.values():
        session.delete(card)
    session.flush()
    for number, other in ((old_id, new_id), (new_id, old_id)):
        association_id, city_id, _index = places[number]
        session.add(
            Card(
                code_index=places[other][2],
                member_id=number,
                association_id=association_id,
                city_id=city_id,
                code_sealed=vault.seal(codes[other], f"card|code|{number}"),
            )
        )

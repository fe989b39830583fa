"""Offer members to another paguyuban, withdraw the offer, answer it, and carry out what was
accepted."""

import json
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.access.fence import beyond
from association.database import write_tx
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.roster.history.actions import open_batch
from association.roster.history.kinds import BatchKind, ChangeKind
from association.roster.history.models import Change
from association.roster.members import actions as members
from association.roster.members.locking import locked
from association.roster.members.models import Card, Member
from association.roster.members.state import AlreadyOnRoster, values_from
from association.roster.members.statuses import on_roster, stall_labels
from association.roster.transfers import reads
from association.roster.transfers.models import OfferState, RowState, Transfer, TransferRow
from association.rules.house.errors import RuleError
from association.rules.people.leaving import Leaving
from association.vault import vault

CHUNK = 50
AT_ONCE = 500
LONGEST_NOTE = 200


@write_once
def offer(
    session: Session,
    member_ids: list[int],
    by: By,
    *,
    city_id: int,
    own_name: str,
    to_id: int,
    today: date,
    once: Once | None,
) -> int:
    """Offer members of one's roster to another paguyuban of the city; returns the offer's id.

    Those who left, and those who stand in another open offer, are not offered again. Raises
    RuleError for a paguyuban that is not in the city, and when nobody is left to offer.
    """
    assert by.association_id is not None
    names = dict(reads.neighbours(session, city_id=city_id, own=by.association_id))
    if to_id not in names:
        raise RuleError("Pilih paguyuban lain di kota yang sama.")
    transfer = Transfer(
        from_id=by.association_id,
        to_id=to_id,
        from_name=own_name,
        to_name=names[to_id],
        account_id=by.account_id,
        state=OfferState.OPEN,
        at=by.at,
    )
    session.add(transfer)
    session.flush()
    offered = _add_rows(session, transfer, member_ids, today)
    if not offered:
        raise RuleError(
            "Tidak ada yang bisa ditawarkan: sudah keluar dari daftar, atau sedang ditawarkan."
        )
    subject = f"transfer:{transfer.id}"
    record(session, by, "offer members", subject, members=offered, to=to_id)
    return transfer.id


def _add_rows(session: Session, transfer: Transfer, member_ids: list[int], today: date) -> int:
    offered = 0
    for start in range(0, len(member_ids), AT_ONCE):
        ids = member_ids[start : start + AT_ONCE]
        busy, stalls = reads.offered_elsewhere(session, ids), stall_labels(session, ids)
        statement = sa.select(Member.id, Member.name, Member.commodity).where(
            Member.id.in_(ids),
            Member.association_id == transfer.from_id,
            on_roster(today),
        )
        rows = []
        for member_id, name, commodity in session.execute(
            statement.order_by(Member.sort_name, Member.id)
        ):
            if member_id in busy:
                continue
            row = TransferRow(
                transfer_id=transfer.id,
                from_id=transfer.from_id,
                to_id=transfer.to_id,
                member_id=member_id,
                state=RowState.OFFERED,
            )
            rows.append(
                (row, name, " · ".join(filter(None, (stalls.get(member_id, ""), commodity))))
            )
        session.add_all([row for row, _name, _about in rows])
        session.flush()
        for row, name, about in rows:
            row.shown_sealed = vault.seal(json.dumps([name, about]), f"transfer_row|shown|{row.id}")
        offered += len(rows)
    session.flush()
    return offered


def withdraw(transfer_id: int, by: By) -> None:
    """Take an offer back. Raises RuleError once it is answered; NoResultFound for anyone but the
    offering side."""
    with write_tx() as tx:
        transfer = _locked(tx.session, transfer_id, from_id=by.association_id)
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
        transfer = _locked(tx.session, transfer_id, to_id=by.association_id)
        row = tx.session.scalars(
            sa.select(TransferRow).where(
                TransferRow.id == row_id, TransferRow.transfer_id == transfer_id
            )
        ).one()
        if transfer.state == OfferState.OPEN:
            row.state = RowState.DECLINED if declined else RowState.OFFERED


def answer(transfer_id: int, by: By, *, accepts: bool) -> None:
    """Accept or decline everyone of an offer who was not set aside; `carry_out` then moves them.

    A second answer changes nothing. Raises RuleError when it was withdrawn; NoResultFound for
    anyone but the receiver.
    """
    with write_tx() as tx:
        transfer = _locked(tx.session, transfer_id, to_id=by.association_id)
        if transfer.state == OfferState.WITHDRAWN:
            raise RuleError("Tawaran ini sudah ditarik oleh %(name)s.", name=transfer.from_name)
        if transfer.state == OfferState.ANSWERED:
            return
        transfer.state = OfferState.ANSWERED
        _settle(tx.session, transfer_id, RowState.ACCEPTED if accepts else RowState.DECLINED)
        record(
            tx.session,
            by,
            "accept offer" if accepts else "decline offer",
            f"transfer:{transfer_id}",
        )


def _locked(
    session: Session, transfer_id: int, *, from_id: int | None = None, to_id: int | None = None
) -> Transfer:
    side = Transfer.from_id == from_id if from_id is not None else Transfer.to_id == to_id
    return session.scalars(
        sa.select(Transfer).where(Transfer.id == transfer_id, side).with_for_update()
    ).one()


def _settle(session: Session, transfer_id: int, state: RowState) -> None:
    offered = (TransferRow.transfer_id == transfer_id, TransferRow.state == RowState.OFFERED)
    session.execute(sa.update(TransferRow).where(*offered).values(state=state))


def carry_out(transfer_id: int, by: By, *, city_id: int, today: date) -> None:
    """Move the next 50 accepted members onto the receiver's roster, each exactly once, in one
    transaction."""
    with write_tx() as tx:
        transfer = _locked(tx.session, transfer_id, to_id=by.association_id)
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
        with session.begin_nested():
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

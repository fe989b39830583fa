"""Deposit the cash that a collector holds, prove the deposit, take it back."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.cash import custody
from association.cover.cash.in_time import refuse_too_late
from association.cover.contributions.numbers import ask_about_number
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.people.participants.models import Contribution, Deposit
from association.rules.house.errors import RuleError
from association.rules.house.said import hold
from association.rules.law.custody import Custody, DepositValues, may_become, reference
from association.rules.law.payments import LONGEST_REASON
from association.rules.people.dates import format_date


@write_once
def deposit(
    session: Session, values: DepositValues, by: By, *, today: date, once: Once | None
) -> int:
    """Pay in cash that a collector holds, all of it or chosen receipts; returns the deposit's id.

    Raises RuleError when there is none, a chosen one is not in the collector's hand, the day lies
    ahead or the number is missing; NumberTaken for one used at this channel before, unless
    confirmed.
    """
    number = reference(values.reference)
    if not number:
        raise RuleError("Tulis nomor bukti setor. Tanpa nomor, setoran tidak bisa dibuktikan.")
    if values.day > today:
        raise RuleError("Tanggal setor tidak boleh sesudah hari ini.")
    assert by.association_id is not None
    if not values.number_confirmed:
        own = by.association_id
        ask_about_number(session, association_id=own, channel=values.channel, number=number)
    held = _chosen(session, values, by)
    _check_day(held, values.day)
    refuse_too_late(session, held, values.day, association_id=by.association_id)
    made = Deposit(
        association_id=by.association_id,
        collector_id=values.collector_id,
        day=values.day,
        channel=values.channel,
        reference=number,
        amount=sum(one.amount for one in held),
        made_by=by.account_id,
        made_at=by.at,
    )
    session.add(made)
    session.flush()
    for one in held:
        _move(one, Custody.DEPOSITED)
        one.deposit_id, one.received_on = made.id, made.day
    record(session, by, "deposit cash", f"deposit:{made.id}", contributions=len(held))
    return made.id


def _chosen(session: Session, values: DepositValues, by: By) -> list[Contribution]:
    """Give what is to be paid in, locked, of what the collector holds now."""
    assert by.association_id is not None
    own, collector = by.association_id, values.collector_id
    held = custody.entrusted(session, association_id=own, collector_id=collector, lock=True)
    if values.chosen is None:
        whole = [one for one in held if values.seen is None or one.id <= values.seen]
        hold(by.said, {"kuitansi": len(whole), "rupiah": sum(one.amount for one in whole)})
        return whole
    chosen = [one for one in held if one.id in values.chosen]
    if held and not values.chosen:
        raise RuleError("Centang dulu kuitansi yang uangnya disetor.")
    if held and len(chosen) < len(values.chosen):
        raise RuleError(
            "Sebagian kuitansi yang dicentang sudah disetor, dibatalkan, atau diurungkan. Periksa "
            "lagi daftarnya."
        )
    return chosen


def _check_day(held: list[Contribution], day: date) -> None:
    if not held:
        raise RuleError("Tidak ada uang yang perlu disetor.")
    taken = max(one.paid_on for one in held)
    if day < taken:
        raise RuleError(
            "Tanggal setor lebih awal daripada uang yang diterima %(day)s.", day=format_date(taken)
        )


@write_once
def prove(session: Session, deposit_id: int, by: By, *, once: Once | None) -> None:
    """Say that the channel's proof of a deposit was seen. Saying it twice changes nothing.

    Raises NoResultFound when withdrawn, RuleError for who took its cash or noted it, as long as
    somebody else may prove it.
    """
    made = session.get_one(Deposit, deposit_id, with_for_update=True)
    if made.withdrawn_at is not None:
        raise NoResultFound
    if made.proven_at is None:
        if by.account_id in (made.made_by, made.collector_id):
            _leave_to_others(session, made, by)
        made.proven_at, made.proven_by = by.at, by.account_id
        for one in _of(session, deposit_id):
            _move(one, Custody.PROVEN)
        record(session, by, "prove deposit", f"deposit:{deposit_id}")


@write_once
def withdraw(session: Session, deposit_id: int, by: By, *, reason: str, once: Once | None) -> None:
    """Take a wrongly noted deposit back, proven or not: its cash is the collector's again. Raises
    RuleError without a reason."""
    if not reason.strip():
        raise RuleError("Tulis alasannya dulu, supaya orang lain tahu mengapa ditarik.")
    made = session.get_one(Deposit, deposit_id, with_for_update=True)
    if made.withdrawn_at is None:
        made.withdrawn_at, made.withdrawn_by = by.at, by.account_id
        made.withdrawn_reason = reason.strip()[:LONGEST_REASON]
        for one in _of(session, deposit_id):
            _move(one, Custody.ENTRUSTED)
            one.deposit_id, one.received_on = None, None
        record(session, by, "withdraw deposit", f"deposit:{deposit_id}")


def _leave_to_others(session: Session, made: Deposit, by: By) -> None:
    names = custody.others(session, made, today=by.day)
    if names:
        raise RuleError(
            "Setoran ini dibuktikan pengurus lain, bukan yang menyetor: minta %(names)s melihat "
            "buktinya.",
            names=", ".join(names),
        )


def _of(session: Session, deposit_id: int) -> list[Contribution]:
    return list(
        session.scalars(sa.select(Contribution).where(Contribution.deposit_id == deposit_id))
    )


def _move(contribution: Contribution, then: Custody) -> None:
    if not may_become(Custody(contribution.custody), then):
        raise RuntimeError(f"custody cannot go from {contribution.custody} to {then}")
    contribution.custody = then

"""Deposit the cash that a collector holds, prove the deposit, take it back."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.cash import custody
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.people.participants.models import Contribution, Deposit
from association.rules.house.errors import RuleError
from association.rules.law.custody import Custody, DepositValues, may_become, reference
from association.rules.people.dates import format_date


class NumberTaken(RuleError):
    """The channel's number stands on another deposit already; `deposit_id` names that one."""

    def __init__(self, template: str, /, *, deposit_id: int, **values: object) -> None:
        super().__init__(template, **values)
        self.deposit_id = deposit_id


@write_once
def deposit(
    session: Session, values: DepositValues, by: By, *, today: date, once: Once | None
) -> int:
    """Pay in all the cash that a collector holds; returns the deposit's id.

    Raises RuleError when there is none, the day lies ahead, the number is missing or was used at
    this channel before.
    """
    number = reference(values.reference)
    if not number:
        raise RuleError("Tulis nomor bukti setor. Tanpa nomor, setoran tidak bisa dibuktikan.")
    if values.day > today:
        raise RuleError("Tanggal setor tidak boleh sesudah hari ini.")
    assert by.association_id is not None
    _refuse_known(session, by.association_id, values.channel, number)
    held = custody.entrusted(
        session,
        association_id=by.association_id,
        collector_id=values.collector_id,
        lock=True,
    )
    _check_day(held, values.day)
    made = _kept(session, values, number, held, by)
    for one in held:
        _move(one, Custody.DEPOSITED)
        one.deposit_id, one.received_on = made.id, made.day
    record(session, by, "deposit cash", f"deposit:{made.id}", contributions=len(held))
    return made.id


def _kept(
    session: Session, values: DepositValues, number: str, held: list[Contribution], by: By
) -> Deposit:
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
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:  # another phone was faster by a moment
        _refuse_known(session, made.association_id, values.channel, number)
        raise
    return made


def _refuse_known(session: Session, association_id: int, channel: str, number: str) -> None:
    earlier = custody.deposit_numbered(
        session, association_id=association_id, channel=channel, number=number
    )
    if earlier is not None:
        raise NumberTaken(
            (
                "Belum tersimpan: nomor %(number)s sudah dipakai untuk setoran %(day)s. Periksa "
                "lagi nomornya."
            ),
            deposit_id=earlier.id,
            number=number,
            day=format_date(earlier.day),
        )


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
    """Say that the channel's proof of a deposit was seen. Saying it twice changes nothing;
    NoResultFound when withdrawn."""
    made = session.get_one(Deposit, deposit_id, with_for_update=True)
    if made.withdrawn_at is not None:
        raise NoResultFound
    if made.proven_at is None:
        made.proven_at = by.at
        for one in _of(session, deposit_id):
            _move(one, Custody.PROVEN)
        record(session, by, "prove deposit", f"deposit:{deposit_id}")


@write_once
def withdraw(session: Session, deposit_id: int, by: By, *, reason: str, once: Once | None) -> None:
    """Take a wrongly noted deposit back, with the reason: its cash is the collector's again. Raises
    RuleError once proven."""
    if not reason.strip():
        raise RuleError("Tulis alasannya dulu, supaya orang lain tahu mengapa ditarik.")
    made = session.get_one(Deposit, deposit_id, with_for_update=True)
    if made.proven_at is not None:
        raise RuleError("Setoran ini sudah terbukti, jadi tidak bisa ditarik.")
    if made.withdrawn_at is None:
        made.withdrawn_at, made.withdrawn_reason = by.at, reason.strip()[:120]
        for one in _of(session, deposit_id):
            _move(one, Custody.ENTRUSTED)
            one.deposit_id, one.received_on = None, None
        record(session, by, "withdraw deposit", f"deposit:{deposit_id}")


def _of(session: Session, deposit_id: int) -> list[Contribution]:
    return list(
        session.scalars(sa.select(Contribution).where(Contribution.deposit_id == deposit_id))
    )


def _move(contribution: Contribution, then: Custody) -> None:
    if not may_become(Custody(contribution.custody), then):
        raise RuntimeError(f"custody cannot go from {contribution.custody} to {then}")
    contribution.custody = then

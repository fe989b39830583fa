"""Move a contribution that was recorded for the wrong person to the right one."""

from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.cash.models import Visit
from association.cover.cash.outcomes import Outcome
from association.cover.contributions.actions import (
    linked,
    register_by,
    unregister_by,
)
from association.cover.contributions.payers import payer
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.people.participants.models import Contribution, Participant, Receipt
from association.roster.history.actions import note
from association.roster.history.kinds import ChangeKind
from association.roster.members.locking import locked
from association.roster.members.models import Member
from association.roster.members.terms import terms_of
from association.rules.house.errors import RuleError
from association.rules.house.months import months_between
from association.rules.house.said import hold
from association.rules.law.coverage import Run
from association.rules.law.payments import LONGEST_REASON, Payment, check_payment
from association.rules.law.tariff import check_programmes, parse_programmes
from association.rules.people.leaving import has_left


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """What is moved where, and why: `first_month` is the right person's first paid month."""

    contribution_id: int
    source: int  # members
    target: int
    first_month: date
    reason: str
    gap_confirmed: bool = False


@write_once
def move(session: Session, moving: Moving, by: By, *, once: Once | None) -> None:
    """Move a contribution to the right person of the same roster, wherever its cash is: amount,
    receipt and deposit stay, so that every sum does; both histories tell it.

    Raises RuleError without a reason or a right person, and as record_contribution does for months
    that were paid already on the day of payment; NoResultFound for what the paguyuban did not
    record for the source.
    """
    reason = moving.reason.strip()[:LONGEST_REASON]
    if not reason:
        raise RuleError("Tulis alasannya dulu, supaya orang lain tahu mengapa dipindah.")
    people = {one.id: one for one in locked(session, [moving.source, moving.target])}
    source, target = people.get(moving.source), people.get(moving.target)
    if source is None or target is None or has_left(target.left_on, by.day):
        raise NoResultFound
    paid = _recorded(session, moving.contribution_id, source, by)
    was = Run(paid.first_month, paid.last_month)
    _put(session, paid, target, moving)
    _move_receipt(session, paid, target)
    for member, kind, run, other in (
        (source, ChangeKind.PAID_AWAY, was, target),
        (target, ChangeKind.PAID_HERE, Run(paid.first_month, paid.last_month), source),
    ):
        values = {
            "months": (run.first_month.isoformat(), run.last_month.isoformat()),
            "amount": (paid.amount, paid.amount),
            "member": ("", other.name),
            "reason": ("", reason),
        }
        note(session, by, kind, member_id=member.id, version=member.version, values=values)
    row = f"contribution:{paid.id}"
    record(session, by, "move contribution", row, source=source.id, target=target.id)


def _recorded(session: Session, contribution_id: int, source: Member, by: By) -> Contribution:
    """Get what is to be moved, locked; RuleError when it was declared void."""
    paid = session.get_one(Contribution, contribution_id, with_for_update=True)
    if (paid.participant_id, paid.association_id) != (source.participant_id, by.association_id):
        raise NoResultFound
    if paid.voided_at is not None:
        raise RuleError("Iuran ini sudah dibatalkan, jadi tidak bisa dipindah.")
    hold(by.said, {"mulai": paid.first_month, "rupiah": paid.amount})
    return paid


def _put(session: Session, paid: Contribution, target: Member, moving: Moving) -> None:
    """Put a contribution on the right person, judged as on the day when it was paid."""
    participant_id = linked(target)
    if participant_id == paid.participant_id:
        raise RuleError("Pilih anggota lain: iuran ini sudah atas nama orang itu.")
    programmes = parse_programmes(paid.programmes)
    check_programmes(programmes, employs_helpers=target.employs_helpers)
    terms = replace(terms_of(session, [target.id])[target.id], programmes=programmes)
    payment = Payment(
        first_month=moving.first_month,
        months=months_between(paid.first_month, paid.last_month) + 1,
        programmes=programmes,
        income=terms.income,
        amount=paid.amount,
        paid_on=paid.paid_on,
        channel=paid.channel,
        receipt=paid.receipt,
        gap_confirmed=moving.gap_confirmed,
    )
    right = session.get_one(Participant, participant_id)
    check_payment(payer(session, right), payment, today=paid.paid_on)
    wrong = session.get_one(Participant, paid.participant_id)
    paid.participant_id = participant_id
    paid.first_month, paid.last_month = payment.run.first_month, payment.run.last_month
    paid.estimate = terms.total(payment.first_month, payment.months)
    session.flush()
    register_by(right, paid)
    unregister_by(session, wrong, paid)


def _move_receipt(session: Session, paid: Contribution, target: Member) -> None:
    """Let receipt and visit of a payment name the right person, so that the round asks whom it
    should."""
    of_payment = Receipt.contribution_id == paid.id
    session.execute(sa.update(Receipt).where(of_payment).values(member_id=target.id))
    own = sa.select(Visit).where(Visit.association_id == target.association_id)
    visit = session.scalars(own.where(Visit.contribution_id == paid.id)).first()
    if visit is None:
        return
    known = session.get(Visit, (target.id, visit.month))
    if known is None:
        known = Visit(member_id=target.id, month=visit.month, association_id=visit.association_id)
        session.add(known)
    if known.contribution_id is None:
        known.outcome, known.due_on, known.contribution_id = Outcome.PAID.value, None, paid.id
        known.account_id, known.at = visit.account_id, visit.at
    session.delete(visit)

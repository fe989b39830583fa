"""Take cash on the round, note what came of a visit, deposit the cash, prove the deposit."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.cash import custody, reads
from association.cover.cash.models import Visit
from association.cover.cash.outcomes import Outcome, promised_day
from association.cover.contributions import actions as contributions
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.people.participants.models import Contribution, Deposit
from association.roster.members import statuses as roster
from association.roster.members.locking import locked_one
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.house.months import month_of
from association.rules.law.custody import Custody, may_become, reference
from association.rules.law.payments import COLLECTED, Payment
from association.rules.law.tariff import usual_programmes
from association.rules.people.dates import format_date


class NumberTaken(RuleError):
    """The channel's number stands on another deposit already; `deposit_id` names that one."""

    def __init__(self, template: str, /, *, deposit_id: int, **values: object) -> None:
        super().__init__(template, **values)
        self.deposit_id = deposit_id


@dataclass(frozen=True, slots=True)
class DepositValues:
    """What a channel's receipt says: `day`, channel and its number; the sum is that of the
    collector's open cash."""

    collector_id: int
    day: date
    channel: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What came of asking a member: for PAID so many `months`, and the cash `taken` when it differs
    from the estimate (whole rupiah); for PROMISED the day agreed, else tomorrow."""

    outcome: Outcome
    months: int = 1
    taken: int | None = None
    promised_for: date | None = None


@write_once
def visit(
    session: Session, member_id: int, asking: Asking, by: By, *, today: date, once: Once | None
) -> None:
    """Note what came of asking a member; for PAID record the months from the next unpaid one on, as
    cash.

    Saying another outcome replaces the earlier one, unless cash was taken. Raises RuleError as
    record_contribution does, when cash was taken already, or for a promise too far ahead;
    NoResultFound outside the reach or off the roster.
    """
    due_on = (
        promised_day(asking.promised_for, today=today)
        if asking.outcome is Outcome.PROMISED
        else None
    )
    member = locked_one(session, member_id)
    if member.left_on is not None and member.left_on <= today:
        raise NoResultFound
    noted = _noted(session, member_id, today)
    contribution = None
    if asking.outcome is Outcome.PAID:
        payment = _payment(session, member, asking, today)
        contribution = contributions.record_for(session, member, payment, by, today=today).id
    if noted is not None and noted.month != month_of(today):  # a promise of an earlier round
        session.delete(noted)
        noted = None
    if noted is None:
        noted = Visit(
            member_id=member_id, month=month_of(today), association_id=member.association_id
        )
        session.add(noted)
    noted.outcome, noted.contribution_id, noted.due_on = (
        asking.outcome.value,
        contribution,
        due_on,
    )
    noted.account_id, noted.at = by.account_id, by.at
    record(session, by, "visit member", f"member:{member_id}", outcome=asking.outcome.value)


def _noted(session: Session, member_id: int, today: date) -> Visit | None:
    """Get what was noted of a member in this round; RuleError when it is cash, which is voided
    elsewhere."""
    of_member = sa.select(Visit).where(Visit.member_id == member_id, reads.of_round(today))
    noted = session.scalars(of_member.order_by(Visit.month.desc()).with_for_update()).first()
    if noted is not None and noted.outcome == Outcome.PAID and not _was_voided(session, noted):
        raise RuleError(
            "Uang anggota ini sudah dicatat pada putaran ini. Bila salah, batalkan di halaman "
            "anggotanya."
        )
    return noted


def _was_voided(session: Session, noted: Visit) -> bool:
    found = session.get(Contribution, noted.contribution_id or 0)
    return found is None or found.voided_at is not None


def _payment(session: Session, member: Member, asking: Asking, today: date) -> Payment:
    cover = roster.coverage_of(session, member, today=today)
    income = member.participant.income if member.participant else None
    return Payment(
        first_month=cover.next_month,
        months=asking.months,
        programmes=usual_programmes(employs_helpers=member.employs_helpers),
        income=income or member.income or 0,
        amount=asking.taken,
        paid_on=today,
        channel=COLLECTED,
    )


@write_once
def forget_visit(
    session: Session, member_id: int, by: By, *, today: date, once: Once | None
) -> None:
    """Take back what was noted of a visit, so that the member is asked again; cash taken is voided
    elsewhere.

    Raises RuleError when cash was taken, NoResultFound when nothing was noted.
    """
    noted = _noted(session, member_id, today)
    if noted is None:
        raise NoResultFound
    session.delete(noted)
    record(session, by, "forget visit", f"member:{member_id}")


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
        one.deposit_id = made.id
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
            one.deposit_id = None
        record(session, by, "withdraw deposit", f"deposit:{deposit_id}")


def _of(session: Session, deposit_id: int) -> list[Contribution]:
    return list(
        session.scalars(sa.select(Contribution).where(Contribution.deposit_id == deposit_id))
    )


def _move(contribution: Contribution, then: Custody) -> None:
    if not may_become(Custody(contribution.custody), then):
        raise RuntimeError(f"custody cannot go from {contribution.custody} to {then}")
    contribution.custody = then

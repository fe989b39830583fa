"""Take cash on the round, note what came of a visit, deposit the cash, prove the deposit."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.orm import Session

from association.audit.actions import By, record
from association.cash import reads
from association.cash.models import Deposit, Visit
from association.cash.outcomes import Outcome
from association.coverage.actions import COLLECTED, Payment
from association.coverage.models import Contribution
from association.database import Once, write_tx
from association.members import contributions
from association.members import reads as roster
from association.members.models import Member
from association.rules.custody import Custody, may_become
from association.rules.errors import RuleError
from association.rules.months import month_of
from association.rules.tariff import usual_programmes

LONGEST_REFERENCE = 40


@dataclass(frozen=True, slots=True)
class DepositValues:
    """What a channel's receipt says: `day`, channel and its number; the sum is that of the collector's open cash."""

    collector_id: int
    day: date
    channel: str
    reference: str


def visit(
    member_id: int, outcome: Outcome, by: By, *, months: int, today: date, once: Once | None, taken: int | None = None
) -> None:
    """Note what came of asking a member: for PAID record so many months from the next unpaid one, as cash.

    Saying another outcome replaces the earlier one, unless cash was taken. Raises RuleError as record_contribution does,
    or when cash was taken already; NoResultFound outside the reach or off the roster. `taken` is the cash in whole rupiah
    when it differs from the estimate.
    """
    with write_tx(once) as tx:
        if tx.repeated is not None:
            return
        member = tx.session.get_one(Member, member_id, with_for_update=True)
        if member.left_on is not None and member.left_on <= today:
            raise NoResultFound
        noted = tx.session.get(Visit, (member_id, month_of(today)), with_for_update=True)
        if noted is not None and noted.outcome == Outcome.PAID and not _was_voided(tx.session, noted):
            raise RuleError(
                "Uang anggota ini sudah dicatat pada putaran ini. Bila salah, batalkan di halaman anggotanya."
            )
        contribution = None
        if outcome is Outcome.PAID:
            payment = _payment(tx.session, member, months, taken, today)
            contribution = contributions.paid(tx.session, member, payment, by, today=today).id
        if noted is None:
            noted = Visit(member_id=member_id, month=month_of(today), association_id=member.association_id)
            tx.session.add(noted)
        noted.outcome, noted.contribution_id = outcome.value, contribution
        noted.account_id, noted.at = by.account_id, by.at
        record(tx.session, by, "visit member", f"member:{member_id}", outcome=outcome.value)


def _was_voided(session: Session, noted: Visit) -> bool:
    found = session.get(Contribution, noted.contribution_id or 0)
    return found is None or found.voided_at is not None


def _payment(session: Session, member: Member, months: int, taken: int | None, today: date) -> Payment:
    cover = roster.coverage_of(session, member, today=today)
    income = member.participant.income if member.participant else None
    return Payment(
        first_month=cover.next_month,
        months=months,
        programmes=usual_programmes(employs_helpers=member.employs_helpers),
        income=income or member.income or 0,
        amount=taken,
        paid_on=today,
        channel=COLLECTED,
    )


def forget_visit(member_id: int, by: By, *, today: date, once: Once | None) -> None:
    """Take back what was noted of a visit, so that the member is asked again; cash taken is voided elsewhere.

    Raises RuleError when cash was taken, NoResultFound when nothing was noted.
    """
    with write_tx(once) as tx:
        if tx.repeated is not None:
            return
        noted = tx.session.get_one(Visit, (member_id, month_of(today)), with_for_update=True)
        if noted.outcome == Outcome.PAID and not _was_voided(tx.session, noted):
            raise RuleError(
                "Uang anggota ini sudah dicatat pada putaran ini. Bila salah, batalkan di halaman anggotanya."
            )
        tx.session.delete(noted)
        record(tx.session, by, "forget visit", f"member:{member_id}")


def deposit(values: DepositValues, by: By, *, today: date, once: Once | None) -> int:
    """Pay in all the cash that a collector holds; returns the deposit's id.

    Raises RuleError when there is none, the day lies ahead, the number is missing or was used at this channel before.
    """
    reference = " ".join(values.reference.split())[:LONGEST_REFERENCE]
    if not reference:
        raise RuleError("Tulis nomor bukti setor. Tanpa nomor, setoran tidak bisa dibuktikan.")
    if values.day > today:
        raise RuleError("Tanggal setor tidak boleh sesudah hari ini.")
    assert by.association_id is not None
    with write_tx(once) as tx:
        if tx.repeated is not None:
            return int(tx.repeated)
        held = reads.entrusted(tx.session, association_id=by.association_id, collector_id=values.collector_id)
        if not held:
            raise RuleError("Tidak ada uang yang perlu disetor.")
        made = Deposit(
            association_id=by.association_id,
            collector_id=values.collector_id,
            day=values.day,
            channel=values.channel,
            reference=reference,
            amount=sum(one.amount for one in held),
            made_by=by.account_id,
            made_at=by.at,
        )
        try:
            with tx.session.begin_nested():
                tx.session.add(made)
        except IntegrityError:
            raise RuleError("Nomor bukti setor ini sudah dipakai untuk setoran lain. Periksa lagi nomornya.") from None
        for one in held:
            _move(one, Custody.DEPOSITED)
            one.deposit_id = made.id
        record(tx.session, by, "deposit cash", f"deposit:{made.id}", contributions=len(held))
        tx.answer = str(made.id)
        return made.id


def prove(deposit_id: int, by: By, *, once: Once | None) -> None:
    """Say that the channel's proof of a deposit was seen. Saying it twice changes nothing; NoResultFound when withdrawn."""
    with write_tx(once) as tx:
        if tx.repeated is not None:
            return
        made = tx.session.get_one(Deposit, deposit_id, with_for_update=True)
        if made.withdrawn_at is not None:
            raise NoResultFound
        if made.proven_at is None:
            made.proven_at = by.at
            for one in _of(tx.session, deposit_id):
                _move(one, Custody.PROVEN)
            record(tx.session, by, "prove deposit", f"deposit:{deposit_id}")


def withdraw(deposit_id: int, by: By, *, reason: str, once: Once | None) -> None:
    """Take a wrongly noted deposit back, with the reason: its cash is the collector's again. Raises RuleError once proven."""
    if not reason.strip():
        raise RuleError("Tulis alasannya dulu, supaya orang lain tahu mengapa ditarik.")
    with write_tx(once) as tx:
        if tx.repeated is not None:
            return
        made = tx.session.get_one(Deposit, deposit_id, with_for_update=True)
        if made.proven_at is not None:
            raise RuleError("Setoran ini sudah terbukti, jadi tidak bisa ditarik.")
        if made.withdrawn_at is None:
            made.withdrawn_at, made.withdrawn_reason = by.at, reason.strip()[:120]
            made.reference = f"{made.reference[:28]} #{made.id}"  # the number may be used again, rightly
            for one in _of(tx.session, deposit_id):
                _move(one, Custody.ENTRUSTED)
                one.deposit_id = None
            record(tx.session, by, "withdraw deposit", f"deposit:{deposit_id}")


def _of(session: Session, deposit_id: int) -> list[Contribution]:
    return list(session.scalars(sa.select(Contribution).where(Contribution.deposit_id == deposit_id)))


def _move(contribution: Contribution, then: Custody) -> None:
    if not may_become(Custody(contribution.custody), then):
        raise RuntimeError(f"custody cannot go from {contribution.custody} to {then}")
    contribution.custody = then

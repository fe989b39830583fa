"""Record what members paid, and declare it void; cash gets a receipt."""

import secrets
from datetime import date

from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.contributions.numbers import ask_about_number
from association.cover.contributions.payers import payer
from association.ledger.audit import actions as audit
from association.once import Once, write_once
from association.people.participants.models import Contribution, Participant, Receipt
from association.people.participants.reads import contributions, hold
from association.roster.members.models import Member
from association.rules.house import said
from association.rules.house.errors import RuleError
from association.rules.house.months import month_code, month_of
from association.rules.law.custody import Custody, is_fresh
from association.rules.law.enrolment import Funding, Sector
from association.rules.law.payments import LONGEST_REASON, Payment, check_payment
from association.rules.law.price import Terms
from association.rules.law.tariff import check_programmes, programmes_code
from association.rules.people.cards import new_card_code

TAKEN_BACK = "Diurungkan"  # the reason that stands for a tap taken back at once


@write_once
def record(
    session: Session, member_id: int, payment: Payment, by: By, *, today: date, once: Once | None
) -> None:
    """Record months a member paid. Raises RuleError without a linked NIK, whatever
    record_contribution refuses, OutOfDate for another estimate than the page said, and NumberTaken
    for a receipt number used before, unless confirmed."""
    member = session.get_one(Member, member_id)
    if not payment.number_confirmed:
        own, number = member.association_id, payment.receipt
        ask_about_number(session, association_id=own, channel=payment.channel, number=number)
    paid = record_for(session, member, payment, by, today=today)
    # Other choices than those that the page gave its amounts for are the typist's own.
    if payment.amount is None and by.said.get("untuk") == chosen(payment):
        said.hold(by.said, {str(payment.months): paid.amount})


def chosen(payment: Payment) -> str:
    """Write short what an estimate is made of, beside the number of months."""
    parts = month_code(payment.first_month), programmes_code(payment.programmes), payment.income
    return "/".join(map(str, parts))


def record_for(
    session: Session, member: Member, payment: Payment, by: By, *, today: date
) -> Contribution:
    """Record months a member paid, in the caller's transaction, with a receipt for cash; raises as
    record_contribution."""
    contribution = record_contribution(
        session,
        by,
        association_id=member.association_id,
        participant_id=linked(member),
        payment=payment,
        today=today,
        employs_helpers=member.employs_helpers,
    )
    if contribution.custody:
        session.add(
            Receipt(
                number=new_card_code(secrets.SystemRandom()),
                contribution_id=contribution.id,
                member_id=member.id,
                association_id=member.association_id,
                city_id=member.city_id,
            )
        )
        session.flush()
    return contribution


def linked(member: Member) -> int:
    """Give the id of a member's participant; RuleError without one."""
    if member.participant_id is None:
        if member.link_pending:
            raise RuleError("NIK anggota ini masih dicocokkan petugas Dinas.")
        raise RuleError("Isi NIK anggota dulu, baru iurannya bisa dicatat.")
    return member.participant_id


def record_contribution(
    session: Session,
    by: By,
    *,
    association_id: int,
    participant_id: int,
    payment: Payment,
    today: date,
    employs_helpers: bool = False,
) -> Contribution:
    """Record a run of paid months for a participant, in the caller's transaction; a first one paid
    at a channel, with its receipt number, is the registration, too.

    Raises RuleError for months already paid, a month out of bounds, programmes the law does not
    allow (PP 44/2015, PP 49/2023 art. 5), who may not pay, and GapInMonths for an unconfirmed gap.
    """
    participant = _held(session, participant_id)
    check_programmes(payment.programmes, employs_helpers=employs_helpers)
    check_payment(payer(session, participant), payment, today=today)
    terms = _terms(participant, payment, employs_helpers=employs_helpers)
    contribution = _contribution(participant, association_id, payment, terms, by)
    register_by(participant, contribution)
    participant.income = payment.income
    session.add(contribution)
    session.flush()
    audit.record(
        session,
        by,
        "record contribution",
        f"contribution:{contribution.id}",
        participant=participant.id,
    )
    return contribution


def register_by(participant: Participant, paid: Contribution) -> None:
    """Take a first contribution at a channel as the registration: nobody can pay without it."""
    if participant.registered_on is None and paid.custody == Custody.NONE:
        participant.registered_on = paid.paid_on


def unregister_by(session: Session, participant: Participant, paid: Contribution) -> None:
    """Take back the registration that only a payment told of, once it is void or another's."""
    told_by_it = participant.registered_on == paid.paid_on and paid.custody == Custody.NONE
    if told_by_it and participant.kpj is None and not contributions(session, participant.id):
        participant.registered_on = None


def _terms(participant: Participant, payment: Payment, *, employs_helpers: bool) -> Terms:
    """Give of what a payment is reckoned: what it says, and who the participant is."""
    return Terms(
        programmes=payment.programmes,
        income=payment.income,
        sector=Sector(participant.sector),
        funding=Funding(participant.funding),
        employs_helpers=employs_helpers,
        since=month_of(participant.registered_on or payment.paid_on),
    )


def _contribution(
    participant: Participant, association_id: int, payment: Payment, terms: Terms, by: By
) -> Contribution:
    """Make the row of a payment; the estimate is what the tariff asks for these months."""
    estimate = terms.total(payment.first_month, payment.months)
    return Contribution(
        participant_id=participant.id,
        association_id=association_id,
        first_month=payment.run.first_month,
        last_month=payment.run.last_month,
        programmes=programmes_code(payment.programmes),
        estimate=estimate,
        amount=estimate if payment.amount is None else payment.amount,
        paid_on=payment.paid_on,
        channel=payment.channel,
        receipt=payment.receipt,
        custody=Custody.ENTRUSTED if payment.is_cash else Custody.NONE,
        received_on=None if payment.is_cash else payment.paid_on,
        recorded_by=by.account_id,
        recorded_at=by.at,
    )


@write_once
def void(
    session: Session,
    contribution_id: int,
    participant_id: int,
    by: By,
    *,
    reason: str,
    once: Once | None,
) -> None:
    """Declare a recorded contribution void, with the reason; the row stays, and its months are
    unpaid again.

    Only the paguyuban that recorded it may. Voiding it twice changes nothing. Raises NoResultFound
    for another's, or for a contribution of another participant; RuleError without a reason.
    """
    if not reason.strip():
        raise RuleError("Tulis alasannya dulu, supaya orang lain tahu mengapa dibatalkan.")
    paid = _recorded(session, contribution_id, participant_id, by)
    said.hold(by.said, {"mulai": paid.first_month, "rupiah": paid.amount})
    _void(session, paid, by, reason)


@write_once
def take_back(
    session: Session, contribution_id: int, participant_id: int, by: By, *, once: Once | None
) -> None:
    """Take back a payment that the same account recorded a moment ago; raises as take_back_for."""
    take_back_for(session, contribution_id, participant_id, by)


def take_back_for(session: Session, contribution_id: int, participant_id: int, by: By) -> None:
    """Take back, in the caller's transaction, what the same account recorded a moment ago, without
    a reason; twice changes nothing.

    Raises RuleError once a minute is over or when somebody else recorded it, and as void does.
    """
    paid = _recorded(session, contribution_id, participant_id, by)
    if paid.voided_at is None:
        if paid.recorded_by != by.account_id or not is_fresh(paid.recorded_at, by.at):
            raise RuleError(
                "Sudah lebih dari satu menit, jadi tidak bisa diurungkan lagi. Batalkan dengan "
                "alasannya di halaman anggota ini."
            )
        _void(session, paid, by, TAKEN_BACK)
        participant = _held(session, participant_id)
        if not participant.income and not contributions(session, participant_id):
            participant.income = None  # nothing was reported, after all


def _recorded(session: Session, contribution_id: int, participant_id: int, by: By) -> Contribution:
    """Get a contribution of this paguyuban, locked after its participant; NoResultFound for any
    other."""
    _held(session, participant_id)
    contribution = session.get_one(Contribution, contribution_id, with_for_update=True)
    if (contribution.participant_id, contribution.association_id) != (
        participant_id,
        by.association_id,
    ):
        raise NoResultFound
    return contribution


def _held(session: Session, participant_id: int) -> Participant:
    hold(session, [participant_id])
    return session.get_one(Participant, participant_id)


def _void(session: Session, paid: Contribution, by: By, reason: str) -> None:
    """Declare a contribution void, unless it was before; RuleError while its cash is deposited."""
    if paid.custody in (Custody.DEPOSITED, Custody.PROVEN):
        raise RuleError(
            "Uangnya sudah disetor. Tarik dulu setorannya, baru iuran ini bisa dibatalkan; bila "
            "hanya salah orang, pindahkan iuran ini."
        )
    if paid.voided_at is None:
        paid.voided_at, paid.voided_by = by.at, by.account_id
        paid.void_reason = reason.strip()[:LONGEST_REASON]
        participant = _held(session, paid.participant_id)
        session.flush()
        unregister_by(session, participant, paid)
        audit.record(session, by, "void contribution", f"contribution:{paid.id}")

"""Record what members paid: the member's row leads to the participant, cash gets a receipt."""

import secrets
from datetime import date

from sqlalchemy.orm import Session

from association.ledger.audit.actions import By
from association.once import Once, write_once
from association.people.participants import actions as coverage
from association.people.participants.actions import Payment
from association.people.participants.models import Contribution, Receipt
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.people.cards import new_card_code


@write_once
def record_contribution(
    session: Session, member_id: int, payment: Payment, by: By, *, today: date, once: Once | None
) -> None:
    """Record months a member paid. Raises RuleError without a linked NIK, and whatever
    coverage.actions refuses."""
    paid(session, session.get_one(Member, member_id), payment, by, today=today)


def paid(
    session: Session, member: Member, payment: Payment, by: By, *, today: date
) -> Contribution:
    """Record months a member paid, in the caller's transaction, with a receipt for cash; raises as
    record_contribution."""
    if member.participant_id is None:
        if member.link_pending:
            raise RuleError("NIK anggota ini masih dicocokkan petugas Dinas.")
        raise RuleError("Isi NIK anggota dulu, baru iurannya bisa dicatat.")
    contribution = coverage.record_contribution(
        session,
        by,
        association_id=member.association_id,
        participant_id=member.participant_id,
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

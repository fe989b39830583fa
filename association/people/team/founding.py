"""Invite the first ketua of a paguyuban, as the office does."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record
from association.people.accounts.actions import account_for
from association.people.accounts.models import Duty
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Ketua:
    """Who is to lead a paguyuban; `phone` as +62812..."""

    name: str
    phone: str


def invite_ketua(session: Session, association_id: int, ketua: Ketua, by: By) -> Duty:
    """Give somebody the duty of ketua from today on, once they accept it, in the caller's
    transaction; no link is made yet.

    Raises RuleError for a number that is ketua there, or invited, already.
    """
    account = account_for(session, name=ketua.name, phone=ketua.phone, now=by.at)
    same = sa.select(Duty.id).where(
        Duty.account_id == account.id,
        Duty.association_id == association_id,
        Duty.position == Position.KETUA,
        sa.or_(Duty.ends_on.is_(None), Duty.ends_on >= by.day),
    )
    if session.scalar(same.limit(1)):
        raise RuleError("Nomor HP ini sudah menjadi ketua paguyuban itu, atau sudah diundang.")
    duty = Duty(
        account_id=account.id,
        association_id=association_id,
        position=Position.KETUA,
        starts_on=by.day,
        invited_name=ketua.name,
    )
    session.add(duty)
    session.flush()
    record(session, by, "invite ketua", f"duty:{duty.id}")
    return duty

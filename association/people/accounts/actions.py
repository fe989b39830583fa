"""Make accounts, give them duties, invite their holders."""

import secrets
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.people.accounts.models import Account, Duty, Invitation
from association.people.accounts.reads import PHONE_PURPOSE, account_by_phone, token_hash
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Role
from association.rules.people.phone import parse_phone
from association.vault import vault

INVITATION_LASTS = timedelta(hours=72)


def create_account(
    session: Session,
    *,
    name: str,
    phone: str,
    role: Role,
    now: datetime,
    city_id: int | None = None,
    password_hash: str = "",
) -> Account:
    """Add an account; raises RuleError for a phone number that is not one or is taken."""
    phone = parse_phone(phone)
    index = vault.index(phone, PHONE_PURPOSE)
    if account_by_phone(session, index) is not None:
        raise RuleError("Nomor HP ini sudah dipakai akun lain.")
    account = Account(name=name, role=role, phone_index=index, city_id=city_id, created_at=now)
    account.password_hash = password_hash
    session.add(account)
    session.flush()
    account.phone_sealed = vault.seal(phone, f"account|phone|{account.id}")
    return account


def give_duty(
    session: Session, *, account_id: int, association_id: int, position: str, starts_on: date
) -> None:
    """Let an account work in a paguyuban from a day on, with every right and without being
    asked."""
    session.add(
        Duty(
            account_id=account_id,
            association_id=association_id,
            position=position,
            starts_on=starts_on,
            accepted_on=starts_on,
        )
    )


def invite(session: Session, account_id: int, *, now: datetime, duty_id: int | None = None) -> str:
    """Make the one-time token with which an account sets its password or accepts a duty; an earlier
    one is void."""
    token = secrets.token_urlsafe(32)
    same = (Invitation.account_id == account_id, Invitation.duty_id.is_not_distinct_from(duty_id))
    session.execute(sa.delete(Invitation).where(*same))
    expires_at = now + INVITATION_LASTS
    session.add(
        Invitation(
            token_hash=token_hash(token),
            account_id=account_id,
            duty_id=duty_id,
            expires_at=expires_at,
        )
    )
    return token


def void_invitation(session: Session, duty_id: int) -> None:
    """Make the link to a duty worthless."""
    session.execute(sa.delete(Invitation).where(Invitation.duty_id == duty_id))

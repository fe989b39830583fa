"""Make accounts, give them duties, invite their holders."""

import secrets
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.drafts import forget_all
from association.people.accounts.models import (
    Account,
    Device,
    Duty,
    Invitation,
    LinkKind,
    SignIn,
)
from association.people.accounts.reads import PHONE_PURPOSE, account_by_phone, token_hash
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Right, Role
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
    rights: frozenset[Right] = frozenset({Right.EVENTS}),
    password_hash: str = "",
) -> Account:
    """Add an account, an officer's with these rights; raises RuleError for a phone number that is
    not one or is taken."""
    phone = parse_phone(phone)
    index = vault.index(phone, PHONE_PURPOSE)
    if account_by_phone(session, index) is not None:
        raise RuleError("Nomor HP ini sudah dipakai akun lain.")
    account = Account(name=name, role=role, phone_index=index, city_id=city_id, created_at=now)
    account.password_hash = password_hash
    account.accepted_at = now if password_hash else None
    account.may_run_events = Right.EVENTS in rights
    account.may_administer = Right.ADMINISTER in rights
    session.add(account)
    session.flush()
    account.phone_sealed = vault.seal(phone, f"account|phone|{account.id}")
    return account


def account_for(session: Session, *, name: str, phone: str, now: datetime) -> Account:
    """Find the account of a phone (+62812...), or make a leader's under this name."""
    found = account_by_phone(session, vault.index(phone, PHONE_PURPOSE))
    return found or create_account(session, name=name, phone=phone, role=Role.LEADER, now=now)


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
    return make_link(
        session, account_id, LinkKind.INVITATION, lasts=INVITATION_LASTS, now=now, duty_id=duty_id
    )


def make_link(
    session: Session,
    account_id: int,
    kind: LinkKind,
    *,
    lasts: timedelta,
    now: datetime,
    duty_id: int | None = None,
    made_by: int | None = None,
    phone_sealed: bytes | None = None,
) -> str:
    """Make the token of a one-time link; an earlier one of this kind, for this duty, is void.
    `phone_sealed` is the number that a PHONE takes."""
    token = secrets.token_urlsafe(32)
    earlier = sa.delete(Invitation).where(
        Invitation.account_id == account_id,
        Invitation.kind == kind,
        Invitation.duty_id.is_not_distinct_from(duty_id),
    )
    session.execute(earlier)
    session.add(
        Invitation(
            token_hash=token_hash(token),
            account_id=account_id,
            duty_id=duty_id,
            kind=kind.value,
            made_by=made_by,
            made_at=now,
            phone_sealed=phone_sealed,
            expires_at=now + lasts,
        )
    )
    return token


def shut_out(session: Session, account_id: int, *, but: bytes = b"") -> None:
    """End an account's sign-ins but that of one token's hash, the trust in their devices, its
    drafts and its links; a duty that it is offered stays offered, as taking it asks for the
    password."""
    others = (SignIn.account_id == account_id, SignIn.token_hash != but)
    session.execute(sa.delete(SignIn).where(*others))
    forget_all(session, account_id)
    forget_devices(session, account_id)
    links = (Invitation.account_id == account_id, Invitation.duty_id.is_(None))
    session.execute(sa.delete(Invitation).where(*links))


def forget_devices(session: Session, account_id: int) -> None:
    """Forget the devices on which an account is not signed in now: failed tries there count as
    anybody's."""
    staying = sa.select(SignIn.device_hash).where(
        SignIn.account_id == account_id, SignIn.device_hash.is_not(None)
    )
    others = (Device.account_id == account_id, Device.token_hash.not_in(staying))
    session.execute(sa.delete(Device).where(*others))


def void_invitation(session: Session, duty_id: int) -> None:
    """Make the link to a duty worthless."""
    session.execute(sa.delete(Invitation).where(Invitation.duty_id == duty_id))

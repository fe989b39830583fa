"""What an invitation stands for, and what its page says; who has signed in by half."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.people.accounts.models import Account, Duty, Invitation, LinkKind, SignIn
from association.people.accounts.reads import names_of, phone_of, token_hash
from association.territory.models import Association

TOLD_FOR = timedelta(days=7)

HALF_LASTS = timedelta(minutes=5)


def still_half(token: str, *, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Match the sign-in of a token that waits for its code, for five minutes."""
    begun = SignIn.created_at > now - HALF_LASTS
    return SignIn.token_hash == token_hash(token), SignIn.waits_for_code.is_(True), begun


def half_of(session: Session, token: str, *, now: datetime) -> SignIn | None:
    """Find the half sign-in of a token; None when it is whole, over, or was never there."""
    return session.scalar(sa.select(SignIn).where(*still_half(token, now=now)))


@dataclass(frozen=True, slots=True)
class Found:
    """An invitation that can still be spent, its account, and the duty it is for."""

    invitation: Invitation
    account: Account
    duty: Duty | None


def invitation_of(
    session: Session, token: str, *, now: datetime, today: date, lock: bool = False
) -> Found | None:
    """Find what a link stands for; None when it is spent, replaced, older than 72 hours, or its
    duty is over."""
    key, duty = token_hash(token), None
    invitation = session.get(Invitation, key)
    if invitation is not None and invitation.duty_id:  # before its link, as whoever takes it back
        duty = session.get_one(Duty, invitation.duty_id, with_for_update=lock)
    if lock and invitation is not None:  # paguyuban, duty, account, its links: as who closes one
        session.get_one(Account, invitation.account_id, with_for_update=True)
        invitation = session.get(Invitation, key, with_for_update=True)
    if invitation is None or invitation.expires_at <= now:
        return None
    if invitation.kind != LinkKind.INVITATION:
        return None
    if duty is not None and duty.ends_on is not None and duty.ends_on < max(today, duty.starts_on):
        return None
    account = session.get_one(Account, invitation.account_id)
    return Found(invitation, account, duty) if account.closed_at is None else None


def link_of(session: Session, token: str, kind: LinkKind, *, now: datetime) -> Invitation | None:
    """Find a link of a kind; None when it is spent, replaced or too old, or its account closed."""
    link = session.get(Invitation, token_hash(token))
    if link is None or link.kind != kind or link.expires_at <= now:
        return None
    account = session.get_one(Account, link.account_id)
    return link if account.closed_at is None else None


@dataclass(frozen=True, slots=True)
class Offered:
    """What the page of an invitation says: to whom it goes, and for which duty; nothing of who has
    the number."""

    phone_end: str
    place: str = ""
    position: str = ""


def offered(session: Session, token: str, *, now: datetime, today: date) -> Offered | None:
    """Tell what an invitation offers, by the last three digits of the number; None when it cannot
    be spent."""
    found = invitation_of(session, token, now=now, today=today)
    if found is None:
        return None
    account, duty = found.account, found.duty
    end = phone_of(account)[-3:]
    if duty is None:
        return Offered(end)
    return Offered(end, session.get_one(Association, duty.association_id).name, duty.position)


@dataclass(frozen=True, slots=True)
class ResetTold:
    """That a password was reset: when, and who made the link ("" for the command line)."""

    at: datetime
    maker: str


def reset_told(session: Session, account_id: int, *, now: datetime) -> ResetTold | None:
    """Tell the owner of a reset of the last 7 days; None when there was none."""
    account = session.get_one(Account, account_id)
    if account.reset_at is None or now - account.reset_at > TOLD_FOR:
        return None
    made_by = account.reset_by or 0
    return ResetTold(account.reset_at, names_of(session, [made_by]).get(made_by, ""))

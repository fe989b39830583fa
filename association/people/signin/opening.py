"""Opens a session for who has shown to be the account's holder."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.people.accounts.confirmation import WrongPair
from association.people.accounts.entering import SignedIn, entered
from association.people.accounts.models import Account, Duty, SignIn
from association.people.accounts.reads import cities_of, signed_in, token_hash
from association.rules.house.permissions import Role


class NoDuty(Exception):
    """The pair is right, but the account has no duty that stands today."""


@dataclass(frozen=True, slots=True)
class Browser:
    """From where somebody signs in: whose phone it is, the tokens of its cookies, and the device in
    words."""

    own_phone: bool
    device: str
    agent: str
    old_token: str


def same_still(session: Session, account_id: int, kept: str, again: str) -> bool:
    """Write the hash anew where it has to be; WrongPair when the password was changed meanwhile.
    Tells whether the account has a second factor."""
    same = sa.update(Account).where(
        Account.id == account_id, Account.password_hash == kept, Account.closed_at.is_(None)
    )
    written = same.values(password_hash=again).returning(Account.totp_sealed.is_not(None))
    has_code = session.scalar(written)
    if has_code is None:
        raise WrongPair
    return bool(has_code)


def enter(
    session: Session,
    account_id: int,
    browser: Browser,
    *,
    waits: bool,
    now: datetime,
    today: date,
    association_id: int | None = None,
    by_link: bool = False,
) -> SignedIn:
    """Open a session under a new token, half of one where it `waits` for a second factor, for the
    given paguyuban where the account has a duty. Raises NoDuty."""
    token = _open(session, account_id, browser, now=now, by_link=by_link)
    _choose(session, token, account_id, association_id)
    _choose_city(session, token, account_id)
    who = signed_in(session, token, now=now, today=today)
    if who is None:
        raise NoDuty
    if waits:
        session.get_one(SignIn, token_hash(token)).waits_for_code = True
        return SignedIn(token, waits=True)
    return entered(session, who, token, browser.device, now=now)


def _open(
    session: Session, account_id: int, browser: Browser, *, now: datetime, by_link: bool
) -> str:
    token = secrets.token_urlsafe(32)
    session.execute(sa.delete(SignIn).where(SignIn.token_hash == token_hash(browser.old_token)))
    session.add(
        SignIn(
            token_hash=token_hash(token),
            account_id=account_id,
            own_phone=browser.own_phone,
            agent=browser.agent,
            by_link=by_link,
            created_at=now,
            seen_at=now,
        )
    )
    return token


def _choose(session: Session, token: str, account_id: int, association_id: int | None) -> None:
    """Note for which paguyuban the session works, when the account ever had a duty there."""
    held = sa.exists().where(Duty.account_id == account_id, Duty.association_id == association_id)
    opened = sa.update(SignIn).where(SignIn.token_hash == token_hash(token), held)
    session.execute(opened.values(association_id=association_id))


def _choose_city(session: Session, token: str, account_id: int) -> None:
    """Work in the only city there is to choose, where somebody may choose."""
    if session.get_one(Account, account_id).role is not Role.LEADER:
        cities = cities_of(session, account_id)
        opened = sa.update(SignIn).where(SignIn.token_hash == token_hash(token))
        session.execute(opened.values(city_id=cities[0].id if len(cities) == 1 else None))

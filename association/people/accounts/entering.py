"""Opens a session for who has shown to be the account's holder; the last step of each way to sign
in: the device is known, the sign-in noted."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from association.access.by import By
from association.access.reach import Leading, OneCity
from association.database import is_postgresql
from association.ledger.audit.actions import record
from association.people.accounts.models import Account, Device, Duty, SignIn
from association.people.accounts.reads import Actor, cities_of, signed_in, token_hash
from association.rules.house.permissions import Role


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The tokens for the session cookie and for the device cookie; half of it while it `waits` for
    the second factor, without a device."""

    token: str
    device: str = ""
    waits: bool = False
    own_phone: bool = False
    code_removed_at: datetime | None = None  # somebody took the second factor away since


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


def entered(session: Session, who: Actor, token: str, device: str, *, now: datetime) -> SignedIn:
    """Know the device from now on, note the sign-in, and tell what is to be told at it, once."""
    account_id = who.account_id or 0
    if not _is_ours(session, device):
        device = secrets.token_urlsafe(32)
    _know(session, device, account_id, now)
    here = sa.update(SignIn).where(SignIn.token_hash == token_hash(token))
    on_it = here.values(device_hash=token_hash(device)).returning(SignIn.by_link)
    what = "sign in by link" if session.scalar(on_it) else "sign in"
    own = Account.id == account_id
    removed_at = session.scalar(sa.select(Account.code_removed_at).where(own))
    if removed_at is not None:
        session.execute(sa.update(Account).where(own).values(code_removed_at=None))
    record(session, working_as(who, now=now), what, f"account:{account_id}")
    return SignedIn(token, device, own_phone=who.own_phone, code_removed_at=removed_at)


def working_as(who: Actor, *, now: datetime) -> By:
    """Say who acts for their own account, and where they work."""
    reach = who.reach
    return By(
        account_id=who.account_id,
        association_id=reach.association_id if isinstance(reach, Leading) else None,
        city_id=reach.city_id if isinstance(reach, OneCity) else None,
        at=now,
    )


def _is_ours(session: Session, device: str) -> bool:
    """Tell whether somebody signed in on this device before: what a cookie says beyond that may be
    made up, short, or set by somebody else."""
    known = sa.exists().where(Device.token_hash == token_hash(device))
    return bool(session.scalar(sa.select(known)))


def _know(session: Session, device: str, account_id: int, now: datetime) -> None:
    """Note that an account is known on a device; two who sign in at one moment both do."""
    insert = postgresql.insert if is_postgresql(session) else sqlite.insert
    known = {"token_hash": token_hash(device), "account_id": account_id, "seen_at": now}
    keys = [Device.token_hash, Device.account_id]
    seen = {"seen_at": now}
    session.execute(
        insert(Device).values(known).on_conflict_do_update(index_elements=keys, set_=seen)
    )


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

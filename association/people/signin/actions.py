"""Sign in, sign out, work for another paguyuban, accept an invitation."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.database import db, write_tx
from association.drafts import forget_all
from association.ledger.audit.actions import record
from association.ledger.throttle import actions as throttle
from association.people.accounts import actions as accounts
from association.people.accounts import passwords, second_factor
from association.people.accounts.confirmation import WrongPair, confirm, is_right, same_still
from association.people.accounts.entering import Browser, SignedIn, enter, entered
from association.people.accounts.models import Account, Device, Duty, Invitation, SignIn
from association.people.accounts.reads import (
    PHONE_PURPOSE,
    account_by_phone,
    cities_of,
    own_words,
    signed_in,
    stands,
    token_hash,
)
from association.people.signin.reads import Found, half_of, invitation_of, still_half
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Role
from association.rules.people.phone import parse_phone
from association.vault import vault

OFTEN, SELDOM = timedelta(minutes=3), timedelta(minutes=30)


class HalfOver(Exception):
    """There is no half sign-in with this token, or its five minutes are over."""


class SpentLink(Exception):
    """The invitation was used, replaced, or is older than 72 hours."""


@dataclass(frozen=True, slots=True)
class Switched:
    """The new token for the session cookie, and whether it may last long."""

    token: str
    own_phone: bool


def sign_in(
    phone: str,
    password: str,
    *,
    own_phone: bool,
    device: str,
    network: str,
    old_token: str,
    clock: throttle.Clock,
    today: date,
    association_id: int | None = None,
    agent: str = "",
) -> SignedIn:
    """Check the pair and open a session under a new token, for the given paguyuban where the
    account has a duty; half a session where the account has a second factor. `agent` tells the
    device in words.

    Raises WrongPair, NoDuty, or TooManyTries. A device that signed in before counts its own
    failures, so nobody can lock the owner out.
    """
    index = _phone_index(phone)
    account = account_by_phone(db.session(), index)
    kept = account.password_hash if account and account.closed_at is None else ""
    account_id = account.id if account else None
    guess = _guess(index, account, device, network)
    if not is_right(kept, password, guess, clock=clock) or account_id is None:
        raise WrongPair
    again = passwords.hashed(password) if passwords.is_outdated(kept) else kept
    with write_tx() as tx:
        now = clock()
        waits = same_still(tx.session, account_id, kept, again)
        return enter(
            tx.session,
            account_id,
            Browser(own_phone, device, agent, old_token),
            waits=waits,
            now=now,
            today=today,
            association_id=association_id,
        )


def finish(
    token: str,
    code: str,
    *,
    device: str,
    network: str,
    clock: throttle.Clock,
    phone_time: datetime,
    today: date,
) -> SignedIn:
    """Make half a sign-in whole by a code, under a new token. Raises HalfOver, WrongCode, or
    TooManyTries."""
    half = half_of(db.session(), token, now=clock())
    if half is None:
        raise HalfOver
    proof = second_factor.prove(
        half.account_id, code, device=device, network=network, phone_time=phone_time, clock=clock
    )
    whole = secrets.token_urlsafe(32)
    with write_tx() as tx:
        now = clock()
        second_factor.spend(tx.session, proof)
        opened = (
            sa.update(SignIn)
            .where(*still_half(token, now=now))
            .values(token_hash=token_hash(whole), waits_for_code=False, created_at=now, seen_at=now)
        )
        tx.session.execute(opened)
        who = signed_in(tx.session, whole, now=now, today=today)
        if who is None:
            raise HalfOver
        return entered(tx.session, who, whole, device, now=now)


def _guess(index: bytes, account: Account | None, device: str, network: str) -> throttle.Guess:
    """Give what failures are counted by: a device that is known to the number by itself; else the
    number from this network, the number from everywhere, and the network. Who is right passes
    where these wait for others: an address is a whole market."""
    number = index.hex()
    if account and db.session.get(Device, (token_hash(device), account.id)) is not None:
        return throttle.Guess(throttle.Limit(f"sign-in {number} {device}"))
    guess = throttle.at("sign-in", number, network, free=300, one_more=OFTEN)
    aside = throttle.Limit(f"sign-in aside {number}", free=3, one_more=SELDOM)
    shared = (*guess.shared, throttle.per_network("sign-in", network))
    return replace(guess, shared=shared, aside=aside)


def _phone_index(phone: str) -> bytes:
    try:
        phone = parse_phone(phone)
    except RuleError:
        phone = "unknown " + phone[:40]
    return vault.index(phone, PHONE_PURPOSE)


def sign_out(token: str) -> None:
    """Delete the session, and what its account typed and did not save: a copied cookie is worth
    nothing from now on."""
    own = SignIn.token_hash == token_hash(token)
    with write_tx() as tx:
        forget_all(tx.session, sa.select(SignIn.account_id).where(own).scalar_subquery())
        tx.session.execute(sa.delete(SignIn).where(own))


def switch(token: str, association_id: int, *, now: datetime, today: date) -> Switched:
    """Work for another paguyuban from now on, under a new session token; NoResultFound where no
    duty stands."""
    with write_tx() as tx:
        old = tx.session.get_one(SignIn, token_hash(token), with_for_update=True)
        tx.session.scalars(
            sa.select(Duty.id)
            .where(
                Duty.account_id == old.account_id,
                Duty.association_id == association_id,
                stands(today),
            )
            .limit(1)
        ).one()
        switched = Switched(secrets.token_urlsafe(32), old.own_phone)
        old.token_hash = token_hash(switched.token)
        old.association_id, old.seen_at = association_id, now
        by = By(account_id=old.account_id, association_id=association_id, at=now)
        record(tx.session, by, "switch paguyuban", f"account:{old.account_id}")
        return switched


def work_in(token: str, city_id: int, *, now: datetime) -> None:
    """Work in another city from now on; NoResultFound for one that is not the account's."""
    with write_tx() as tx:
        signed = tx.session.get_one(SignIn, token_hash(token), with_for_update=True)
        if city_id not in {one.id for one in cities_of(tx.session, signed.account_id)}:
            raise NoResultFound
        signed.city_id = city_id
        by = By(account_id=signed.account_id, association_id=None, city_id=city_id, at=now)
        record(tx.session, by, "work in city", f"account:{signed.account_id}")


def accept(token: str, password: str, *, network: str, clock: throttle.Clock, today: date) -> date:
    """Spend an invitation; returns the first day on which its account works.

    Without a duty, or for an account without a password, it sets the password and ends every
    session. An account that has one shows by it that the duty is taken by its holder: whoever made
    the link cannot take over the account. Raises SpentLink, RuleError for a weak password or an
    account that cannot hold a duty, WrongPair, or TooManyTries.
    """
    found = invitation_of(db.session(), token, now=clock(), today=today)
    if found is None:
        raise SpentLink
    kept = found.account.password_hash if found.duty else ""
    if kept:
        confirm(found.account.id, password, network=network, clock=clock, kind="invitation")
    else:
        named = [found.duty.invited_name] if found.duty else []
        words = [*own_words(db.session(), found.account), *named]
        passwords.check_new(password, words=words)
    hashed = "" if kept else passwords.hashed(password)
    with write_tx() as tx:
        again = invitation_of(tx.session, token, now=clock(), today=today, lock=True)
        if again is None or (again.duty and again.account.password_hash != kept):
            raise SpentLink
        return _spend(tx.session, again, hashed, now=clock(), today=today)


def _spend(session: Session, found: Found, hashed: str, *, now: datetime, today: date) -> date:
    account, duty, spent = found.account, found.duty, found.invitation.token_hash
    by = By(account_id=account.id, association_id=duty.association_id if duty else None, at=now)
    if duty is not None:
        if account.role is not Role.LEADER:
            raise RuleError("Nomor HP ini milik akun petugas, jadi tidak bisa menjadi pengurus.")
        duty.accepted_on = today
        record(session, by, "accept duty", f"duty:{duty.id}")
    if hashed:
        account.password_hash = hashed
        account.accepted_at = account.accepted_at or now
        account.name = duty.invited_name if duty else account.name
        record(session, by, "set password", f"account:{account.id}")
        accounts.shut_out(session, account.id)
    session.execute(sa.delete(Invitation).where(Invitation.token_hash == spent))
    return max(duty.starts_on, today) if duty else today

"""Change one's password, throw devices out, sign in elsewhere by a link, take another number."""

import secrets
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.database import db, write_tx
from association.ledger.audit.actions import record
from association.ledger.throttle.actions import Clock
from association.once import Once, write_once
from association.people.accounts import passwords
from association.people.accounts.actions import forget_devices, make_link, shut_out
from association.people.accounts.confirmation import confirm, same_still
from association.people.accounts.entering import Browser, SignedIn, enter
from association.people.accounts.models import Account, Invitation, LinkKind, SignIn
from association.people.accounts.reads import (
    PHONE_PURPOSE,
    Actor,
    account_by_phone,
    own_words,
    phone_of,
    token_hash,
)
from association.people.own import reads
from association.people.signin.actions import SpentLink
from association.people.signin.reads import link_of
from association.rules.house.errors import RuleError
from association.rules.house.said import hold
from association.vault import vault

DEVICE_LINK_LASTS = timedelta(minutes=5)
NUMBER_LINK_LASTS = timedelta(hours=72)


def change_password(account_id: int, token: str, password: str, by: By) -> str:
    """Set another password; gives the new token of this session. Every other session ends, and
    every link of the account. Raises RuleError for one that is soon guessed."""
    account = db.session().get_one(Account, account_id)
    passwords.check_new(password, words=own_words(db.session(), account))
    kept, renewed = passwords.hashed(password), secrets.token_urlsafe(32)
    with write_tx() as tx:
        own = sa.update(Account).where(Account.id == account_id)
        tx.session.execute(own.values(password_hash=kept))
        here = sa.update(SignIn).where(SignIn.token_hash == token_hash(token))
        tx.session.execute(here.values(token_hash=token_hash(renewed)))
        shut_out(tx.session, account_id, but=token_hash(renewed))
        record(tx.session, by, "change password", f"account:{account_id}")
    return renewed


def throw_out(account_id: int, name: str, token: str, by: By) -> bool:
    """End the sign-in of that name, and any other on the same device but this session; its next
    request finds nobody. False when it has ended already, or is nobody's of this account."""
    with write_tx() as tx:
        others = _others(account_id, token)
        found = tx.session.scalars(sa.select(SignIn).where(*others))
        gone = next((one for one in found if reads.name_of(one) == name), None)
        if gone is None:
            return False
        same = gone.device_hash is not None
        with_it = sa.or_(
            SignIn.token_hash == gone.token_hash,
            SignIn.device_hash == gone.device_hash if same else sa.false(),
        )
        tx.session.execute(sa.delete(SignIn).where(*others, with_it))
        forget_devices(tx.session, account_id)
        record(tx.session, by, "throw out device", f"account:{account_id}")
        return True


def throw_out_others(account_id: int, token: str, by: By) -> int:
    """End every sign-in of an account but this session; gives how many."""
    with write_tx() as tx:
        ended = sa.delete(SignIn).where(*_others(account_id, token)).returning(SignIn.token_hash)
        many = len(tx.session.scalars(ended).all())
        if many:
            forget_devices(tx.session, account_id)
            record(tx.session, by, "throw out devices", f"account:{account_id}", count=many)
        return many


def _others(account_id: int, token: str) -> tuple[sa.ColumnElement[bool], ...]:
    return SignIn.account_id == account_id, SignIn.token_hash != token_hash(token)


def device_link(account_id: int, by: By) -> str:
    """Make the token by which another phone signs in, once, within five minutes."""
    with write_tx() as tx:
        lasts = DEVICE_LINK_LASTS
        token = make_link(tx.session, account_id, LinkKind.DEVICE, lasts=lasts, now=by.at)
        record(tx.session, by, "make device link", f"account:{account_id}")
        return token


def sign_in_by_link(
    token: str,
    password: str,
    browser: Browser,
    *,
    network: str,
    clock: Clock,
    today: date,
) -> SignedIn:
    """Spend a link to another phone: open a session there for who has the password, too, half
    of one where a second factor is asked. Raises SpentLink, WrongPair, NoDuty, or TooManyTries."""
    link = link_of(db.session(), token, LinkKind.DEVICE, now=clock())
    if link is None:
        raise SpentLink
    kept = db.session().get_one(Account, link.account_id).password_hash
    confirm(link.account_id, password, network=network, clock=clock, kind="device link")
    with write_tx() as tx:
        now = clock()
        waits = same_still(tx.session, link.account_id, kept, kept)
        _spend(tx.session, token, LinkKind.DEVICE, now)
        return enter(
            tx.session,
            link.account_id,
            browser,
            waits=waits,
            now=now,
            today=today,
            by_link=True,
        )


def _spend(session: Session, token: str, kind: LinkKind, now: datetime) -> None:
    """Delete a link of a kind that still lasts; SpentLink when there is none any more."""
    spent = sa.delete(Invitation).where(
        Invitation.token_hash == token_hash(token),
        Invitation.kind == kind,
        Invitation.expires_at > now,
    )
    if session.scalar(spent.returning(Invitation.account_id)) is None:
        raise SpentLink


@write_once
def ask_for_number(
    session: Session, account_id: int, phone: str, by: By, *, once: Once | None
) -> None:
    """Note that somebody wants to sign in by another number, as +62812...; it changes when a link
    that somebody else sends there is used. Whether it is taken is told to its holder alone. Raises
    RuleError for the number that the account has."""
    if phone == phone_of(session.get_one(Account, account_id)):
        raise RuleError("Ini nomor HP yang sekarang Anda pakai untuk masuk.")
    make_link(  # nobody gets this token: who sends the link makes another
        session,
        account_id,
        LinkKind.PHONE,
        lasts=NUMBER_LINK_LASTS,
        now=by.at,
        phone_sealed=vault.seal(phone, reads.phone_place(account_id)),
    )
    record(session, by, "ask for another number", f"account:{account_id}")


def number_link(account_id: int, who: Actor, by: By) -> tuple[str, str]:
    """Make the link that is to be sent to the number somebody asked for; gives its token and that
    number. An earlier one is void. NoResultFound where `who` does not vouch for them, OutOfDate
    where the page said another number."""
    with write_tx() as tx:
        link = reads.request_of(tx.session, who, account_id, today=by.day, now=by.at)
        if link is None:
            raise NoResultFound
        phone = reads.phone_asked(link)
        hold(by.said, {"nomor": phone[-4:]})
        token = secrets.token_urlsafe(32)
        link.token_hash = token_hash(token)
        link.made_by, link.expires_at = who.account_id, by.at + NUMBER_LINK_LASTS
        record(tx.session, by, "send number link", f"account:{account_id}")
        return token, phone


def take_number(token: str, password: str, *, network: str, clock: Clock) -> None:
    """Spend the link that came to a new number: the account signs in by it from now on, anew
    everywhere, and not by the old one. Raises SpentLink, WrongPair, TooManyTries, or RuleError
    where another account has the number."""
    link = link_of(db.session(), token, LinkKind.PHONE, now=clock())
    if link is None or link.phone_sealed is None:
        raise SpentLink
    account_id, phone = link.account_id, reads.phone_asked(link)
    index = vault.index(phone, PHONE_PURPOSE)
    confirm(account_id, password, network=network, clock=clock, kind="number link")
    with write_tx() as tx:
        now = clock()
        account = tx.session.get_one(Account, account_id, with_for_update=True)
        holder = account_by_phone(tx.session, index)
        if holder is not None and holder.id != account_id:
            raise RuleError("Nomor HP ini sudah dipakai akun lain. Tidak ada yang berubah.")
        _spend(tx.session, token, LinkKind.PHONE, now)
        account.phone_index = index
        account.phone_sealed = vault.seal(phone, f"account|phone|{account_id}")
        shut_out(tx.session, account_id)
        by = By(account_id=account_id, association_id=None, at=now)
        record(tx.session, by, "change phone", f"account:{account_id}")


def choose_language(account_id: int, code: str) -> None:
    """Read Guyub in another language, on every phone of the account."""
    with write_tx() as tx:
        tx.session.execute(sa.update(Account).where(Account.id == account_id).values(language=code))

"""Check the password of somebody who is signed in once more."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.database import db
from association.ledger.throttle import actions as throttle
from association.people.accounts import passwords
from association.people.accounts.models import Account

SELDOM = timedelta(minutes=15)


class WrongPair(Exception):
    """Phone number and password do not belong together; nobody learns which of the two is wrong."""


def confirm(
    account_id: int, password: str, *, network: str, clock: throttle.Clock, kind: str = "confirm"
) -> None:
    """Check the password of somebody who is signed in, or has a link. Raises WrongPair, or
    TooManyTries.

    Each `kind` counts its failures apart from those of signing in: a lost, open phone must not
    guess here, and who holds a link must not keep the account's owner from anything else.
    """
    kept = db.session().get_one(Account, account_id).password_hash
    guess = throttle.at(kind, account_id, network, free=30, one_more=SELDOM)
    if not is_right(kept, password, guess, clock=clock):
        raise WrongPair


def is_right(kept: str, password: str, guess: throttle.Guess, *, clock: throttle.Clock) -> bool:
    """Compare a password with its hash, and count it when it is wrong; an empty hash is nobody's.
    Raises TooManyTries."""
    throttle.look(guess, clock=clock)
    right = passwords.matches(kept, password)
    wrong = throttle.Verdict.WRONG if kept else throttle.Verdict.ABSENT
    verdict = throttle.Verdict.RIGHT if right else wrong
    throttle.settle(guess, verdict, clock=clock)
    return right


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

"""Check the password of somebody who is signed in once more."""

from datetime import timedelta

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

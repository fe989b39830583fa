"""Check the password of somebody who is signed in once more."""

from datetime import datetime

from association.database import db, write_tx
from association.ledger.throttle import actions as throttle
from association.people.accounts import passwords
from association.people.accounts.models import Account


class WrongPair(Exception):
    """Phone number and password do not belong together; nobody learns which of the two is wrong."""


def confirm(account_id: int, password: str, *, network: str, now: datetime) -> None:
    """Check the password of somebody who is signed in once more. Raises WrongPair, or TooManyTries.

    Its failures are counted apart from those of signing in: a lost, open phone must not guess here.
    """
    limits = (
        throttle.Limit(f"confirm {account_id}", free=5),
        throttle.per_network("sign-in", network),
    )
    count_try(*limits, now=now)
    if not passwords.matches(db.session().get_one(Account, account_id).password_hash, password):
        raise WrongPair
    with write_tx() as tx:
        throttle.succeeded(tx.session, *limits, now=now)


def count_try(*limits: throttle.Limit, now: datetime) -> None:
    """Count one try before the password is looked at. Raises TooManyTries."""
    with write_tx() as tx:
        throttle.count(tx.session, *limits, now=now)

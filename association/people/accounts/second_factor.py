"""The second factor of an account: turned on by its first code, spent code by code, turned off."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.database import db, write_tx
from association.ledger.audit.actions import record
from association.ledger.throttle import actions as throttle
from association.people.accounts import codes
from association.people.accounts.models import Account, Device, RecoveryCode, SignIn
from association.people.accounts.reads import token_hash
from association.vault import vault

PAPER_CODES = 10
PENDING_LASTS = timedelta(minutes=15)
FREE, SELDOM = 10, timedelta(hours=1)  # wrong codes behind a right password (decision 33)
PAPER_PURPOSE = "recovery code"


class WrongCode(Exception):
    """A code that is wrong, or was used."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A code that was judged right, still to be spent: an app's of a step, or one on paper."""

    account_id: int
    sealed: bytes
    step: int | None = None
    paper: bytes = b""


def begin(token: str, *, now: datetime) -> None:
    """Make the secret that the first code of an app is to turn on; one that still waits stays."""
    with write_tx() as tx:
        signed = tx.session.get_one(SignIn, token_hash(token), with_for_update=True)
        if _waiting(signed, now) is None:
            text = f"{codes.new_secret()} {now.isoformat()}"
            signed.pending_sealed = vault.seal(text, _pending_place(signed))


def pending(session: Session, token: str, *, now: datetime) -> str | None:
    """Give the secret that waits for its first code in this sign-in, for 15 minutes."""
    signed = session.get(SignIn, token_hash(token))
    return _waiting(signed, now) if signed else None


def _waiting(signed: SignIn, now: datetime) -> str | None:
    if signed.pending_sealed is None:
        return None
    secret, made_at = vault.open(signed.pending_sealed, _pending_place(signed)).split()
    fresh = datetime.fromisoformat(made_at) > now - PENDING_LASTS
    return secret if fresh else None


def _pending_place(signed: SignIn) -> str:
    return f"sign_in|pending|{signed.token_hash.hex()}"


def turn_on(token: str, typed: str, by: By, *, phone_time: datetime) -> list[str]:
    """Turn the second factor on by the first code of the secret that waits; every other sign-in of
    the account ends. Gives the codes for paper, which nobody can read again. Raises WrongCode."""
    made = [codes.new_paper_code() for _ in range(PAPER_CODES)]
    with write_tx() as tx:
        account = tx.session.get_one(Account, by.account_id, with_for_update=True)
        signed = tx.session.get_one(SignIn, token_hash(token), with_for_update=True)
        secret = _waiting(signed, by.at)
        step = secret and codes.step_of(secret, codes.tidy(typed), at=phone_time)
        if not secret or not step:
            raise WrongCode
        account.totp_sealed = vault.seal(secret, _place(account.id))
        account.totp_step, account.code_removed_at = step, None
        signed.pending_sealed = None
        others = SignIn.token_hash != signed.token_hash
        tx.session.execute(sa.delete(SignIn).where(SignIn.account_id == account.id, others))
        _keep_paper(tx.session, account.id, made)
        record(tx.session, by, "turn on second factor", f"account:{account.id}")
    return made


def renew_paper(proof: Proof, by: By) -> list[str]:
    """Give new codes for paper; those of before are void. Raises WrongCode for a spent proof."""
    made = [codes.new_paper_code() for _ in range(PAPER_CODES)]
    with write_tx() as tx:
        spend(tx.session, proof)
        _keep_paper(tx.session, proof.account_id, made)
        record(tx.session, by, "renew recovery codes", f"account:{proof.account_id}")
    return made


def turn_off(proof: Proof, by: By) -> None:
    """Let the account sign in by its password alone. Raises WrongCode for a spent proof."""
    with write_tx() as tx:
        spend(tx.session, proof)
        _forget(tx.session, proof.account_id, removed_at=None)
        record(tx.session, by, "turn off second factor", f"account:{proof.account_id}")


def remove_second_factor(session: Session, account_id: int, by: By) -> bool:
    """Take the second factor from an account whose phone is lost, for who may reset it: all its
    sign-ins end, and it is told so at the next one. Tells whether there was one."""
    account = session.get_one(Account, account_id)
    if account.totp_sealed is None:
        return False
    _forget(session, account_id, removed_at=by.at)
    session.execute(sa.delete(SignIn).where(SignIn.account_id == account_id))
    record(session, by, "remove second factor", f"account:{account_id}")
    return True


def _forget(session: Session, account_id: int, *, removed_at: datetime | None) -> None:
    own = sa.update(Account).where(Account.id == account_id)
    gone = {"totp_sealed": None, "totp_step": None, "code_removed_at": removed_at}
    session.execute(own.values(gone))
    _keep_paper(session, account_id, [])


def _keep_paper(session: Session, account_id: int, made: list[str]) -> None:
    session.execute(sa.delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    session.add_all(
        RecoveryCode(code_index=_paper_index(account_id, one), account_id=account_id)
        for one in made
    )


def paper_left(session: Session, account_id: int) -> int:
    """Count the codes on paper that are not spent."""
    left = sa.select(sa.func.count()).where(RecoveryCode.account_id == account_id)
    return session.scalar(left) or 0


def prove(
    account_id: int,
    typed: str,
    *,
    device: str,
    network: str,
    phone_time: datetime,
    clock: Callable[[], datetime],
) -> Proof:
    """Judge a code of somebody whose password was right, and count it when it is wrong. Raises
    WrongCode, or TooManyTries.

    A device that signed in before counts its own, so that who stole the password elsewhere cannot
    use up the owner's tries.
    """
    guess = _guess(account_id, device, network)
    throttle.look(guess, clock=clock)
    found = _judged(db.session(), account_id, codes.tidy(typed), phone_time)
    verdict = throttle.Verdict.RIGHT if found else throttle.Verdict.WRONG
    throttle.settle(guess, verdict, clock=clock)
    if found is None:
        raise WrongCode
    return found


def _guess(account_id: int, device: str, network: str) -> throttle.Guess:
    known = db.session().get(Device, (token_hash(device), account_id)) if device else None
    if known is not None:
        own = throttle.Limit(f"code {account_id} {device}", free=FREE, one_more=SELDOM)
        return throttle.Guess(own)
    return throttle.at("code", account_id, network, free=FREE, one_more=SELDOM)


def _judged(session: Session, account_id: int, code: str, phone_time: datetime) -> Proof | None:
    account = session.get_one(Account, account_id)
    if account.totp_sealed is None:
        return None
    secret = vault.open(account.totp_sealed, _place(account_id))
    step, paper = codes.step_of(secret, code, at=phone_time), _paper_index(account_id, code)
    held = session.get(RecoveryCode, paper)  # asked of every code: it takes as long for each
    if step is not None and step > (account.totp_step or 0):
        return Proof(account_id, account.totp_sealed, step=step)
    return Proof(account_id, account.totp_sealed, paper=paper) if held else None


def spend(session: Session, proof: Proof) -> None:
    """Spend a code that was judged right; of two at once only one can. Raises WrongCode."""
    used: sa.Update | sa.Delete
    if proof.step is not None:
        unused = sa.func.coalesce(Account.totp_step, 0) < proof.step
        same = sa.and_(Account.id == proof.account_id, Account.totp_sealed == proof.sealed, unused)
        used = sa.update(Account).where(same).values(totp_step=proof.step).returning(Account.id)
    else:
        held = sa.delete(RecoveryCode).where(RecoveryCode.code_index == proof.paper)
        used = held.returning(RecoveryCode.account_id)
    if session.scalar(used) is None:
        raise WrongCode


def _place(account_id: int) -> str:
    return f"account|totp|{account_id}"


def _paper_index(account_id: int, code: str) -> bytes:
    return vault.index(f"{account_id} {code}", PAPER_PURPOSE)

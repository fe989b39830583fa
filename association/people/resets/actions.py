"""Make the link that sets a new password, and use it."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from association.access.by import By
from association.database import db, write_tx
from association.ledger.audit.actions import record
from association.ledger.throttle.actions import Clock
from association.once import Once, write_once
from association.people.accounts import passwords
from association.people.accounts.actions import make_link, shut_out
from association.people.accounts.models import Account, LinkKind
from association.people.accounts.reads import own_words
from association.people.resets.reads import is_allowed, reset_link
from association.people.signin.actions import SpentLink
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Role

RESET_LASTS = timedelta(hours=4)


def make(account_id: int, by: By, *, once: Once | None) -> str:
    """Make the reset link of an account; an earlier one is void. A repeat of the form gets "": the
    link is shown once. Check the password first; RuleError for who may not, and for an account that
    is closed or was never accepted."""
    tokens: list[str] = []
    _make(account_id, by, tokens, once=once)
    return "".join(tokens)


@write_once
def _make(
    session: Session, account_id: int, by: By, tokens: list[str], *, once: Once | None
) -> None:
    """Make the link; its token goes into `tokens`, beside the answer, because answers are kept."""
    if not is_allowed(session, by.account_id or 0, account_id, today=by.day):
        raise _not_theirs(session.get_one(Account, by.account_id))
    tokens.append(reset_token(session, account_id, by))


def _not_theirs(maker: Account) -> RuleError:
    if maker.role is Role.LEADER:
        return RuleError("Kata sandi akun ini hanya bisa diatur ulang oleh Dinas Perdagangan.")
    return RuleError("Akun ini menjangkau lebih dari wewenang Anda. Minta admin mengatur ulang.")


def reset_token(session: Session, account_id: int, by: By) -> str:
    """Make the token of a reset link in the caller's transaction, for commands without asking who
    may. RuleError for an account that is closed, or that nobody accepted."""
    account = session.get_one(Account, account_id, with_for_update=True)
    if account.closed_at is not None:
        raise RuleError("Akun ini ditutup. Buka kembali dulu.")
    if not account.password_hash:
        raise RuleError("Akun ini belum diterima pemiliknya. Kirim tautan undangannya.")
    token = make_link(
        session,
        account_id,
        LinkKind.RESET,
        lasts=RESET_LASTS,
        now=by.at,
        made_by=by.account_id,
    )
    record(session, by, "make reset link", f"account:{account_id}")
    return token


def use(token: str, password: str, *, clock: Clock, today: date) -> None:
    """Set the password by a reset link, and end every session of its account; a second factor
    stays. Raises RuleError for a password that nobody may choose, SpentLink."""
    first = reset_link(db.session(), token, now=clock(), today=today)
    if first is None:
        raise SpentLink
    passwords.check_new(password, words=own_words(db.session(), first.account))
    hashed = passwords.hashed(password)
    with write_tx() as tx:
        now = clock()
        found = reset_link(tx.session, token, now=now, today=today, lock=True)
        if found is None:
            raise SpentLink
        account, link = found.account, found.link
        account.password_hash = hashed
        account.reset_at, account.reset_by = now, link.made_by
        made = {"made_by": link.made_by, "made_at": link.made_at and link.made_at.isoformat()}
        shut_out(tx.session, account.id)
        by = By(account_id=account.id, association_id=None, city_id=account.city_id, at=now)
        record(tx.session, by, "use reset link", f"account:{account.id}", **made)

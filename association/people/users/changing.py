"""Change what an account may, close it, open it again, sign it out; and never the last key holder.

Two who do so to each other at one moment take turns at both accounts: the second is closed, or
may not, by then.
"""

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.access.fence import hold_associations
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.people.accounts.actions import shut_out
from association.people.accounts.models import Account, Invitation
from association.people.accounts.second_factor import remove_second_factor
from association.people.resets.reads import from_outside, holding
from association.people.team.actions import check_another_ketua
from association.rules.house.charge import Holding, may_close, may_reset
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Right, Role
from association.rules.house.said import hold

Rule = Callable[[Holding, Holding], bool]


def rights_text(rights: frozenset[Right]) -> str:
    """Write rights short, as a form carries what its page showed."""
    return "+".join(sorted(right.value for right in rights)) or "-"


@write_once
def set_rights(
    session: Session, account_id: int, rights: frozenset[Right], by: By, *, once: Once | None
) -> None:
    """Give and take back the rights of an officer, from the next request on. Raises RuleError for
    who may not, OutOfDate when somebody else changed them since the page was opened."""
    account = _theirs(session, account_id, by, may_close)
    if account.role is not Role.OFFICER:
        raise RuleError("Hanya petugas yang haknya diatur di sini.")
    before = account.rights
    hold(by.said, {"hak": rights_text(before)})
    account.may_run_events = Right.EVENTS in rights
    account.may_administer = Right.ADMINISTER in rights
    if account.rights != before:
        names = {"given": account.rights - before, "taken": before - account.rights}
        told = {name: sorted(right.value for right in some) for name, some in names.items()}
        record(session, by, "change rights", f"account:{account_id}", **told)


@write_once
def close(session: Session, account_id: int, by: By, *, once: Once | None) -> None:
    """Close an account at once and everywhere: it stays as the author of what it did. Raises
    RuleError for who may not, and for the last ketua of a paguyuban."""
    _theirs(session, account_id, by, may_close)
    close_account(session, account_id, by)


def close_account(session: Session, account_id: int, by: By) -> None:
    """Close an account that the caller holds; its links, and those it made, are void. RuleError for
    the last ketua of a paguyuban."""
    _check_not_last_ketua(session, account_id, by)
    account = session.get_one(Account, account_id, with_for_update=True)
    if account.closed_at is not None:
        return
    account.closed_at = by.at
    links = sa.or_(Invitation.account_id == account.id, Invitation.made_by == account.id)
    session.flush()
    session.execute(sa.delete(Invitation).where(links))
    shut_out(session, account.id)
    record(session, by, "close account", f"account:{account.id}")


@write_once
def reopen(session: Session, account_id: int, by: By, *, once: Once | None) -> None:
    """Open a closed account again, with the password and the duties that it has. RuleError for who
    may not."""
    reopen_account(session, _theirs(session, account_id, by, may_close), by)


def reopen_account(session: Session, account: Account, by: By) -> None:
    """Open an account again in the caller's transaction."""
    if account.closed_at is not None:
        account.closed_at = None
        record(session, by, "reopen account", f"account:{account.id}")


@write_once
def sign_out(session: Session, account_id: int, by: By, *, once: Once | None) -> None:
    """Sign an account out everywhere, as for a lost phone. RuleError for who may not."""
    _theirs(session, account_id, by, may_close)
    shut_out(session, account_id)
    record(session, by, "sign out everywhere", f"account:{account_id}")


@write_once
def remove_factor(session: Session, account_id: int, by: By, *, once: Once | None) -> None:
    """Take the second factor of a lost phone away, and sign the account out; the password stays.
    RuleError for who may not reset it."""
    _theirs(session, account_id, by, may_reset)
    if not remove_second_factor(session, account_id, by):
        raise RuleError("Akun ini tidak memakai kode masuk.")


def _theirs(session: Session, account_id: int, by: By, rule: Rule) -> Account:
    """Hold an account, who acts and the paguyuban that it leads; RuleError where that is not
    theirs to mend."""
    of = holding(session, account_id, today=by.day)
    hold_associations(session, of.leads)
    _both(session, account_id, by)
    of, maker = (holding(session, one, today=by.day) for one in (account_id, by.account_id or 0))
    if not rule(maker, of):
        raise RuleError("Akun ini di luar wewenang Anda. Minta admin.")
    return session.get_one(Account, account_id, with_for_update=True)


def _both(session: Session, account_id: int, by: By) -> None:
    two = sa.select(Account.id).where(Account.id.in_({account_id, by.account_id}))
    session.execute(two.order_by(Account.id).with_for_update())


def _check_not_last_ketua(session: Session, account_id: int, by: By) -> None:
    """Raise RuleError when somebody is the only ketua of a paguyuban that is at work."""
    for association_id in sorted(holding(session, account_id, today=by.day).leads):
        with from_outside(session):
            check_another_ketua(session, association_id, account_id, today=by.day)


def check_not_last_admin(session: Session, account: Account) -> None:
    """Raise RuleError for the only admin who can sign in: pages need no such check, as nobody
    closes their own account there."""
    admins = sa.select(Account).where(Account.role == Role.ADMIN).order_by(Account.id)
    others = [
        one
        for one in session.scalars(admins.with_for_update())
        if one.closed_at is None and one.accepted_at is not None and one.id != account.id
    ]
    if account.role is Role.ADMIN and not others:
        raise RuleError("Ini admin terakhir. Undang admin lain dulu, dan tunggu ia menerima.")

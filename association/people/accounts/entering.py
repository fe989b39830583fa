"""The last step of each way to sign in: the device is known, the sign-in noted."""

import secrets
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from association.access.by import By
from association.access.reach import Leading, OneCity
from association.database import is_postgresql
from association.ledger.audit.actions import record
from association.people.accounts.models import Account, Device, SignIn
from association.people.accounts.reads import Actor, token_hash


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The tokens for the session cookie and for the device cookie; half of it while it `waits` for
    the second factor, without a device."""

    token: str
    device: str = ""
    waits: bool = False
    own_phone: bool = False
    code_removed_at: datetime | None = None  # somebody took the second factor away since


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

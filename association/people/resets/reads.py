"""What a reset link stands for, and what its page says."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from association.people.accounts.holding import holding
from association.people.accounts.models import Account, Invitation, LinkKind
from association.people.accounts.reads import token_hash
from association.rules.house.charge import may_reset


@dataclass(frozen=True, slots=True)
class ResetLink:
    """A reset link that can still be used, and its account."""

    link: Invitation
    account: Account


def reset_link(
    session: Session, token: str, *, now: datetime, today: date, lock: bool = False
) -> ResetLink | None:
    """Find what a link stands for; None when it is used, replaced, older than 4 hours, or when who
    made it might not make it any more."""
    key = token_hash(token)
    link = session.get(Invitation, key)
    if link is None or link.kind != LinkKind.RESET:
        return None
    made_by, account_id = link.made_by, link.account_id
    if made_by is not None and not is_allowed(session, made_by, account_id, today=today):
        return None
    account = session.get_one(Account, account_id, with_for_update=lock)
    found = session.get(Invitation, key, with_for_update=lock)
    if found is None or found.expires_at <= now or account.closed_at is not None:
        return None
    return ResetLink(found, account)


def is_allowed(session: Session, maker_id: int, account_id: int, *, today: date) -> bool:
    """Tell whether one account may make the link that resets another's password."""
    maker, of = (holding(session, one, today=today) for one in (maker_id, account_id))
    return may_reset(maker, of)

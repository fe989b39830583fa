"""What an account holds, for the rules of whose it is to mend; and what a reset link stands for."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.fence import reach_of, set_reach
from association.access.reach import Visitor
from association.people.accounts.models import Account, Duty, Invitation, LinkKind
from association.people.accounts.reads import cities_of, lasting, stands, token_hash
from association.rules.house.charge import Holding, may_reset
from association.rules.house.permissions import Position, Role
from association.territory.models import Association


@contextmanager
def from_outside(session: Session) -> Iterator[None]:
    """Read the public directory, whatever the reach; before the transaction changes anything."""
    before = reach_of(session)
    set_reach(session, Visitor())
    try:
        yield
    finally:
        set_reach(session, before)


def holding(session: Session, account_id: int, *, today: date) -> Holding:
    """Gather what an account holds on a day; before the transaction changes anything."""
    with from_outside(session):  # the directory tells in which city a paguyuban is
        return _holding(session, session.get_one(Account, account_id), today)


def _holding(session: Session, account: Account, today: date) -> Holding:
    duties = session.execute(
        sa.select(Duty, Association.city_id, stands(today))
        .join(Association, Association.id == Duty.association_id)
        .where(
            Duty.account_id == account.id,
            Duty.accepted_on.is_not(None),
            lasting(today),
        )
    ).all()
    leading = [(duty, now) for duty, _city, now in duties if duty.position == Position.KETUA]
    cities = {city_id for _duty, city_id, _now in duties}
    if account.role is Role.OFFICER:
        cities = {city.id for city in cities_of(session, account.id)}
    return Holding(
        account_id=account.id,
        role=account.role,
        is_open=account.closed_at is None,
        works_in=frozenset(duty.association_id for duty, _city, _now in duties),
        leads=frozenset(duty.association_id for duty, _now in leading),
        leads_now=frozenset(duty.association_id for duty, now in leading if now),
        cities=frozenset(cities),
        is_of_many=account.role is Role.OFFICER and account.city_id is None,
        administers=account.role is Role.OFFICER and account.may_administer,
    )


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

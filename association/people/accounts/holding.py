"""What an account holds, whatever the reach of who asks: for the rules of whose it is to mend."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.fence import reach_of, set_reach
from association.access.reach import Visitor
from association.people.accounts.models import Account, Duty
from association.people.accounts.reads import cities_of, lasting, stands
from association.rules.house.charge import Holding
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

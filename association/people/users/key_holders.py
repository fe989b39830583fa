"""Count who holds the keys: of a city, and of a paguyuban. One alone is one too few."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.people.accounts.models import Account, Duty
from association.people.accounts.reads import stands
from association.rules.house.permissions import Position, Role
from association.territory.models import City

ENOUGH = 2
HELD = (Account.closed_at.is_(None), Account.accepted_at.is_not(None))


def of_city(session: Session, city_id: int) -> int:
    """Count who administers a city: its officers with that right, those of its province or of the
    whole nation, and admins."""
    code = sa.select(City.code).where(City.id == city_id).scalar_subquery()
    of_many = sa.and_(Account.city_id.is_(None), code.startswith(Account.region))
    officer = sa.and_(
        Account.role == Role.OFFICER,
        Account.may_administer,
        sa.or_(Account.city_id == city_id, of_many),
    )
    wanted = sa.select(sa.func.count(Account.id)).where(
        *HELD, sa.or_(Account.role == Role.ADMIN, officer)
    )
    return session.scalar(wanted) or 0


def of_paguyuban(session: Session, association_id: int, *, today: date) -> int:
    """Count the pengurus of a paguyuban who can sign in today; who sees blocks alone is none."""
    wanted = (
        sa.select(sa.func.count(Duty.account_id.distinct()))
        .join(Account, Account.id == Duty.account_id)
        .where(
            Duty.association_id == association_id,
            Duty.position != Position.COORDINATOR,
            stands(today),
            *HELD,
        )
    )
    return session.scalar(wanted) or 0

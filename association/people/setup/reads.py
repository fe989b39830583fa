"""At which step the first start is, by what exists."""

from datetime import datetime
from enum import StrEnum
from secrets import compare_digest

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.people.accounts.beginning import Begun, holds
from association.people.accounts.models import FirstStart
from association.people.accounts.reads import token_hash
from association.territory.models import City, Market

ROW = 1  # the only one


class Step(StrEnum):
    """What comes next."""

    ADMIN = "admin"
    CITY = "city"
    MARKETS = "markets"
    OFFICER = "officer"
    DONE = "done"


def step(session: Session) -> Step:
    """Name the step that comes next."""
    begun = holds(session).begun
    if begun is not Begun.UNDER_WAY:
        return Step.ADMIN if begun is Begun.NOBODY else Step.DONE
    city = first_city(session)
    if city is None:
        return Step.CITY
    return Step.OFFICER if markets_of(session, city.id) else Step.MARKETS


def first_city(session: Session) -> City | None:
    """Give the city that is being set up."""
    return session.scalar(sa.select(City).order_by(City.id).limit(1))


def markets_of(session: Session, city_id: int) -> list[str]:
    """Name the markets that the city has by now."""
    names = sa.select(Market.name).where(Market.city_id == city_id).order_by(Market.name)
    return list(session.scalars(names))


def code_fits(session: Session, code: str, *, now: datetime) -> bool:
    """Tell whether a code is the one that the server printed last, and makes the first account
    still."""
    kept = session.get(FirstStart, ROW)
    fits = compare_digest(kept.code_hash if kept else b"", token_hash(code))
    return fits and kept is not None and now < kept.expires_at

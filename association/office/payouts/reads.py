"""Select the city's cases: columns that an office may read, one query, no names."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.cover.claims.models import Claim
from association.rules.law.claims import GOING_ON, ClaimKind, ClaimState
from association.rules.law.payouts import CityCase
from association.territory.models import Market

COLUMNS = (
    Claim.kind,
    Claim.from_work,
    Claim.state,
    Claim.market_id,
    Market.name,
    Claim.day,
    Claim.submitted_on,
    Claim.decided_on,
    Claim.paid_amount,
)


def cases(
    session: Session, city_id: int, *, year: int, market_id: int | None = None
) -> list[CityCase]:
    """Give the cases that happened or were decided in a year, and those that are going on; none
    that was recorded by mistake."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    statement = (
        sa.select(*COLUMNS)
        .outerjoin(Market, Market.id == Claim.market_id)
        .where(
            Claim.city_id == city_id,
            Claim.state != ClaimState.UNDONE.value,
            sa.or_(
                Claim.day.between(first, last),
                Claim.decided_on.between(first, last),
                Claim.state.in_([one.value for one in GOING_ON]),
            ),
            *([Claim.market_id == market_id] if market_id is not None else []),
        )
    )
    return [_case(*row) for row in session.execute(statement)]


def _case(
    kind: str,
    from_work: bool,
    state: str,
    market_id: int | None,
    name: str | None,
    day: date,
    submitted_on: date | None,
    decided_on: date | None,
    amount: int | None,
) -> CityCase:
    return CityCase(
        kind=ClaimKind(kind),
        from_work=from_work,
        state=ClaimState(state),
        market_id=market_id,
        market=name or "",
        day=day,
        submitted_on=submitted_on,
        decided_on=decided_on,
        amount=amount or 0,
    )

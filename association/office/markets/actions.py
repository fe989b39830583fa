"""Close a market and open it again, as the page said."""

from sqlalchemy.orm import Session

from association.access.by import By
from association.office.markets.leaving import left, since
from association.once import Once, as_part, write_once
from association.rules.house.said import hold
from association.territory import closing
from association.territory.locking import locked_market


@write_once
def close(session: Session, market_id: int, by: By, *, city_id: int, once: Once | None) -> None:
    """Close a market from today on. Raises OutOfDate when it leaves other than the page said,
    RuleError when it is closed."""
    market = locked_market(session, market_id, city_id=city_id)
    hold(by.said, left(session, market, now=by.at, today=by.day).facts(by.day))
    close_market = as_part(closing.close_market)
    close_market(session, market_id, by, city_id=city_id, on=by.day, once=None)


@write_once
def reopen(
    session: Session, market_id: int, by: By, *, city_id: int, mistake: bool, once: Once | None
) -> None:
    """Open a market again, as territory.closing does. Raises OutOfDate when other changed since its
    closing than the page said."""
    market = locked_market(session, market_id, city_id=city_id)
    hold(by.said, since(session, market, today=by.day).facts(by.day))
    reopen_market = as_part(closing.reopen_market)
    reopen_market(session, market_id, by, city_id=city_id, mistake=mistake, once=None)

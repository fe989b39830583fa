"""Close a market or a paguyuban, open it again, or take a closing back."""

from datetime import date

from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.rules.house.errors import RuleError
from association.territory.locking import locked_association, locked_market
from association.territory.models import Association, Closure, Market


@write_once
def close_market(
    session: Session, market_id: int, by: By, *, city_id: int, on: date, once: Once | None
) -> None:
    """Offer a market to nobody from a day on; stalls and events that name it keep it. RuleError
    for one that is closed."""
    _close(locked_market(session, market_id, city_id=city_id), on)
    record(session, by, "close market", f"market:{market_id}")


@write_once
def close_association(
    session: Session, association_id: int, by: By, *, on: date, once: Once | None
) -> None:
    """Let a paguyuban work no more from a day on; its roster stays, and can be read. RuleError for
    one that is closed."""
    _close(locked_association(session, association_id), on)
    record(session, by, "close association", f"association:{association_id}")


@write_once
def reopen_market(
    session: Session, market_id: int, by: By, *, city_id: int, mistake: bool, once: Once | None
) -> None:
    """Open a closed market from today on; with `mistake` as if it had never been closed. RuleError
    for one that is open."""
    market = locked_market(session, market_id, city_id=city_id)
    _reopen(session, market, Closure(market_id=market_id), by, mistake=mistake)
    record(session, by, "reopen market", f"market:{market_id}", mistake=mistake)


@write_once
def reopen_association(
    session: Session, association_id: int, by: By, *, mistake: bool, once: Once | None
) -> None:
    """Let a closed paguyuban work from today on; as `reopen_market`."""
    association = locked_association(session, association_id)
    _reopen(session, association, Closure(association_id=association_id), by, mistake=mistake)
    record(session, by, "reopen association", f"association:{association_id}", mistake=mistake)


def _close(row: Market | Association, on: date) -> None:
    if row.closed_on is not None:
        raise RuleError("%(name)s sudah ditutup.", name=row.name)
    row.closed_on = on


def _reopen(
    session: Session, row: Market | Association, was: Closure, by: By, *, mistake: bool
) -> None:
    """Open a row; the days on which it was closed are kept, unless that was a mistake."""
    if row.closed_on is None:
        raise RuleError("%(name)s tidak ditutup.", name=row.name)
    if not mistake and row.closed_on < by.day:
        was.closed_on, was.reopened_on = row.closed_on, by.day
        session.add(was)
    row.closed_on = None

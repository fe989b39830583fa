"""Select the markets that a list of a paguyuban may name."""

from sqlalchemy.orm import Session

from association.roster.lists.becoming import Markets
from association.territory.reads import markets_of, own_markets


def known_markets(session: Session, association_id: int) -> Markets:
    """Gather the city's markets by name, and the one to take when a list names none."""
    return Markets.of(markets_of(session, association_id), own_markets(session, association_id))

"""How far a new Guyub has come, by what exists in the database, and whether it is the
demonstration."""

from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.ledger.audit.models import AuditEntry
from association.people.accounts.models import Account, FirstStart
from association.territory.models import City

DEMO_LOADED = "load demo city"  # the entry of the log that nobody can take out
AMONG_FIRST = 1000  # it is loaded into empty databases only, with some forty entries


class Begun(StrEnum):
    """How far the first start has come."""

    NOBODY = "nobody"  # no account and no city: the one-time address makes the first account
    UNDER_WAY = "under way"  # an admin goes on with the city, its markets, its first officer
    DONE = "done"  # a city, and no admin who sets it up


@dataclass(frozen=True, slots=True)
class Holds:
    """What a database holds: how far its first start came, and whether it has the invented
    people."""

    begun: Begun
    demo: bool


def holds(session: Session) -> Holds:
    """Tell what the database holds, in one short statement."""
    marked = sa.exists().where(AuditEntry.id <= AMONG_FIRST, AuditEntry.what == DEMO_LOADED)
    asked = sa.select(
        sa.exists(sa.select(Account.id)),
        sa.exists(sa.select(City.id)),
        sa.exists(sa.select(FirstStart.id)),
        marked,
    )
    account, city, under_way, demo = session.execute(asked).one()
    if not account:  # people made in bulk have a city and nobody who signs in
        return Holds(Begun.DONE if city else Begun.NOBODY, demo)
    return Holds(Begun.UNDER_WAY if under_way or not city else Begun.DONE, demo)

"""Open a list of paguyuban, and select what it is held against."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.office.intake import storage
from association.office.intake.entries import Entry, Read
from association.office.intake.models import Intake
from association.office.intake.names import loose_key, market_key, paguyuban_key
from association.people.accounts.models import Account, Duty
from association.people.accounts.reads import PHONE_PURPOSE
from association.rules.house.permissions import Position, Role
from association.territory.models import Association, Market
from association.vault import vault

AT_ONCE = 500


def place(intake_id: int, what: str) -> str:
    """Name the place that the "rows" or the "sheets" of a list are sealed for."""
    return f"intake|{what}|{intake_id}"


def opened(session: Session, intake_id: int) -> tuple[Intake, Read]:
    """Get a list and what was understood of it, nothing once it is made; NoResultFound outside the
    reach."""
    kept = session.get_one(Intake, intake_id)
    if kept.rows_sealed is None:
        return kept, Read(())
    return kept, storage.read(vault.open(kept.rows_sealed, place(intake_id, "rows")))


def sheets(kept: Intake) -> str:
    """Give the cells of a list as they were read, as text; "" once it is made."""
    if kept.sheets_sealed is None:
        return ""
    return vault.open(kept.sheets_sealed, place(kept.id, "sheets"))


def kept_lists(session: Session, city_id: int) -> list[Intake]:
    """List the city's lists that wait or can be taken back, the latest first."""
    own = sa.select(Intake).where(Intake.city_id == city_id)
    return list(session.scalars(own.order_by(Intake.id.desc()).limit(10)))


@dataclass(frozen=True, slots=True)
class Place:
    """A market of the city."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Known:
    """A paguyuban that the city has already."""

    id: int
    name: str
    is_closed: bool
    has_contact: bool
    has_ketua: bool


@dataclass(frozen=True, slots=True)
class City:
    """What a list is held against: markets by their keys, the city's paguyuban by theirs, and the
    phones of accounts that cannot hold a duty."""

    markets: dict[str, Place]
    paguyuban: dict[str, Known]
    alike: dict[str, Known]
    offices: frozenset[str]

    @property
    def places(self) -> list[Place]:
        """Give each market once, by name."""
        each = {one.id: one for one in self.markets.values()}
        return sorted(each.values(), key=lambda one: one.name)


def market_keys(session: Session, city_id: int) -> tuple[str, ...]:
    """Give the keys of every name that the city's markets have."""
    return tuple(_markets(session, city_id))


def _markets(session: Session, city_id: int) -> dict[str, Place]:
    own = sa.select(Market).where(Market.city_id == city_id)
    found: dict[str, Place] = {}
    for one in session.scalars(own.order_by(Market.closed_on.is_not(None), Market.id)):
        for name in (one.name, *one.aliases):
            found.setdefault(market_key(name), Place(one.id, one.name))
    return found


def city(session: Session, city_id: int, entries: Sequence[Entry], *, today: date) -> City:
    """Select what the entries of a list are held against."""
    known = [
        Known(
            one.id,
            one.name,
            one.closed_on is not None and one.closed_on <= today,
            bool(one.contact(today).name or one.contact(today).phone),
            one.id in led,
        )
        for led in [_led(session, city_id, today=today)]
        for one in session.scalars(
            sa.select(Association).where(Association.city_id == city_id).order_by(Association.id)
        )
    ]
    return City(
        _markets(session, city_id),
        {paguyuban_key(one.name): one for one in reversed(known)},
        {loose_key(one.name): one for one in reversed(known)},
        _offices(session, entries),
    )


def _led(session: Session, city_id: int, *, today: date) -> set[int]:
    """Give the ids of the paguyuban that have a ketua, or one who is invited."""
    lasting = sa.or_(Duty.ends_on.is_(None), Duty.ends_on >= today)
    led = (
        sa.select(Duty.association_id)
        .join(Association, Association.id == Duty.association_id)
        .where(Association.city_id == city_id, Duty.position == Position.KETUA, lasting)
    )
    return set(session.scalars(led))


def _offices(session: Session, entries: Sequence[Entry]) -> frozenset[str]:
    """Give those of the ketua's phones that are an officer's or an admin's, or of a closed
    account."""
    ketua = [one.holder(Position.KETUA) for one in entries]
    phones = {
        vault.index(one.phone, PHONE_PURPOSE): one.phone for one in ketua if one and one.phone
    }
    found: list[bytes] = []
    indexes = list(phones)
    for start in range(0, len(indexes), AT_ONCE):
        some = Account.phone_index.in_(indexes[start : start + AT_ONCE])
        other = sa.or_(Account.role != Role.LEADER, Account.closed_at.is_not(None))
        found += session.scalars(sa.select(Account.phone_index).where(some, other))
    return frozenset(phones[bytes(one)] for one in found)

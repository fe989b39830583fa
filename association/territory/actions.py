"""Make, rename and close markets and paguyuban, and say which paguyuban works in which market."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from association.access.by import By
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.rules.house.errors import RuleError
from association.rules.people.names import clean_name
from association.territory.models import Association, City, Contact, Market


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketValues:
    """A market as people name it; an unknown kecamatan is None."""

    name: str
    aliases: tuple[str, ...] = ()
    district: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssociationValues:
    """A paguyuban and its public notice; `contact_phone` as +62812..., or empty."""

    name: str
    contact_name: str = ""
    contact_phone: str = ""


def add_city(session: Session, *, code: str, name: str) -> City:
    """Add a city by its Kemendagri code, such as 33.72, in the caller's transaction."""
    city = City(code=code, name=name)
    session.add(city)
    session.flush()
    return city


def add_markets(session: Session, city_id: int, values: Sequence[MarketValues]) -> list[Market]:
    """Add markets to a city in the caller's transaction."""
    made = [
        Market(city_id=city_id, name=one.name, aliases=list(one.aliases), district=one.district)
        for one in values
    ]
    session.add_all(made)
    session.flush()
    return made


def add_association(
    session: Session, city_id: int, values: AssociationValues, markets: Sequence[Market]
) -> Association:
    """Add a paguyuban that works in these markets, in the caller's transaction."""
    made = Association(
        city_id=city_id,
        name=values.name,
        contact_name=values.contact_name,
        contact_phone=values.contact_phone,
        markets=list(markets),
    )
    session.add(made)
    session.flush()
    return made


@write_once
def make_market(
    session: Session, city_id: int, values: MarketValues, by: By, *, once: Once | None
) -> int:
    """Make a market of a city; gives its id. RuleError for a name that the city has already."""
    refuse_twin(session, Market, city_id, values.name)
    [made] = add_markets(session, city_id, [values])
    record(session, by, "make market", f"market:{made.id}")
    return made.id


@write_once
def rename_market(
    session: Session,
    market_id: int,
    values: MarketValues,
    by: By,
    *,
    city_id: int,
    version: int,
    once: Once | None,
) -> None:
    """Give a market of the city other names.

    Raises NoResultFound for another city's, StaleDataError when it changed since `version`, and
    RuleError for a name that the city has already.
    """
    market = _market(session, market_id, city_id)
    _refuse_old(market, version)
    refuse_twin(session, Market, city_id, values.name, but=market_id)
    market.name, market.district = values.name, values.district
    market.aliases = list(values.aliases)
    record(session, by, "rename market", f"market:{market_id}")


@write_once
def close_market(
    session: Session, market_id: int, by: By, *, city_id: int, on: date, once: Once | None
) -> None:
    """Offer a market to nobody from a day on; stalls and events that name it keep it."""
    _market(session, market_id, city_id).closed_on = on
    record(session, by, "close market", f"market:{market_id}")


@write_once
def make_association(
    session: Session,
    city_id: int,
    values: AssociationValues,
    market_ids: Collection[int],
    by: By,
    *,
    once: Once | None,
) -> int:
    """Make a paguyuban that works in these markets of the city; gives its id.

    Raises RuleError for a name that the city has already, NoResultFound for another city's market.
    """
    refuse_twin(session, Association, city_id, values.name)
    made = add_association(session, city_id, values, _markets(session, market_ids, city_id))
    record(session, by, "make association", f"association:{made.id}")
    return made.id


@write_once
def rename_association(
    session: Session,
    association_id: int,
    values: AssociationValues,
    by: By,
    *,
    version: int,
    once: Once | None,
) -> None:
    """Give a paguyuban another name or notice; raises as `rename_market` does."""
    association = session.get_one(Association, association_id, with_for_update=True)
    _refuse_old(association, version)
    refuse_twin(session, Association, association.city_id, values.name, but=association_id)
    association.name = values.name
    _put_contact(association, Contact(values.contact_name, values.contact_phone), by.day)
    record(session, by, "rename association", f"association:{association_id}")


@write_once
def set_contact(
    session: Session, association_id: int, contact: Contact, by: By, *, once: Once | None
) -> None:
    """Publish another contact of a paguyuban from today on; who follows on a later day still
    does."""
    association = session.get_one(Association, association_id, with_for_update=True)
    _put_contact(association, contact, by.day)
    record(session, by, "set contact", f"association:{association_id}")


def _put_contact(association: Association, contact: Contact, today: date) -> None:
    association.contact_name, association.contact_phone = contact.name, contact.phone
    if association.next_contact_on is not None and association.next_contact_on <= today:
        association.next_contact_on = None
        association.next_contact_name = association.next_contact_phone = ""


def follow_contact(
    session: Session, association_id: int, contact: Contact, *, today: date, on: date
) -> None:
    """Let another contact follow on a day, in the caller's transaction; whoever counts today does
    until then."""
    association = session.get_one(Association, association_id, with_for_update=True)
    _put_contact(association, association.contact(today), today)
    association.next_contact_name, association.next_contact_phone = contact.name, contact.phone
    association.next_contact_on = on


@write_once
def connect(
    session: Session, association_id: int, market_ids: Collection[int], by: By, *, once: Once | None
) -> None:
    """Say in which markets of its city a paguyuban works, at least one.

    Stalls in a market it left stay where they are. Raises NoResultFound for another city's market.
    """
    if not market_ids:
        raise RuleError("Pilih paling sedikit satu pasar.")
    association = session.get_one(Association, association_id, with_for_update=True)
    association.markets = _markets(session, market_ids, association.city_id)
    markets = sorted(market_ids)
    subject = f"association:{association_id}"
    record(session, by, "connect markets", subject, markets=markets)


@write_once
def close_association(
    session: Session, association_id: int, by: By, *, on: date, once: Once | None
) -> None:
    """Let a paguyuban work no more from a day on; its roster stays, and can be read."""
    association = session.get_one(Association, association_id, with_for_update=True)
    association.closed_on = on
    record(session, by, "close association", f"association:{association_id}")


def _refuse_old(row: Market | Association, version: int) -> None:
    if row.version != version:
        raise StaleDataError(f"{row.version} is saved, {version} was opened")


def _market(session: Session, market_id: int, city_id: int) -> Market:
    return session.scalars(
        sa.select(Market).where(Market.id == market_id, Market.city_id == city_id).with_for_update()
    ).one()


def _markets(session: Session, market_ids: Collection[int], city_id: int) -> list[Market]:
    wanted = sa.select(Market).where(Market.id.in_(market_ids), Market.city_id == city_id)
    found = list(session.scalars(wanted.order_by(Market.id)))
    if len(found) != len(set(market_ids)):
        raise NoResultFound
    return found


def refuse_twin(
    session: Session, model: type[Market | Association], city_id: int, name: str, *, but: int = 0
) -> None:
    """Raise RuleError when another row of the city has this name, written in any case."""
    same = sa.func.lower(model.name) == clean_name(name).lower()
    if session.scalar(sa.select(model.id).where(model.city_id == city_id, same, model.id != but)):
        raise RuleError("Nama ini sudah dipakai. Pilih nama lain.")

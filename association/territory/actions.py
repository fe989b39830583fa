"""Make and rename markets and paguyuban, and say which paguyuban works in which market."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from association.access.by import By
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.rules.house.errors import RuleError
from association.territory.locking import locked_association, locked_market
from association.territory.models import (
    Association,
    City,
    Contact,
    FoundingPapers,
    Market,
)
from association.territory.naming import known_district, refuse_twin
from association.territory.staying import markets_in, work_in


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketValues:
    """A market as people name it; an unknown kecamatan is None."""

    name: str
    aliases: tuple[str, ...] = ()
    district: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What the office knows of a paguyuban: the number of its AD/ART, SK or deed and its day, when
    it was founded, a note."""

    number: str = ""
    signed_on: date | None = None
    founded_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssociationValues:
    """A paguyuban, its other names and its public notice; `contact_phone` as +62812..., or empty.
    Without `papers` those that are kept stay."""

    name: str
    aliases: tuple[str, ...] = ()
    contact_name: str = ""
    contact_phone: str = ""
    papers: Papers | None = None


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
    session: Session,
    city_id: int,
    values: AssociationValues,
    markets: Sequence[Market],
    *,
    since: date | None = None,
) -> Association:
    """Add a paguyuban that works in these markets since a day (None: nobody knows since when), in
    the caller's transaction."""
    made = Association(
        city_id=city_id,
        name=values.name,
        aliases=list(values.aliases),
        contact_name=values.contact_name,
        contact_phone=values.contact_phone,
        markets=list(markets if since is None else ()),
    )
    session.add(made)
    session.flush()
    if since is not None:
        work_in(session, made, markets, since)
    _put_papers(session, made, values.papers)
    return made


@write_once
def make_market(
    session: Session, city_id: int, values: MarketValues, by: By, *, once: Once | None
) -> int:
    """Make a market of a city; gives its id. NameTaken for a name that the city has already."""
    refuse_twin(session, Market, city_id, values.name)
    values = replace(values, district=known_district(session, city_id, values.district))
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

    Raises NoResultFound for another city's, TerritoryChanged when it changed since `version`, and
    NameTaken for a name that the city has already.
    """
    market = locked_market(session, market_id, city_id=city_id, version=version)
    refuse_twin(session, Market, city_id, values.name, but=market)
    district = known_district(session, city_id, values.district)
    new = {"name": values.name, "district": district, "aliases": list(values.aliases)}
    record(session, by, "rename market", f"market:{market_id}", fields=_put(market, new))


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
    """Make a paguyuban that works in these markets of the city from today on; gives its id.

    Raises NameTaken for a name that the city has already, NoResultFound for another city's market.
    """
    refuse_twin(session, Association, city_id, values.name)
    markets = markets_in(session, market_ids, city_id)
    made = add_association(session, city_id, values, markets, since=by.day)
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
    """Give a paguyuban another name, notice or papers; raises as `rename_market` does."""
    association = locked_association(session, association_id, version=version)
    refuse_twin(session, Association, association.city_id, values.name, but=association)
    fields = _put(association, {"name": values.name, "aliases": list(values.aliases)})
    if association.contact(by.day) != Contact(values.contact_name, values.contact_phone):
        _put_contact(association, Contact(values.contact_name, values.contact_phone), by.day)
        fields.append("contact")
    fields += _put_papers(session, association, values.papers)
    flag_modified(association, "name")  # papers are a row of their own: the version counts them
    record(session, by, "rename association", f"association:{association_id}", fields=fields)


@write_once
def set_contact(
    session: Session, association_id: int, contact: Contact, by: By, *, once: Once | None
) -> None:
    """Publish another contact of a paguyuban from today on; who follows on a later day still
    does."""
    association = locked_association(session, association_id)
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
    association = locked_association(session, association_id)
    _put_contact(association, association.contact(today), today)
    association.next_contact_name, association.next_contact_phone = contact.name, contact.phone
    association.next_contact_on = on


@write_once
def connect(
    session: Session,
    association_id: int,
    market_ids: Collection[int],
    by: By,
    *,
    version: int | None = None,
    once: Once | None,
) -> None:
    """Say in which markets of its city a paguyuban works from today on, at least one.

    Where it worked before is kept with its days; stalls in a market it left stay where they are.
    Raises NoResultFound for another city's market, TerritoryChanged when the paguyuban changed
    since `version`.
    """
    if not market_ids:
        raise RuleError("Pilih paling sedikit satu pasar.")
    association = locked_association(session, association_id, version=version)
    work_in(session, association, markets_in(session, market_ids, association.city_id), by.day)
    flag_modified(association, "name")
    subject = f"association:{association_id}"
    record(session, by, "connect markets", subject, markets=sorted(market_ids))


def _put(row: Market | Association | FoundingPapers, new: dict[str, Any]) -> list[str]:
    """Put values into a row; gives the names of those that differed."""
    changed = [name for name, value in new.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, new[name])
    return changed


def _put_papers(session: Session, association: Association, papers: Papers | None) -> list[str]:
    if papers is None:
        return []
    kept = session.get(FoundingPapers, association.id)
    if kept is None:
        own = {"association_id": association.id, "city_id": association.city_id}
        kept = FoundingPapers(**own, number="", note="")
        session.add(kept)
    return _put(
        kept,
        {
            "number": papers.number,
            "signed_on": papers.signed_on,
            "founded_on": papers.founded_on,
            "note": papers.note,
        },
    )

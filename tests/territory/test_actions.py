"""Markets and paguyuban made, renamed, connected and closed, by an officer and from commands."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm.exc import StaleDataError

from association.access.by import By
from association.access.fence import OutOfReach, set_reach
from association.access.reach import OneAssociation, OneCity
from association.database import db
from association.ledger.audit.actions import first_broken
from association.once import Once
from association.public.status.directory import directory
from association.rules.house.errors import RuleError
from association.territory import actions, closing, reads
from association.territory.actions import AssociationValues, MarketValues
from association.territory.models import Association, Market
from tests.infra.cast import NOW, Cast

TODAY = date(2026, 11, 22)
SOLO, SRAGEN = "Kota Surakarta", "Kabupaten Sragen"


@pytest.fixture
def by(app: Flask, cast: Cast) -> Iterator[By]:
    """Dewi, in a session that reaches her city."""
    with app.app_context():
        set_reach(db.session(), OneCity(cast.city[SOLO]))
        yield By(account_id=cast.account["dewi"], association_id=None, at=NOW)


def twice(key: str) -> Once:
    """Give the key of a form that is sent twice."""
    return Once("account:1", key * 16, b"same", NOW)


def test_a_market_is_made_once_renamed_and_closed(by: By, cast: Cast) -> None:
    city = cast.city[SOLO]
    values = MarketValues(name="Pasar Nusukan", aliases=("Nusukan",), district="Banjarsari")
    made = {actions.make_market(city, values, by, once=twice("a")) for _ in range(2)}
    [market_id] = made
    assert len(reads.markets(db.session(), city)) == 3
    renamed = MarketValues(name="Pasar Nusukan Baru", district="Banjarsari")
    actions.rename_market(market_id, renamed, by, city_id=city, version=1, once=None)
    market = db.session().get_one(Market, market_id)
    assert (market.name, market.aliases) == ("Pasar Nusukan Baru", [])
    with pytest.raises(StaleDataError):
        actions.rename_market(market_id, values, by, city_id=city, version=1, once=None)
    closing.close_market(market_id, by, city_id=city, on=TODAY, once=None)
    set_reach(db.session(), OneAssociation(cast.association["sari"], city))
    offered = reads.markets_of(db.session(), cast.association["sari"])
    assert [one.name for one in offered] == ["Pasar Rejosari", "Pasar Gede", "Pasar Nusukan Baru"]


def test_another_citys_market_is_not_there(by: By, cast: Cast) -> None:
    theirs, city = cast.market["rina"], cast.city[SOLO]
    values = MarketValues(name="Milik kita")
    with pytest.raises(NoResultFound):
        actions.rename_market(theirs, values, by, city_id=city, version=1, once=None)
    with pytest.raises(NoResultFound):
        closing.close_market(theirs, by, city_id=city, on=TODAY, once=None)
    with pytest.raises(NoResultFound):
        actions.connect(cast.association["sari"], [theirs], by, once=None)


def test_a_paguyuban_is_made_renamed_connected_and_closed(by: By, cast: Cast) -> None:
    city, gede = cast.city[SOLO], cast.market["budi"]
    values = AssociationValues(name="Paguyuban Lor", contact_name="Ibu Lor")
    made = {actions.make_association(city, values, [gede], by, once=twice("b")) for _ in "ab"}
    [paguyuban] = made
    found = db.session().get_one(Association, paguyuban)
    assert [market.id for market in found.markets] == [gede]
    version = found.version
    actions.rename_association(
        paguyuban, AssociationValues(name="Paguyuban Wetan"), by, version=version, once=None
    )
    with pytest.raises(StaleDataError):
        actions.rename_association(paguyuban, values, by, version=version, once=None)
    actions.connect(paguyuban, [cast.market["sari"], gede], by, once=None)
    assert paguyuban in reads.working_in(db.session(), [cast.market["sari"]], today=TODAY)
    closing.close_association(paguyuban, by, on=TODAY, once=None)
    assert paguyuban not in reads.working_in(db.session(), [gede], today=TODAY)
    assert paguyuban in reads.working_in(db.session(), [gede], today=date(2026, 11, 21))
    names = [one.name for one in reads.associations_of(db.session(), city, today=TODAY)]
    assert names == ["Paguyuban Pasar Gede", "Paguyuban Pasar Rejosari"]
    assert directory(db.session(), query="wetan", after=None, today=TODAY).rows == []
    assert first_broken(db.session()) is None


def test_one_name_stands_once_in_a_city(by: By, cast: Cast) -> None:
    city, market = cast.city[SOLO], cast.market["sari"]
    with pytest.raises(RuleError, match="sudah dipakai"):
        actions.make_market(city, MarketValues(name="pasar GEDE"), by, once=None)
    twin = AssociationValues(name="paguyuban pasar gede")
    with pytest.raises(RuleError, match="sudah dipakai"):
        actions.make_association(city, twin, [market], by, once=None)
    with pytest.raises(RuleError, match="sudah dipakai"):
        actions.rename_association(cast.association["sari"], twin, by, version=1, once=None)
    with pytest.raises(RuleError, match="paling sedikit satu"):
        actions.connect(cast.association["sari"], [], by, once=None)


def test_a_leader_makes_no_paguyuban(by: By, cast: Cast) -> None:
    set_reach(db.session(), OneAssociation(cast.association["sari"], cast.city[SOLO]))
    values = AssociationValues(name="Paguyuban Baru")
    with pytest.raises(OutOfReach):
        actions.make_association(cast.city[SOLO], values, [], by, once=None)

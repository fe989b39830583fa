"""Synthetic rosters of any size for load tests, in bulk: invented people of
association.demo.people, no accounts."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import partial
from multiprocessing import get_context
from typing import Any

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session

from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.config import Settings
from association.database import db, write_tx
from association.demo import territory
from association.demo.rows import highest_id, number_on
from association.demo.values import Roster
from association.generate.chunks import Chunk, Place, Statement, Templates, statements
from association.ledger.audit.actions import record
from association.people.participants.models import Participant
from association.roster.members.models import Member
from association.territory import actions as ground
from association.territory.models import Association, City, Market

CHUNK = 5_000
PER_ASSOCIATION = 250
SURAKARTA = "33.72"
OWN_MARKETS = 40  # of a city whose real ones are not known here
Send = Callable[[Session, str, list[tuple[Any, ...]]], object]


class HoldsOtherData(Exception):
    """The database has members already, and nobody said that they may be mixed with synthetic
    ones."""


def generate(
    *,
    members: int,
    city_code: str,
    associations: int,
    force: bool,
    send: Send,
    advance: Callable[[int], object] = lambda _: None,
) -> None:
    """Add synthetic paguyuban with members to a city, making the city when it is not there;
    `advance` hears of chunks.

    `send` is a plain executemany: going through SQLAlchemy's types takes three times as long.
    Raises HoldsOtherData when there are members already and `force` is not set.
    """
    settings: Settings = current_app.extensions["guyub"]
    now = settings.now()
    try:
        chunks = _begin(city_code, members=members, associations=associations, force=force, now=now)
        for chunk, made in zip(chunks, _made(chunks, now), strict=True):
            with write_tx() as tx:
                set_reach(tx.session, Everywhere())
                for statement, rows in made:
                    send(tx.session, statement, rows)
                number_on(tx.session)
            advance(chunk.size)
    finally:
        db.session.remove()  # nothing later in this thread inherits the reach Everywhere


def _begin(
    city_code: str, *, members: int, associations: int, force: bool, now: datetime
) -> list[Chunk]:
    """Make the paguyuban, note it in the log, and cut their members into chunks."""
    with write_tx() as tx:
        set_reach(tx.session, Everywhere())
        after = highest_id(tx.session, Participant), highest_id(tx.session, Member)
        if after[1] and not force:
            raise HoldsOtherData
        places = _places(tx.session, city_code, members=members, associations=associations)
        by = By(account_id=None, association_id=None, at=now)
        record(
            tx.session,
            by,
            "generate members",
            f"city:{city_code}",
            members=members,
            associations=associations,
        )
    return _chunks(places, people=after[0], members=after[1])


def _made(chunks: list[Chunk], now: datetime) -> Iterator[list[Statement]]:
    """Make the rows of each chunk; of many, in a second process, while this one inserts those
    before."""
    make = partial(statements, templates=Templates(now), dialect_name=db.engine.dialect.name)
    if len(chunks) < 3 or sys.platform != "linux":
        yield from map(make, chunks)
        return
    with ProcessPoolExecutor(1, get_context("fork")) as pool:
        waiting = pool.submit(make, chunks[0])
        for chunk in chunks[1:]:
            made, waiting = waiting, pool.submit(make, chunk)
            yield made.result()
        yield waiting.result()


def _places(session: Session, city_code: str, *, members: int, associations: int) -> list[Place]:
    """Make the paguyuban, numbered on from those that are there."""
    city, markets = _city(session, city_code)
    before = session.scalar(sa.select(sa.func.count()).where(Association.city_id == city.id)) or 0
    made = [
        Association(
            city_id=city.id,
            name=f"Paguyuban Uji {before + number + 1:05}",
            contact_name="Uji",
            contact_phone="+6281200000199",
            markets=[markets[number % len(markets)]],
        )
        for number in range(associations)
    ]
    session.add_all(made)
    session.flush()
    return [
        Place(
            Roster(association.id, city.id),
            association.markets[0].id,
            members * (number + 1) // associations - members * number // associations,
        )
        for number, association in enumerate(made)
    ]


def _city(session: Session, code: str) -> tuple[City, list[Market]]:
    city = session.scalar(sa.select(City).where(City.code == code))
    if city is None and code == SURAKARTA:
        city, _ = territory.add_city(session)
    elif city is None:
        city = ground.add_city(session, code=code, name=f"Kota Uji {code}")
    markets = list(
        session.scalars(sa.select(Market).where(Market.city_id == city.id).order_by(Market.id))
    )
    if not markets:
        names = [ground.MarketValues(name=f"Pasar Uji {n:02}") for n in range(1, OWN_MARKETS + 1)]
        markets = ground.add_markets(session, city.id, names)
        session.flush()
    return city, markets


def _chunks(places: list[Place], *, people: int, members: int) -> list[Chunk]:
    """Cut the work into transactions of CHUNK members, each with its own range of ids behind the
    highest ones."""
    chunks: list[Chunk] = []
    for place in places:
        left = place.members
        while left:
            if not chunks or chunks[-1].size == CHUNK:
                done = sum(chunk.size for chunk in chunks[-1:]) + (
                    chunks[-1].members - members if chunks else 0
                )
                chunks.append(Chunk([], people=people + done, members=members + done))
            size = min(left, CHUNK - chunks[-1].size)
            chunks[-1].places.append(Place(place.roster, place.market_id, size))
            left -= size
    return chunks

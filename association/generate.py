"""Synthetic rosters of any size for load tests, in bulk: invented people of association.demo.people, no accounts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.access.territory import Association, City, Market
from association.audit.actions import By, record
from association.config import Settings
from association.database import db, write_tx
from association.demo import territory
from association.demo.histories import Course, Histories
from association.demo.people import invent
from association.demo.rows import Roster, Rows
from association.members.actions import MemberValues, StallValues
from association.members.models import Member
from association.rules.cards import new_card_code
from association.rules.stalls import StallKind

CHUNK = 5_000
PER_ASSOCIATION = 250
SEED = 250
SURAKARTA = "33.72"
OWN_MARKETS = 40  # of a city whose real ones are not known here
# How many in a hundred stand where: about those of the demo city.
COURSES = (
    (Course.AHEAD,) * 26
    + (Course.LAPSING,) * 10
    + (Course.LATE_ONE,) * 6
    + (Course.LATE_TWO,) * 4
    + (Course.LATE_THREE,) * 3
    + (Course.STOPPED,) * 8
    + (Course.ENDED,) * 2
    + (Course.REGISTERED,) * 4
    + (Course.SENT,) * 5
    + (Course.READY,) * 14
    + (Course.CANDIDATE,) * 18
)
BLOCKS = "ABCDEFGHJK"
GOODS = tuple(sorted({*territory.FOOD, *territory.SNACKS, *territory.TEXTILES, *territory.PARTS, *territory.PETS}))
KINDS = tuple(StallKind)


class HoldsOtherData(Exception):
    """The database has members already, and nobody said that they may be mixed with synthetic ones."""


@dataclass(frozen=True, slots=True)
class Place:
    """A paguyuban to fill: how many members, and its market."""

    roster: Roster
    members: int
    market_id: int


def generate(
    *, members: int, city_code: str, associations: int, force: bool, advance: Callable[[int], object] = lambda _: None
) -> None:
    """Add synthetic paguyuban with members to a city, making the city when it is not there; `advance` hears of chunks.

    Raises HoldsOtherData when there are members already and `force` is not set.
    """
    settings: Settings = current_app.extensions["guyub"]
    now = settings.now()
    try:
        with write_tx() as tx:
            set_reach(tx.session, Everywhere())
            if not force and tx.session.scalar(sa.select(Member.id).limit(1)) is not None:
                raise HoldsOtherData
            places = _places(tx.session, city_code, members=members, associations=associations)
            by = By(account_id=None, association_id=None, at=now)
            record(tx.session, by, "generate members", f"city:{city_code}", members=members, associations=associations)
        for chunk in _chunks(places):
            with write_tx() as tx:
                set_reach(tx.session, Everywhere())
                _fill(tx.session, chunk, now=now)
            advance(sum(place.members for place in chunk))
    finally:
        db.session.remove()  # nothing later in this thread inherits the reach Everywhere


def _places(session: Session, city_code: str, *, members: int, associations: int) -> list[Place]:
    """Make the paguyuban, numbered on from those that are there."""
    city, markets = _city(session, city_code)
    before = session.scalar(sa.select(sa.func.count()).where(Association.city_id == city.id)) or 0
    places = []
    for number in range(associations):
        market = markets[number % len(markets)]
        association = Association(
            city_id=city.id,
            name=f"Paguyuban Uji {before + number + 1:05}",
            contact_name="Uji",
            contact_phone="+6281200000199",
            markets=[market],
        )
        session.add(association)
        session.flush()
        size = members * (number + 1) // associations - members * number // associations
        places.append(Place(Roster(association.id, city.id), size, market.id))
    return places


def _city(session: Session, code: str) -> tuple[City, list[Market]]:
    city = session.scalar(sa.select(City).where(City.code == code))
    if city is None and code == SURAKARTA:
        city, _ = territory.add_city(session)
    elif city is None:
        city = City(code=code, name=f"Kota Uji {code}")
        session.add(city)
        session.flush()
    markets = list(session.scalars(sa.select(Market).where(Market.city_id == city.id).order_by(Market.id)))
    if not markets:
        markets = [Market(city_id=city.id, name=f"Pasar Uji {n:02}", aliases=[]) for n in range(1, OWN_MARKETS + 1)]
        session.add_all(markets)
        session.flush()
    return city, markets


def _chunks(places: list[Place]) -> list[list[Place]]:
    """Cut the work into transactions of about CHUNK members."""
    chunks: list[list[Place]] = []
    room = 0
    for place in places:
        left = place.members
        while left:
            if room == 0:
                chunks.append([])
                room = CHUNK
            size = min(left, room)
            chunks[-1].append(Place(place.roster, size, place.market_id))
            left, room = left - size, room - size
    return chunks


def _fill(session: Session, places: list[Place], *, now: datetime) -> None:
    rows = Rows(session)
    rng = Random(SEED + rows.members)  # noqa: S311 - nothing secret is drawn
    histories = Histories(rows, rng, now=now)
    added_at = now - timedelta(days=600)
    for place in places:
        for _ in range(place.members):
            course = COURSES[int(rng.random() * len(COURSES))]
            values = _values(rows.members, course, place.market_id, rng)
            _, person = rows.member(values, place.roster, at=added_at, code=new_card_code(rng))
            if person is not None:
                histories.add(course, person, place.roster, employs_helpers=False)
    rows.write()


def _values(number: int, course: Course, market_id: int, rng: Random) -> MemberValues:
    person = invent(number, rng)
    drawn = int(rng.random() * 1_000_000)
    known = course is not Course.CANDIDATE
    stall = StallValues(market_id, KINDS[drawn % 4], BLOCKS[drawn // 10 % 10], f"{drawn // 100 % 90 + 1:02}")
    return MemberValues(
        name=person.name,
        nik=person.nik if known else None,
        birth_date=person.birth_date,
        birth_place=person.birth_place,
        phone=person.phone if known or drawn % 2 else None,
        commodity=GOODS[drawn % len(GOODS)],
        stalls=(stall,),
    )

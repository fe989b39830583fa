"""Synthetic rosters of any size for load tests, in bulk: invented people of association.demo.people, no accounts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from operator import itemgetter
from random import Random
from typing import Any

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.access.territory import Association, City, Market
from association.audit.actions import By, record
from association.config import Settings
from association.coverage.actions import Payment
from association.coverage.models import Contribution, Participant
from association.database import Base, db, is_postgresql, write_tx
from association.demo import territory
from association.demo.histories import Course, Histories
from association.demo.people import invent
from association.demo.rows import (
    TABLES,
    Roster,
    Row,
    card_row,
    contribution_row,
    highest_id,
    member_row,
    number_on,
    participant_row,
    stall_rows,
    table,
)
from association.members.actions import MemberValues, StallValues
from association.members.models import Card, Member, Stall
from association.rules.stalls import StallKind

CHUNK = 5_000
PER_ASSOCIATION = 250
SEED = 250
SURAKARTA = "33.72"
EACH = 64  # histories prepared for each course
MOST_RUNS = 2  # contributions a person has at most
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


Send = Callable[[Session, str, list[tuple[Any, ...]]], object]


class HoldsOtherData(Exception):
    """The database has members already, and nobody said that they may be mixed with synthetic ones."""


@dataclass(frozen=True, slots=True)
class Place:
    """A paguyuban to fill: how many members, and its market."""

    roster: Roster
    members: int
    market_id: int


def generate(
    *,
    members: int,
    city_code: str,
    associations: int,
    force: bool,
    send: Send,
    advance: Callable[[int], object] = lambda _: None,
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
        templates = Templates(now)
        for chunk in _chunks(places):
            with write_tx() as tx:
                set_reach(tx.session, Everywhere())
                after = highest_id(tx.session, Participant), highest_id(tx.session, Member)
                for model, rows in _rows(chunk, templates, after=after, now=now).items():
                    _insert(tx.session, model, rows, send)
                number_on(tx.session)
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


class Templates:
    """Histories prepared once for each course and copied to people: drawing each anew takes most of the time."""

    def __init__(self, now: datetime) -> None:
        rng = Random(SEED)  # noqa: S311 - nothing secret is drawn
        self._histories = {course: [self._one(course, rng, now) for _ in range(EACH)] for course in set(COURSES)}

    @staticmethod
    def _one(course: Course, rng: Random, now: datetime) -> tuple[Row, list[Row]]:
        collected = Collected()
        person: Row = {"id": 0}
        Histories(collected, rng, now=now).add(course, person, Roster(0, 0), employs_helpers=False)
        return person, collected.rows[-MOST_RUNS:]

    def copy(self, course: Course, person: Row, roster: Roster, rng: Random) -> Iterator[Row]:
        """Give a participant's row the dates of a prepared history, and make its contributions."""
        changes, runs = self._histories[course][int(rng.random() * EACH)]
        own = {"id": person["id"]}
        person.update(changes | own)
        for run in runs:
            yield run | {"participant_id": person["id"], "association_id": roster.association_id}


class Collected:
    """Stands in for Rows where only the contributions of one person are wanted."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def contribution(self, person: Row, payment: Payment, roster: Roster, *, at: datetime) -> None:
        """Keep the row."""
        person["income"] = payment.income
        self.rows.append(contribution_row(person["id"], payment, roster, at=at))


def _rows(
    places: list[Place], templates: Templates, *, after: tuple[int, int], now: datetime
) -> dict[type[Base], list[Row]]:
    """Invent the members of a chunk; `after` holds the highest participant and member ids."""
    people, members = after
    rng = Random(SEED + members)  # noqa: S311 - nothing secret is drawn
    added_at = now - timedelta(days=600)
    made: dict[type[Base], list[Row]] = {model: [] for model in TABLES}
    for place in places:
        roster = place.roster
        for _ in range(place.members):
            course = COURSES[int(rng.random() * len(COURSES))]
            values = _values(members, course, place.market_id, rng)
            members += 1
            person = None
            if values.nik:
                people += 1
                person = participant_row(values, row_id=people)
                made[Participant].append(person)
                made[Contribution].extend(templates.copy(course, person, roster, rng))
            made[Member].append(member_row(values, roster, person, row_id=members, at=added_at))
            made[Stall].extend(stall_rows(values, roster, members))
            made[Card].append(card_row(f"S{members:09}", roster, members))
    return made


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


def _insert(session: Session, model: type[Base], rows: list[Row], send: Send) -> None:
    """Insert rows; on SQLite by `send`, a plain executemany, which takes a third of SQLAlchemy's time."""
    if not rows:
        return
    if is_postgresql(session):
        session.execute(sa.insert(table(model)), rows)
        return
    dialect, columns = session.get_bind().dialect, table(model).c
    cells: list[Iterable[Any]] = []
    for name in rows[0]:
        process = None
        if not isinstance(columns[name].type, sa.LargeBinary):  # the driver takes bytes as they are
            process = columns[name].type.dialect_impl(dialect).bind_processor(dialect)
        values = map(itemgetter(name), rows)
        cells.append(map(lru_cache(8192)(process), values) if process else values)
    names, marks = ", ".join(rows[0]), ", ".join("?" * len(rows[0]))
    send(session, f"INSERT INTO {model.__tablename__} ({names}) VALUES ({marks})", list(zip(*cells, strict=True)))  # noqa: S608

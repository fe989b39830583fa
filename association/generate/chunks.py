"""The rows of some thousand synthetic members, as statements and plain values; needs no
database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from operator import itemgetter
from random import Random
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import registry

from association.config import WIB
from association.database import Base
from association.demo import territory
from association.demo.histories import Course, Histories
from association.demo.people import Person, invent
from association.demo.rows import (
    TABLES,
    card_row,
    contribution_row,
    member_row,
    participant_row,
    stall_rows,
    table,
)
from association.demo.values import Entry, Roster, Row
from association.people.participants.models import Contribution, Participant
from association.roster.members.models import Card, Member, Stall
from association.roster.members.values import MemberValues, StallValues
from association.rules.law.enrolment import too_old_to_join
from association.rules.law.payments import Payment
from association.rules.people.stalls import StallKind

SEED = 250
EACH = 64  # histories prepared for each course
MOST_RUNS = 2  # contributions a person has at most
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
GOODS = tuple(
    sorted(
        {*territory.FOOD, *territory.SNACKS, *territory.TEXTILES, *territory.PARTS, *territory.PETS}
    )
)
KINDS = tuple(StallKind)
Statement = tuple[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Place:
    """A paguyuban to fill: its market, and how many members."""

    roster: Roster
    market_id: int
    members: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """What one transaction fills; `people` and `members` are the ids behind which its participants
    and members begin."""

    places: list[Place]
    people: int
    members: int

    @property
    def size(self) -> int:
        """Count the members to make."""
        return sum(place.members for place in self.places)


class Templates:
    """Histories prepared once for each course and copied to people: drawing each anew would take
    most of the time."""

    def __init__(self, now: datetime) -> None:
        self.now, self.today = now, now.astimezone(WIB).date()
        rng = Random(SEED)  # noqa: S311 - nothing secret is drawn
        self._histories = {
            course: [_history(course, rng, now) for _ in range(EACH)] for course in Course
        }

    def copy(self, course: Course, person: Row, roster: Roster, rng: Random) -> Iterator[Row]:
        """Give a participant's row the dates of a prepared history, and make its contributions."""
        changes, runs = self._histories[course][int(rng.random() * EACH)]
        person.update(changes)
        own = {"participant_id": person["id"], "association_id": roster.association_id}
        return (run | own for run in runs)


class Collected:
    """Takes the contributions of one person."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def contribution(self, entry: Entry, payment: Payment, roster: Roster, *, at: datetime) -> None:
        """Keep the row."""
        assert entry.person is not None
        entry.person["income"] = payment.income
        self.rows.append(contribution_row(0, payment, roster, at=at))


def _history(course: Course, rng: Random, now: datetime) -> tuple[Row, list[Row]]:
    collected, person = Collected(), Row()
    histories = Histories(collected, rng, now=now)
    histories.add(course, Entry(0, person), person, Roster(0, 0), employs_helpers=False)
    return person, collected.rows[-MOST_RUNS:]


def statements(chunk: Chunk, *, templates: Templates, dialect_name: str) -> list[Statement]:
    """Make a chunk's rows, in the order in which they are to be inserted."""
    made = _rows(chunk, templates)
    return [_statement(model, rows, dialect_name) for model, rows in made.items() if rows]


def _rows(chunk: Chunk, templates: Templates) -> dict[type[Base], list[Row]]:
    number = chunk.members
    rng = Random(SEED + number)  # noqa: S311 - nothing secret is drawn
    added_at = templates.now - timedelta(days=600)
    made: dict[type[Base], list[Row]] = {model: [] for model in TABLES}
    for place in chunk.places:
        roster = place.roster
        for _ in range(place.members):
            course = COURSES[int(rng.random() * len(COURSES))]
            invented = invent(number, rng)
            if too_old_to_join(invented.birth_date, templates.today):
                course = Course.TOO_OLD
            values = _values(invented, course, place.market_id, rng)
            number += 1
            person = None
            if values.nik:
                person = participant_row(values, row_id=chunk.people + number - chunk.members)
                made[Participant].append(person)
                made[Contribution].extend(templates.copy(course, person, roster, rng))
            made[Member].append(member_row(values, roster, person, row_id=number, at=added_at))
            made[Stall].extend(stall_rows(values, roster, number))
            made[Card].append(card_row(f"S{number:09}", roster, number))
    return made


def _values(person: Person, course: Course, market_id: int, rng: Random) -> MemberValues:
    drawn = int(rng.random() * 1_000_000)
    known = course is not Course.CANDIDATE
    stall = StallValues(
        market_id, KINDS[drawn % 4], BLOCKS[drawn // 10 % 10], f"{drawn // 100 % 90 + 1:02}"
    )
    return MemberValues(
        name=person.name,
        nik=person.nik if known else None,
        birth_date=person.birth_date,
        birth_place=person.birth_place,
        phone=person.phone if known or drawn % 2 else None,
        commodity=GOODS[drawn % len(GOODS)],
        stalls=(stall,),
    )


def _statement(model: type[Base], rows: list[Row], dialect_name: str) -> Statement:
    """Turn rows into one INSERT and values as the driver takes them, column by column."""
    dialect = registry.load(dialect_name)()
    columns = table(model).c
    cells: list[Iterable[Any]] = []
    for name in rows[0]:
        kind = columns[name].type
        # The drivers take bytes as they are; dates come again and again, so what they become is
        # kept.
        process = (
            None
            if isinstance(kind, sa.LargeBinary)
            else kind.dialect_impl(dialect).bind_processor(dialect)
        )
        values = map(itemgetter(name), rows)
        cells.append(map(lru_cache(8192)(process), values) if process else values)
    mark = "?" if dialect_name == "sqlite" else "%s"
    names, marks = ", ".join(rows[0]), ", ".join([mark] * len(rows[0]))
    name = model.__tablename__  # names of ours, no values
    statement = f"INSERT INTO {name} ({names}) VALUES ({marks})"  # noqa: S608
    return statement, list(zip(*cells, strict=True))

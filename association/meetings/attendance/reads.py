"""Select what stands about who came: marks, taken-back marks, members a walk-in may be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from association.meetings.attendance.models import BatchMark, Headcount, TakenBack
from association.meetings.events import reads as events
from association.meetings.events.models import AttendanceSheet, AwarenessEvent
from association.meetings.events.reads import PERSON, came_of, marks, roster_at
from association.roster.members.keys import CARD_PURPOSE, PHONE_PURPOSE
from association.roster.members.models import Card, Member, Stall
from association.roster.members.statuses import on_roster, stall_labels
from association.roster.members.values import MemberValues
from association.rules.house.marking import Said
from association.rules.people.likeness import SHORTEST_WITH_SLIP, Alike, Person, intact, same_person
from association.rules.people.sounds import SHORTEST_SOUND, name_words
from association.vault import vault

FEW = 3  # members to choose from, when a walk-in may be one of them
MOST_NEAR = 300  # namesakes to weigh


@dataclass(frozen=True, slots=True)
class Perhaps:
    """A member whom a walk-in may be."""

    id: int
    name: str
    stall: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """Whose number of the printed sheet it is, and whether they are marked already."""

    number: int
    id: int
    name: str
    stall: str
    present: bool


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What numbers of a printed sheet stand for: people of the roster, who has left it, and numbers
    that are nobody's."""

    people: list[Numbered]
    gone: list[int]
    unknown: list[int]


@dataclass(frozen=True, slots=True)
class Arrival:
    """Whose card was scanned, and the events under way, each with whether they are marked."""

    id: int
    name: str
    events: list[tuple[AwarenessEvent, bool]]


def markable(session: Session, event_id: int, *, lock: bool = False) -> AwarenessEvent:
    """Get an event whose attendance the actor's paguyuban may mark; NoResultFound for any other.

    With `lock` whoever marks the same event waits for this transaction.
    """
    return session.get_one(AwarenessEvent, event_id, with_for_update=lock)


def last_said(session: Session, event_id: int, member_id: int) -> Said | None:
    """Give what stands about one person at one event, if anything was ever said."""
    rows = sa.select(Member.id).where(
        sa.or_(Member.id == member_id, Member.merged_into_id == member_id)
    )
    back = sa.select(TakenBack.made_at).where(
        TakenBack.event_id == event_id, TakenBack.member_id.in_(rows)
    )
    said = [Said(one.marked_at, True) for one in marks(session, event_id, member_id)]
    return max([*said, *(Said(moment, False) for moment in session.scalars(back))], default=None)


def perhaps(
    session: Session, values: MemberValues, *, association_id: int, today: date
) -> list[Perhaps]:
    """List up to three members of the roster whom these values may tell of, the likeliest first."""
    told = Person(
        values.name, values.known_as, values.birth_date, values.phone, _places(values.stalls)
    )
    near = sa.or_(*_near(values))
    statement = (
        sa.select(Member).options(selectinload(Member.stalls)).order_by(Member.sort_name, Member.id)
    )
    found = statement.where(Member.association_id == association_id, on_roster(today), near).limit(
        MOST_NEAR
    )
    weighed = [(same_person(told, _person(member)), member) for member in session.scalars(found)]
    likely = sorted((one for one in weighed if one[0] is not Alike.NO), key=lambda one: -one[0])[
        :FEW
    ]
    labels = stall_labels(session, [member.id for _alike, member in likely])
    return [Perhaps(member.id, member.name, labels.get(member.id, "")) for _alike, member in likely]


def _near(values: MemberValues) -> Iterable[sa.ColumnElement[bool]]:
    """Say, as SQL, who may have such a name: a word that sounds alike, or is a slip away; or who
    has the phone."""
    if values.phone is not None:
        yield Member.phone_index == vault.index(values.phone, PHONE_PURPOSE)
    for word in {*name_words(values.name), *name_words(values.known_as)}:
        if len(word) >= SHORTEST_SOUND:
            yield Member.sound.contains(f" {word} ", autoescape=True)
        if len(word) >= SHORTEST_WITH_SLIP:
            yield from (Member.sound.like(pattern) for pattern in intact(word))
    yield Member.name_sound == "".join(name_words(values.name))[:90]


def _person(member: Member) -> Person:
    return Person(
        member.name, member.known_as, member.birth_date, member.phone, _places(member.stalls)
    )


def _places(stalls: Iterable[Stall] | Iterable[object]) -> frozenset[tuple[str, str]]:
    """Give where somebody trades, without the market: in one line nobody names it."""
    return frozenset(
        (str(stall.block).casefold(), str(stall.number).casefold())  # type: ignore[attr-defined]
        for stall in stalls
        if stall.block or stall.number  # type: ignore[attr-defined]
    )


def last_number(session: Session, event: AwarenessEvent) -> int:
    """Give the last number of the event's printed sheet; 0 without one."""
    sheet = session.get(AttendanceSheet, (event.id, roster_at(session, event)))
    return len(sheet.member_ids) if sheet else 0


def read_back(
    session: Session, event: AwarenessEvent, numbers: list[int], *, today: date
) -> ReadBack:
    """Say whose these numbers of the event's sheet are; who was merged into another row is that
    one."""
    sheet = session.get(AttendanceSheet, (event.id, roster_at(session, event)))
    printed = dict(enumerate(sheet.member_ids if sheet else [], 1))
    ids = {number: printed[number] for number in numbers if number in printed}
    same = session.execute(sa.select(Member.id, PERSON).where(Member.id.in_(ids.values())))
    people = {row[0]: row[1] for row in same}
    here = sa.select(Member.id, Member.name).where(Member.id.in_(people.values()), on_roster(today))
    names = {row[0]: row[1] for row in session.execute(here)}
    stalls, came = stall_labels(session, list(names)), came_of(session, event.id, list(names))
    known = {number: people.get(printed_id) for number, printed_id in ids.items()}
    return ReadBack(
        [
            Numbered(number, person, names[person], stalls.get(person, ""), person in came)
            for number, person in known.items()
            if person in names
        ],
        [number for number, person in known.items() if person not in names],
        [number for number in numbers if number not in printed],
    )


def marks_in(session: Session, batch_id: int, member_ids: list[int]) -> list[BatchMark]:
    """List what a batch marked about these members; nothing for a batch of anything else."""
    ours = sa.select(BatchMark).where(
        BatchMark.batch_id == batch_id, BatchMark.member_id.in_(member_ids)
    )
    return list(session.scalars(ours.order_by(BatchMark.member_id)))


def headcount(session: Session, event: AwarenessEvent) -> int | None:
    """Give how many came of whom no name was taken, as the actor's paguyuban counted; None when
    nobody did."""
    counted = session.get(Headcount, (event.id, roster_at(session, event)))
    return counted.people if counted else None


def arrival(
    session: Session, code: str, *, association_id: int, now: datetime, today: date
) -> Arrival | None:
    """Say who of the roster has the card with this code (as stored), at an event under way; None
    otherwise."""
    card = session.get(Card, vault.index(code, CARD_PURPOSE))
    person = sa.select(PERSON).where(Member.id == (card.member_id if card else 0)).scalar_subquery()
    member = session.scalars(sa.select(Member).where(Member.id == person, on_roster(today))).first()
    held = events.under_way(session, association_id=association_id, now=now) if member else []
    if member is None or not held:
        return None
    return Arrival(
        member.id,
        member.name,
        [(one, bool(events.marks(session, one.id, member.id))) for one in held],
    )

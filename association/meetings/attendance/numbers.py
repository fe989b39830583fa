"""Select whose the numbers on an event's printed sheet are."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.meetings.attendance.marks import PERSON, came_of
from association.meetings.attendance.models import AttendanceSheet
from association.meetings.events.models import AwarenessEvent
from association.meetings.events.reads import roster_at
from association.roster.members.models import Member
from association.roster.members.statuses import living, stall_labels


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
    here = sa.select(Member.id, Member.name).where(Member.id.in_(people.values()), living(today))
    names = {row[0]: row[1] for row in session.execute(here)}
    stalls, came = (
        stall_labels(session, list(names)),
        came_of(session, event.id, list(names)),
    )
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

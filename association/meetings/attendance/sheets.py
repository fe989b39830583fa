"""Select an event's numbered sheet, and whose the numbers on it are."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from association.meetings.attendance.models import AttendanceSheet
from association.meetings.events.models import AwarenessEvent
from association.meetings.events.reads import roster_at
from association.roster.members import roster
from association.roster.members.statuses import whole
from association.roster.members.wanted import ALIVE


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of a sheet to print: its number, and whose it is."""

    number: int
    name: str
    stall: str


@dataclass(frozen=True, slots=True)
class NumberedSheet:
    """An event's sheet as it stands: its lines by number, and how many of the roster have no number
    yet."""

    lines: list[SheetLine]
    unnumbered: int


def sheet(session: Session, event: AwarenessEvent, *, today: date) -> NumberedSheet:
    """Give an event's numbered sheet. Who left the roster is not on it any more; their number stays
    unused."""
    own = roster_at(session, event)
    kept = session.get(AttendanceSheet, (event.id, own))
    numbers = {
        member_id: number for number, member_id in enumerate(kept.member_ids if kept else [], 1)
    }
    lines, unnumbered = [], 0
    ids = roster.matching_ids(session, association_id=own, today=today, wanted=ALIVE)
    for rows in whole(session, ids, today=today):
        lines += [
            SheetLine(numbers[row.id], row.name, row.stall) for row in rows if row.id in numbers
        ]
        unnumbered += sum(1 for row in rows if row.id not in numbers)
    return NumberedSheet(sorted(lines, key=lambda line: line.number), unnumbered)

"""Mark many members at once, as one batch that can be undone."""

from datetime import date

from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record
from association.meetings.attendance import numbers as sheet
from association.meetings.attendance.marks import markable
from association.meetings.attendance.putting import put_all
from association.once import Once, write_once
from association.roster.history.actions import open_batch
from association.roster.history.kinds import BatchKind
from association.rules.house.said import hold


@write_once
def mark_numbers(
    session: Session, event_id: int, numbers: list[int], by: By, *, today: date, once: Once | None
) -> tuple[int, int]:
    """Note that the members with these numbers on the printed sheet came, as one batch that can be
    undone.

    Who is marked already is left as is; numbers that are nobody's (sheet.read_back) are passed
    over. Returns the batch's id and how many were marked; 0, 0 when it made no difference. Raises
    NoResultFound for an event outside the reach.
    """
    event = markable(session, event_id, lock=True)
    people = sheet.read_back(session, event, numbers, today=today).people
    todo = sorted({one.id for one in people if not one.present})
    if not todo:
        return 0, 0
    hold(by.said, {"orang": len(todo)})
    batch_id = open_batch(session, by, BatchKind.ATTEND)
    marked = put_all(session, event_id, todo, by, present=True, batch_id=batch_id)
    record(session, by, "mark by number", f"event:{event_id}", batch=batch_id, members=marked)
    return batch_id, marked

"""Let a mark stand by the moment it was made, within the caller's transaction."""

from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.meetings.attendance.marks import last_said, marks
from association.meetings.attendance.models import Attendance, BatchMark, TakenBack
from association.roster.history.models import Batch
from association.roster.members.models import Member
from association.rules.house.marking import Said
from association.rules.people.leaving import has_left

INSTANT = timedelta(microseconds=1)


class NotOnRoster(NoResultFound):
    """No such member on the actor's roster, or they died, or left it."""


def put(
    session: Session,
    event_id: int,
    member_id: int,
    by: By,
    *,
    present: bool,
    made_at: datetime | None,
) -> datetime | None:
    """Let a mark stand unless something was said later; without `made_at` it is said now, after
    everything else.

    For a caller that holds the lock of the event and has asked whether this member may be marked.
    Gives the moment of the mark when it made a difference to who came, else None.
    """
    assert by.association_id is not None
    before = last_said(session, event_id, member_id)
    if made_at is None:
        made_at = by.at if before is None else max(by.at, before.made_at + INSTANT)
    if before is not None and Said(made_at, present) <= before:
        return None
    keys = {"event_id": event_id, "member_id": member_id}
    marked, back = marks(session, event_id, member_id), session.get(TakenBack, keys)
    if present and marked:
        marked[0].marked_at = made_at
    elif present:
        session.add(Attendance(**keys, association_id=by.association_id, marked_at=made_at))
    else:
        for one in marked:
            session.delete(one)
        if back is None:
            session.add(TakenBack(**keys, association_id=by.association_id, made_at=made_at))
        else:
            back.made_at = made_at
    session.flush()
    return made_at if present != bool(marked) else None


def on_roster(session: Session, member_id: int, today: date) -> Member:
    """Get a member who may be marked. Raises NotOnRoster."""
    member = session.get(Member, member_id)
    if member is None or has_left(member.left_on, today) or member.has_died:
        raise NotOnRoster
    return member


def put_all(
    session: Session, event_id: int, member_ids: list[int], by: By, *, present: bool, batch_id: int
) -> int:
    """Mark these members now, each kept with the batch; returns for how many it made a
    difference."""
    assert by.association_id is not None
    count = 0
    for member_id in member_ids:
        made_at = put(session, event_id, member_id, by, present=present, made_at=None)
        if made_at is not None:
            own = {
                "event_id": event_id,
                "association_id": by.association_id,
                "member_id": member_id,
            }
            session.add(BatchMark(batch_id=batch_id, present=present, made_at=made_at, **own))
            count += 1
    session.execute(sa.update(Batch).where(Batch.id == batch_id).values(rows=Batch.rows + count))
    return count

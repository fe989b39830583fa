"""Note who came to an event: each mark stands by the moment it was made, so that phones may send in
any order."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record
from association.meetings.attendance.marks import markable
from association.meetings.attendance.putting import on_roster, put
from association.once import Once, write_once


@write_once
def mark(
    session: Session,
    event_id: int,
    member_id: int,
    by: By,
    *,
    present: bool,
    today: date,
    once: Once | None,
    made_at: datetime | None = None,
) -> None:
    """Note that a member came, or take it back, as was said at `made_at` (None: now, after
    everything else).

    What was said last stands, however late it arrives; saying the same twice changes nothing.
    Raises NotOnRoster, NoResultFound for an event outside the reach.
    """
    # The lock lets two phones that mark at once take turns, so neither meets the other's row at
    # INSERT.
    markable(session, event_id, lock=True)
    on_roster(session, member_id, today)
    if put(session, event_id, member_id, by, present=present, made_at=made_at):
        record(
            session,
            by,
            "mark attendance",
            f"event:{event_id}",
            member=member_id,
            present=present,
        )

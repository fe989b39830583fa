"""Number the roster for the printed sheet of an event."""

from datetime import date

from association.access.by import By
from association.database import write_tx
from association.ledger.audit.actions import record
from association.meetings.attendance.models import AttendanceSheet
from association.meetings.events.models import AwarenessEvent
from association.meetings.events.reads import roster_at
from association.roster.members import roster
from association.roster.members.wanted import ALIVE
from association.rules.house.said import hold


def number(event_id: int, by: By, *, today: date) -> None:
    """Give everybody on the roster a number for this event: who has one keeps it, the others get
    the next ones.

    Raises NoResultFound outside the reach.
    """
    with write_tx() as tx:
        event = tx.session.get_one(AwarenessEvent, event_id, with_for_update=True)
        own = roster_at(tx.session, event)
        everyone = roster.matching_ids(tx.session, association_id=own, today=today, wanted=ALIVE)
        sheet = tx.session.get(AttendanceSheet, (event_id, own))
        if sheet is None:
            sheet = AttendanceSheet(
                event_id=event_id, association_id=own, member_ids=[], made_at=by.at
            )
            tx.session.add(sheet)
        known = set(sheet.member_ids)
        new = [member_id for member_id in everyone if member_id not in known]
        if new:
            hold(by.said, {"orang": len(new)})
            sheet.member_ids = [*sheet.member_ids, *new]
            record(tx.session, by, "number sheet", f"event:{event_id}", new=len(new))

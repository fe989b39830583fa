"""What attendance hands to rooms below: its parts of pages, answers, and a batch's way back."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from association.cover.claims.evidence import ATTENDED
from association.database import db
from association.meetings.attendance import reads, undoing, walk_ins
from association.meetings.attendance.arrivals import arrival
from association.meetings.attendance.forms import MarkForm
from association.meetings.attendance.models import Attendance
from association.meetings.events.models import AwarenessEvent, State
from association.meetings.events.sections import EVENT_PAGE
from association.public.status.sections import SCANNED
from association.roster.bulk.story import MET_AT
from association.roster.bulk.ways import WAYS, Way
from association.roster.history.kinds import BatchKind
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.people.cards import normalise_card_code
from association.web.gate import actor, may, settings
from association.web.sections import PagePart

WAYS[BatchKind.ATTEND] = Way(undoing.marked_in, undoing.put_back)
MET_AT.fill(walk_ins.event_of)


@ATTENDED.fill
def attended(member_id: ColumnElement[int], since: datetime | None) -> sa.Select[int]:
    """Count, as SQL, to how many events a member came since a moment."""
    began = AwarenessEvent.starts_at >= since if since else sa.true()
    return (
        sa.select(sa.func.count())
        .select_from(Attendance)
        .join(AwarenessEvent, AwarenessEvent.id == Attendance.event_id)
        .where(Attendance.member_id == member_id, began)
    )


@EVENT_PAGE.hand_in("came", "meetings/attendance/part.html")
def attendance_part(event: AwarenessEvent) -> dict[str, Any]:
    """Gather what the event's page says of who came."""
    return {
        "event": event,
        "count": reads.attendance(db.session(), event.id),
        "begun": event.starts_at <= settings().now(),
        "off": event.state == State.CANCELLED,
    }


@SCANNED.fill
def arrival_part(code: str) -> PagePart | None:
    """Offer a leader with an event under way to mark the owner of a scanned card."""
    if not may(May.MARK_ATTENDANCE):
        return None
    try:
        code = normalise_card_code(code)
    except RuleError:
        return None
    own, now, today = actor().association_id, settings().now(), settings().today()
    arrived = arrival(db.session(), code, association_id=own, now=now, today=today)
    if arrived is None:
        return None
    return PagePart("meetings/attendance/arrival.html", {"arrival": arrived, "mark": MarkForm()})

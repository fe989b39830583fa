"""Select who came to an event, and the list to mark them on."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.meetings.attendance.marks import PERSON, came_of, marks
from association.meetings.attendance.models import Attendance, BatchMark, Headcount, TakenBack
from association.meetings.events import reads as events
from association.meetings.events.models import AwarenessEvent
from association.meetings.events.reads import CAME, roster_at
from association.paging import Page
from association.roster.members import reads as members
from association.roster.members import roster
from association.roster.members.keys import CARD_PURPOSE
from association.roster.members.models import Card, Member
from association.roster.members.statuses import on_roster, stall_labels
from association.rules.house.marking import Said
from association.vault import vault

MOST_EVERYONE = 5_000


@dataclass(frozen=True, slots=True)
class Attendee:
    """One line of the attendance list: a member, and whether they came."""

    id: int
    name: str
    stall: str
    present: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """Whose card was scanned, and the events under way, each with whether they are marked."""

    id: int
    name: str
    events: list[tuple[AwarenessEvent, bool]]


@CAME.fill
def attendances(session: Session, event_ids: list[int]) -> dict[int, int]:
    """Count who came to each of these events, in one query; events without anybody are absent."""
    found = session.execute(
        sa.select(Attendance.event_id, sa.func.count(PERSON.distinct()))
        .join(Member, Member.id == Attendance.member_id)
        .where(Attendance.event_id.in_(event_ids))
        .group_by(Attendance.event_id)
    )
    return {row[0]: row[1] for row in found}


def attendance(session: Session, event_id: int) -> int:
    """Count who came to an event."""
    return attendances(session, [event_id]).get(event_id, 0)


def attendees(
    session: Session, event: AwarenessEvent, *, today: date, query: str, after: int | None
) -> Page[Attendee]:
    """Select one page of the roster by name, with who came to the event."""
    found = roster.search(
        session, association_id=roster_at(session, event), today=today, query=query, after=after
    )
    rows = [*found.rows, *found.alike]
    came = came_of(session, event.id, [row.id for row in rows])
    return found.showing([Attendee(row.id, row.name, row.stall, row.id in came) for row in rows])


def everyone(session: Session, event: AwarenessEvent, *, today: date) -> list[Attendee]:
    """List the whole roster by name with who came, up to MOST_EVERYONE."""
    own = roster_at(session, event)
    statement = sa.select(Member.id, Member.name).where(
        Member.association_id == own, on_roster(today)
    )
    found = session.execute(
        statement.order_by(Member.sort_name, Member.id).limit(MOST_EVERYONE)
    ).all()
    ids = [row.id for row in found]
    stalls, came = stall_labels(session, ids), came_of(session, event.id, ids)
    return [Attendee(row.id, row.name, stalls.get(row.id, ""), row.id in came) for row in found]


def attendee(session: Session, event_id: int, member_id: int) -> Attendee:
    """Give one line of the attendance list; NoResultFound outside the reach."""
    member = members.one(session, member_id)
    stalls = stall_labels(session, [member_id])
    return Attendee(
        member_id,
        member.name,
        stalls.get(member_id, ""),
        member_id in came_of(session, event_id, [member_id]),
    )


def invitable(session: Session, event: AwarenessEvent, *, today: date) -> int:
    """Count who could come: everybody on the roster."""
    counted = sa.select(sa.func.count(Member.id)).where(
        Member.association_id == roster_at(session, event), on_roster(today)
    )
    return session.scalar(counted) or 0


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
        [(one, bool(marks(session, one.id, member.id))) for one in held],
    )


def marked_in(batch_id: int) -> sa.Select[int]:
    """Ask for the ids of the members whom a batch marked."""
    return sa.select(BatchMark.member_id).where(BatchMark.batch_id == batch_id).distinct()

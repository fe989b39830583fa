"""Select who came to an event, and the list to mark them on."""

from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.elements import ColumnElement

from association.config import WIB
from association.cover.papers.sections import MEETINGS
from association.meetings.attendance.marks import PERSON, Attendee, came_of
from association.meetings.attendance.models import Attendance, Headcount
from association.meetings.events.models import AwarenessEvent
from association.meetings.events.reads import CAME, roster_at, theirs
from association.roster.members.models import Member
from association.roster.members.roster import CAME_LATELY
from association.roster.members.statuses import living, stall_labels
from association.vault import vault

MOST_EVERYONE = 5_000
MOST_TOLD = 12  # meetings named on a letter


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


@CAME_LATELY.fill
def came_lately(
    session: Session, association_id: int, events: int, today: date
) -> ColumnElement[bool] | None:
    """Say, as SQL, who came to one of a paguyuban's last events at which anybody was marked; None
    when there is none yet."""
    tomorrow = datetime.combine(today + timedelta(1), time(), WIB)
    marked = sa.exists().where(Attendance.event_id == AwarenessEvent.id)
    held = (
        sa.select(AwarenessEvent.id)
        .where(theirs(association_id), AwarenessEvent.starts_at < tomorrow, marked)
        .order_by(AwarenessEvent.starts_at.desc(), AwarenessEvent.id.desc())
    )
    ids = list(session.scalars(held.limit(events)))
    other = aliased(Member)
    person = sa.func.coalesce(other.merged_into_id, other.id)
    came = sa.select(person).join(Attendance, Attendance.member_id == other.id)
    return Member.id.in_(came.where(Attendance.event_id.in_(ids))) if ids else None


@MEETINGS.fill
def meetings_of(session: Session, member_id: int, until: date) -> list[tuple[date, str]]:
    """List to which meetings a member came up to a day, the latest ones first."""
    end = datetime.combine(until + timedelta(1), time(), WIB)
    found = session.execute(
        sa.select(AwarenessEvent.starts_at, AwarenessEvent.title)
        .join(Attendance, Attendance.event_id == AwarenessEvent.id)
        .where(Attendance.member_id == member_id, AwarenessEvent.starts_at < end)
        .order_by(AwarenessEvent.starts_at.desc())
        .limit(MOST_TOLD)
    )
    return [(at.astimezone(WIB).date(), title) for at, title in found]


def attendance(session: Session, event_id: int) -> int:
    """Count who came to an event."""
    return attendances(session, [event_id]).get(event_id, 0)


def everyone(session: Session, event: AwarenessEvent, *, today: date) -> list[Attendee]:
    """List the whole roster by name with who came, up to MOST_EVERYONE."""
    own = roster_at(session, event)
    statement = sa.select(Member.id, Member.name).where(Member.association_id == own, living(today))
    found = session.execute(
        statement.order_by(Member.sort_name, Member.id).limit(MOST_EVERYONE)
    ).all()
    ids = [row.id for row in found]
    stalls, came = stall_labels(session, ids), came_of(session, event.id, ids)
    return [Attendee(row.id, row.name, stalls.get(row.id, ""), row.id in came) for row in found]


def attendee(session: Session, event_id: int, member_id: int) -> Attendee:
    """Give one line of the attendance list; NoResultFound outside the reach."""
    member = session.get_one(Member, member_id)
    stalls = stall_labels(session, [member_id])
    return Attendee(
        member_id,
        member.name,
        stalls.get(member_id, ""),
        member_id in came_of(session, event_id, [member_id]),
    )


def roster_stands(session: Session, event: AwarenessEvent, *, today: date) -> tuple[int, str]:
    """Count who could come, everybody on the roster; with a text that is another one as soon as a
    name or a stall of theirs is."""
    own = roster_at(session, event)
    found = session.execute(
        sa.select(
            sa.func.count(Member.id),
            sa.func.coalesce(sa.func.sum(Member.version), 0),
            sa.func.max(Member.updated_at),
        ).where(Member.association_id == own, living(today))
    ).one()
    return found[0], vault.index(repr((own, *found)), "roster version")[:5].hex()


def headcount(session: Session, event: AwarenessEvent) -> int | None:
    """Give how many came of whom no name was taken, as the actor's paguyuban counted; None when
    nobody did."""
    counted = session.get(Headcount, (event.id, roster_at(session, event)))
    return counted.people if counted else None

"""Count the roster by status, and name who loses cover this month."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.people.participants import reads as coverage
from association.people.participants.models import Participant
from association.roster.members import reads
from association.roster.members.models import Member
from association.roster.members.reads import READY, Row, on_roster
from association.rules.house.groups import STATUSES, Group
from association.rules.law.coverage import Status


def counts(
    session: Session, *, association_id: int, today: date, past: bool = False
) -> dict[Group, int]:
    """Count the roster by status, in one query; `past`: as it was on a day gone by, from what is
    known now."""
    latest = coverage.latest_paid(Member.participant_id, today, past=past).label("latest")
    people = (
        sa.select(Member.participant_id, READY.label("ready"), latest)
        .where(Member.association_id == association_id, on_roster(today, past=past))
        .cte("people")
        .prefix_with("MATERIALIZED")
    )
    status = coverage.status_sql(
        people.c.latest, people.c.participant_id, people.c.ready, today, past=past
    ).label("status")
    lapsing = coverage.lapsing_sql(people.c.latest, people.c.participant_id, today, past=past)
    found = session.execute(
        sa.select(status, sa.func.count(), sa.func.sum(sa.case((lapsing, 1), else_=0)))
        .select_from(people)
        .outerjoin(Participant, Participant.id == people.c.participant_id)
        .group_by(status)
    ).all()
    by_status = coverage.counted((line[0], line[1]) for line in found)
    groups = {
        group: sum(by_status[status] for status in statuses) for group, statuses in STATUSES.items()
    }
    lapsing_people = sum(line[2] for line in found if line[0] == Status.ACTIVE)
    return groups | {Group.ALL: sum(by_status.values()), Group.LAPSING: lapsing_people}


def lapsing(session: Session, *, association_id: int, today: date, most: int) -> list[Row]:
    """List who loses cover at the end of this month, by name."""
    return reads.roster(
        session, association_id=association_id, today=today, group=Group.LAPSING
    ).rows[:most]


def at_stake(session: Session, *, association_id: int, today: date) -> int:
    """Sum, in one query, the death benefit (whole rupiah) that those who lose cover with this month
    have today."""
    latest = coverage.latest_paid(Member.participant_id, today)
    statement = (
        sa.select(sa.func.sum(coverage.death_benefit_sql(Member.participant_id, today)))
        .select_from(Member)
        .join(Participant, Participant.id == Member.participant_id)
        .where(
            Member.association_id == association_id,
            on_roster(today),
            coverage.going_on(today),
            coverage.lapsing_sql(latest, Member.participant_id, today),
        )
    )
    return int(session.scalar(statement) or 0)

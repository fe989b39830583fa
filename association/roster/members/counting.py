"""Count the roster by status, and what is at stake this month."""

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.people.participants.models import Participant
from association.people.participants.statuses import counted, death_benefit_sql, pays_self
from association.people.team.reads import PLACES, Place
from association.roster.members.models import Member, Stall
from association.roster.members.statuses import living, on_roster, status_on, statuses_on
from association.rules.law.coverage import Status
from association.rules.law.groups import STATUSES, Group
from association.territory.models import Market
from association.territory.reads import own_markets


def counts(
    session: Session,
    *,
    association_id: int,
    today: date,
    past: bool = False,
    payers: bool = False,
) -> dict[Group, int]:
    """Count the roster by status, in one query; `past`: as it was on a day gone by, from what is
    known now. `payers`: without those whom the state pays for."""
    roster = sa.and_(
        Member.association_id == association_id,
        on_roster(today, past=past),
        *([pays_self(Member.participant_id)] if payers else []),
    )
    people = statuses_on(today, among=roster, past=past)
    found = session.execute(
        sa.select(
            people.c.status, sa.func.count(), sa.func.sum(sa.case((people.c.lapsing, 1), else_=0))
        ).group_by(people.c.status)
    ).all()
    by_status = counted((line[0], line[1]) for line in found)
    groups = {
        group: sum(by_status[status] for status in statuses) for group, statuses in STATUSES.items()
    }
    lapsing = sum(line[2] for line in found if line[0] == Status.ACTIVE)
    return groups | {Group.ALL: sum(by_status.values()), Group.LAPSING: lapsing}


def at_stake(session: Session, *, association_id: int, today: date) -> int:
    """Sum, in one query, the death benefit (whole rupiah) that those who lose cover with this month
    have today."""
    statement = (
        sa.select(sa.func.sum(death_benefit_sql(Member.participant_id, today)))
        .select_from(Member)
        .join(Participant, Participant.id == Member.participant_id)
        .where(Member.association_id == association_id, on_roster(today), status_on(today).lapsing)
    )
    return int(session.scalar(statement) or 0)


@PLACES.fill
def places(session: Session, association_id: int, today: date) -> list[Place]:
    """Count who trades in each market of a paguyuban (block ""), and in each block there, however
    it is spelt."""
    blocks = _traders(session, association_id, today, sa.func.upper(Stall.block))
    whole = _traders(session, association_id, today)
    known = {one.market_id for one in whole}
    own = [Place(one.name, "", one.id) for one in own_markets(session, association_id)]
    return [
        *whole,
        *(one for one in own if one.market_id not in known),
        *(one for one in blocks if one.block),
    ]


def _traders(
    session: Session, association_id: int, today: date, *block: sa.ColumnElement[str]
) -> list[Place]:
    people = sa.func.count(Stall.member_id.distinct())
    found = session.execute(
        sa.select(Market.name, Market.id, people, *block)
        .select_from(Stall)
        .join(Member, Member.id == Stall.member_id)
        .join(Market, Market.id == Stall.market_id)
        .where(Stall.association_id == association_id, living(today))
        .group_by(Market.name, Market.id, *block)
    )
    return [
        Place(name, "".join(inside), market_id, members)
        for name, market_id, members, *inside in found
    ]


def members_of(session: Session, ids: Collection[int], *, today: date) -> dict[int, int]:
    """Count who stands on the rosters of these paguyuban."""
    people = sa.select(Member.association_id, sa.func.count(Member.id)).where(
        Member.association_id.in_(ids), on_roster(today)
    )
    return {row[0]: row[1] for row in session.execute(people.group_by(Member.association_id))}

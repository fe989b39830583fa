"""Count what a market leaves that is closed, and what changed since it was: numbers, never
people."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.meetings.events.models import AwarenessEvent, State, event_market
from association.meetings.events.reads import LASTS
from association.roster.members.models import Member, Stall
from association.roster.members.statuses import on_roster
from association.territory.models import FormerStay, Market
from association.territory.reads import working_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What names a market: paguyuban at work there, members with a stall there, events to come."""

    associations: int
    people: int
    events: int

    def facts(self, today: date) -> dict[str, object]:
        """Give what a page says of it, for rules.house.said."""
        return {
            "paguyuban": self.associations,
            "orang": self.people,
            "kegiatan": self.events,
            "hari": today,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed in a market since it was closed: how many paguyuban left it, and how many
    paguyuban and members are there still."""

    gone: int
    associations: int
    people: int

    def facts(self, today: date) -> dict[str, object]:
        """Give what a page says of it, for rules.house.said."""
        return {
            "pergi": self.gone,
            "paguyuban": self.associations,
            "orang": self.people,
            "hari": today,
        }


def left(session: Session, market: Market, *, now: datetime, today: date) -> Left:
    """Count what a market of the city leaves."""
    coming = (
        sa.select(sa.func.count(AwarenessEvent.id))
        .join(event_market, event_market.c.event_id == AwarenessEvent.id)
        .where(event_market.c.market_id == market.id, AwarenessEvent.starts_at >= now - LASTS)
        .where(AwarenessEvent.state != State.CANCELLED)
    )
    return Left(
        associations=len(working_in(session, [market.id], today=today)),
        people=_people(session, market, today),
        events=session.scalar(coming) or 0,
    )


def since(session: Session, market: Market, *, today: date) -> Since:
    """Tell what changed in a market since the day on which it was closed."""
    gone = sa.select(sa.func.count(FormerStay.association_id.distinct())).where(
        FormerStay.market_id == market.id, FormerStay.until >= (market.closed_on or today)
    )
    return Since(
        gone=session.scalar(gone) or 0,
        associations=len(working_in(session, [market.id], today=today)),
        people=_people(session, market, today),
    )


def _people(session: Session, market: Market, today: date) -> int:
    """Count the members with a stall in a market."""
    there = sa.select(sa.func.count(Stall.member_id.distinct())).join(
        Member, Member.id == Stall.member_id
    )
    own = (Stall.market_id == market.id, Member.city_id == market.city_id, on_roster(today))
    return session.scalar(there.where(*own)) or 0

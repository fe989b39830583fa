"""Select what a calendar fetches under a paguyuban's secret address."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.fence import set_reach
from association.access.reach import OneAssociation, Visitor
from association.meetings.events import reads as events
from association.meetings.events.models import AwarenessEvent
from association.meetings.rsvp.models import CalendarFeed
from association.territory.models import Association
from association.vault import vault

FEED_PURPOSE = "calendar feed"
FEED_SINCE, FEED_MOST = timedelta(days=90), 200


def feed(session: Session, association_id: int) -> CalendarFeed | None:
    """Get a paguyuban's secret calendar address, if it has one."""
    return session.get(CalendarFeed, association_id)


def fed(session: Session, token: str, *, now: datetime) -> tuple[Association, list[AwarenessEvent]]:
    """Find by its secret token whose calendar is fetched, and the events in it; NoResultFound for
    any other text."""
    set_reach(session, Visitor())
    by_token = sa.select(CalendarFeed.association_id, CalendarFeed.city_id).where(
        CalendarFeed.token_index == vault.index(token, FEED_PURPOSE)
    )
    association_id, city_id = session.execute(by_token).one()
    set_reach(session, OneAssociation(association_id, city_id))
    association = session.get_one(Association, association_id)
    since = now - FEED_SINCE
    return association, events.calendar(
        session, association_id=association.id, since=since, most=FEED_MOST
    )

"""Make the secret address of a calendar."""

import secrets

from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record
from association.meetings.rsvp.feeds import FEED_PURPOSE
from association.meetings.rsvp.models import CalendarFeed
from association.once import Once, write_once
from association.vault import vault


@write_once
def renew_feed(session: Session, by: By, *, city_id: int, once: Once | None) -> None:
    """Make a secret calendar address for the actor's paguyuban; the one before is void."""
    assert by.association_id is not None
    token = secrets.token_urlsafe(32)
    index = vault.index(token, FEED_PURPOSE)
    sealed = vault.seal(token, f"calendar_feed|token|{by.association_id}")
    feed = session.get(CalendarFeed, by.association_id, with_for_update=True)
    if feed is None:
        feed = CalendarFeed(association_id=by.association_id, city_id=city_id)
        session.add(feed)
    feed.token_index, feed.token_sealed, feed.made_at = index, sealed, by.at
    record(session, by, "renew calendar address", f"association:{by.association_id}")

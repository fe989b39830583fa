"""What this room hands to the event's page: who is to hear of a change, and who said they come; and
to the row of a member on another roster."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.database import db
from association.meetings.events.models import AwarenessEvent, Invited
from association.meetings.events.reads import LASTS
from association.meetings.events.sections import EVENT_PAGE
from association.meetings.rsvp import reads
from association.meetings.rsvp.counting import coming
from association.meetings.rsvp.invitation import invitation_of
from association.meetings.rsvp.models import Rsvp
from association.meetings.rsvp.values import PURPOSE
from association.roster.crossing.actions import FOLLOWERS
from association.roster.members.models import Member
from association.vault import vault
from association.web.csrf import masked_token
from association.web.gate import settings
from association.web.page import asked_id


@EVENT_PAGE.hand_in("news", "meetings/rsvp/untold.html")
def news_part(event: AwarenessEvent) -> dict[str, Any]:
    """Gather how many are still to hear of the last change."""
    over = event.starts_at < settings().now() - LASTS
    return {"event": event, "untold": 0 if over else reads.untold(db.session(), event)}


@EVENT_PAGE.hand_in("coming", "meetings/rsvp/coming.html", blocks=("guest_rows",))
def guests_part(event: AwarenessEvent) -> dict[str, Any]:
    """Gather who said they come, and the invitation."""
    session = db.session()
    return {
        **invitation_of(event),
        "begun": event.starts_at <= settings().now(),
        "coming": coming(session, event.id),
        "came": reads.came(session, event.id),
        "found": reads.guests(session, event, after=asked_id("after")),
        "token": masked_token(),
    }


def follow(session: Session, row: Member, other: Member, by: By) -> None:
    """Let who said they come to an event still ahead come as a guest of the other paguyuban, where
    that is invited, too."""
    own, person = other.association_id, vault.index(f"member {other.id}", PURPOSE)
    invited = sa.exists().where(
        Invited.event_id == AwarenessEvent.id, Invited.association_id == own
    )
    ahead = sa.select(Rsvp).join(AwarenessEvent, AwarenessEvent.id == Rsvp.event_id)
    ahead = ahead.where(
        Rsvp.member_id == row.id,
        AwarenessEvent.starts_at >= by.at,
        sa.or_(AwarenessEvent.association_id == own, invited),
    )
    said = set(session.scalars(sa.select(Rsvp.event_id).where(Rsvp.member_id == other.id)))
    by_member = vault.index(f"member {row.id}", PURPOSE)
    for rsvp in session.scalars(ahead).all():
        if rsvp.event_id not in said:
            rsvp.association_id, rsvp.member_id = own, other.id
            rsvp.person_index = person if rsvp.person_index == by_member else rsvp.person_index


FOLLOWERS.append(follow)

"""What the page of an event's result shows."""

from collections.abc import Callable
from typing import Any

from flask import request

from association.database import db
from association.meetings.effect import achieved, following
from association.meetings.effect.days import day_of
from association.meetings.effect.following import Follow
from association.meetings.effect.messages import message_link
from association.meetings.events import reads as events
from association.meetings.events.models import AwarenessEvent
from association.rules.house.effect import FollowUp, reminds_from
from association.web.csrf import masked_token
from association.web.forms import Form
from association.web.gate import actor, settings
from association.web.page import asked_id

RESULT = "meetings/effect/result.html"


def result_of(event_id: int) -> dict[str, Any]:
    """Gather what an event achieved, and one list of whom to follow up."""
    session, today = db.session(), settings().today()
    event = events.one(session, event_id)
    which = asked_list()
    return {
        "told": achieved.told(event),
        "lists": list(FollowUp),
        "counts": following.counts(session, event, today=today),
        "found": following.follow_up(session, event, which, today=today, after=asked_id("after")),
        "reminds_from": reminds_from(day_of(event)),
        "problem": "",
        **followed(event, which),
    }


def followed(event: AwarenessEvent, which: FollowUp) -> dict[str, Any]:
    """Give what a line needs. One token and one key stand for all lines of a page."""
    key = Form().key.data
    return {
        "event": event,
        "which": which,
        "message": _messages(event),
        "token": masked_token(),
        "key": key,
        "today": settings().today(),
    }


def asked_list() -> FollowUp:
    """Read which list is asked for."""
    asked = request.args.get("daftar", "")
    return FollowUp(asked) if asked in set(FollowUp) else FollowUp.UNREGISTERED


def _messages(event: AwarenessEvent) -> Callable[[Follow], str]:
    who, today = actor(), settings().today()
    return lambda one: message_link(one, event, sender=who.name, place=who.place, today=today)

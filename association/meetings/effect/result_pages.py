"""Screens of one event's result, and of whom to follow up."""

from collections.abc import Callable
from typing import Any

from flask import request, url_for

from association.cover.reminders import actions as reminders
from association.database import db
from association.meetings.effect import achieved, following
from association.meetings.effect.days import day_of
from association.meetings.effect.following import Follow
from association.meetings.effect.messages import message_link
from association.meetings.events import reads as events
from association.meetings.events.models import AwarenessEvent
from association.rules.house.effect import FollowUp, reminds_from
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.csrf import masked_token
from association.web.forms import Form
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, asked_id, done, page, refused
from association.web.words import in_words

pages = Pages("results")
RESULT = "meetings/effect/result.html"


@pages.get("/kegiatan/<id:event_id>/hasil", may=May.SEE_ROSTER)
def result(event_id: int) -> Answer:
    """Show what an event achieved, and whom to follow up."""
    return page(RESULT, parts=("follow_rows",), **_result(event_id))


def _result(event_id: int) -> dict[str, Any]:
    session, today = db.session(), settings().today()
    event = events.one(session, event_id)
    which = _asked_list()
    return {
        "told": achieved.told(event),
        "lists": list(FollowUp),
        "counts": following.counts(session, event, today=today),
        "found": following.follow_up(session, event, which, today=today, after=asked_id("after")),
        "reminds_from": reminds_from(day_of(event)),
        "today": today,
        "problem": "",
        **_following(event, which),
    }


def _following(event: AwarenessEvent, which: FollowUp) -> dict[str, Any]:
    """Give what a line needs. One token and one key stand for all lines of a page."""
    key = Form().key.data
    return {
        "event": event,
        "which": which,
        "message": _messages(event),
        "token": masked_token(),
        "key": key,
    }


@pages.post("/kegiatan/<id:event_id>/hasil/<id:member_id>/diingatkan", may=May.SEND_REMINDER)
def told(event_id: int, member_id: int) -> Answer:
    """Note that a member was written to after an event: the row to htmx, the list again to a plain
    form."""
    event, which, today = events.one(db.session(), event_id), _asked_list(), settings().today()
    try:
        reminders.sent(member_id, by(), today=today, once=Form.received().once())
    except RuleError as error:
        return refused(RESULT, **(_result(event_id) | {"problem": in_words(error)}))
    return done(
        RESULT,
        parts={f"f{member_id}": "follow_row"},
        to=url_for(
            "results.result", event_id=event_id, daftar=which.value, _anchor=f"f{member_id}"
        ),
        said="",
        one=following.follow(db.session(), member_id, today=today),
        **_following(events.one(db.session(), event.id), which),
    )


def _asked_list() -> FollowUp:
    asked = request.args.get("daftar", "")
    return FollowUp(asked) if asked in set(FollowUp) else FollowUp.UNREGISTERED


def _messages(event: AwarenessEvent) -> Callable[[Follow], str]:
    who, today = actor(), settings().today()
    return lambda one: message_link(one, event, sender=who.name, place=who.place, today=today)

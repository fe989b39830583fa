"""Screens of what events achieved: an event's result and whom to follow up, the sum, the report,
the office's comparison."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.config import WIB
from association.cover.reminders import actions as reminders
from association.database import db
from association.meetings.attendance import reads as attendance
from association.meetings.effect import following, wording
from association.meetings.effect.following import Follow
from association.meetings.effect.reads import day_of, effects, meeting
from association.meetings.events import reads as events
from association.meetings.events.facts import facts
from association.meetings.events.models import AwarenessEvent, Kind
from association.meetings.events.sections import EVENT_PAGE
from association.meetings.events.wording import KINDS
from association.meetings.rsvp import reads as invitations
from association.office.cityevents import reads as cityevents
from association.rules.house.effect import FEWEST, WINDOWS, Effect, FollowUp, is_over, reminds_from
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.csrf import masked_token
from association.web.forms import Form
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, asked_id, done, page, refused, whole_number
from association.web.words import in_words

pages = Pages("effect")
RESULT = "meetings/effect/result.html"
LATEST = 25
FIRST_YEAR = 2015
Achieved = dict[int, dict[int, Effect]]  # by window and event


@EVENT_PAGE.hand_in("came", "meetings/effect/part.html")
def effect_part(event: AwarenessEvent) -> dict[str, Any]:
    """Gather whether the event's page leads to what it achieved."""
    begun = event.starts_at <= settings().now()
    return {"event": event, "is_told": begun and attendance.attendance(db.session(), event.id) > 0}


@pages.get("/kegiatan/<id:event_id>/hasil", may=May.SEE_ROSTER)
def result(event_id: int) -> Answer:
    """Show what an event achieved, and whom to follow up."""
    return page(RESULT, parts=("follow_rows",), **_result(event_id))


def _result(event_id: int) -> dict[str, Any]:
    session, today = db.session(), settings().today()
    event = events.one(session, event_id)
    which = _asked_list()
    return {
        "told": _told(event),
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
        to=url_for("effect.result", event_id=event_id, daftar=which.value, _anchor=f"f{member_id}"),
        said="",
        one=following.follow(db.session(), member_id, today=today),
        **_following(events.one(db.session(), event.id), which),
    )


def _asked_list() -> FollowUp:
    asked = request.args.get("daftar", "")
    return FollowUp(asked) if asked in set(FollowUp) else FollowUp.UNREGISTERED


def _messages(event: AwarenessEvent) -> Callable[[Follow], str]:
    who, today = actor(), settings().today()
    return lambda one: wording.message_link(
        one, event, sender=who.name, place=who.place, today=today
    )


def _told(event: AwarenessEvent) -> list[wording.Told]:
    """Say what one event achieved, over each window; within the reach."""
    return _told_of(event, _achieved([event]))


def _told_of(event: AwarenessEvent, achieved: Achieved) -> list[wording.Told]:
    today, day = settings().today(), day_of(event)
    return [
        wording.of_event(day, window, found.get(event.id, Effect()), today=today)
        for window, found in achieved.items()
    ]


def _achieved(held: Iterable[AwarenessEvent]) -> Achieved:
    """Count each window over the events for which it has passed, all paguyuban within the reach
    together."""
    today = settings().today()
    meetings = [one for one in map(meeting, held) if is_over(one.day, min(WINDOWS), today=today)]
    days = {one.event_id: one.day for one in meetings}
    found: Achieved = {window: {} for window in WINDOWS}
    for window, places in effects(db.session(), meetings).items():
        for (event_id, _association_id), effect in places.items():
            if is_over(days[event_id], window, today=today):
                found[window][event_id] = found[window].get(event_id, Effect()) + effect
    return found


@dataclass(slots=True)
class Line:
    """Some events together: how many, and their effect over each window."""

    name: str
    held: int = 0
    effects: dict[int, Effect] = field(default_factory=lambda: dict.fromkeys(WINDOWS, Effect()))

    def add(self, event: AwarenessEvent, achieved: Achieved) -> None:
        """Add one event."""
        self.held += 1
        for window, found in achieved.items():
            self.effects[window] += found.get(event.id, Effect())

    def told(self) -> list[wording.Told]:
        """Say it, over each window."""
        return [wording.in_all(window, effect) for window, effect in self.effects.items()]


@pages.get("/kegiatan/hasil", may=May.SEE_EVENTS)
def total() -> Answer:
    """Show what all events of the paguyuban achieved together, and the latest one by one."""
    held = following.held(db.session())
    achieved = _achieved(held)
    (whole,) = _compared(held, achieved, lambda _one: [""]) or [Line("")]
    each = [(one, _told_of(one, achieved)) for one in held[:LATEST]]
    return page("meetings/effect/total.html", whole=whole, each=each, day_of=day_of)


@pages.get("/kegiatan/<id:event_id>/laporan", may=May.SEE_ROSTER)
def report(event_id: int) -> Answer:
    """Show the report of an event to print, with who came, for the paguyuban's file."""
    event = events.one(db.session(), event_id)
    people = following.attendants(db.session(), event)
    return page(
        "meetings/effect/report.html",
        people=people,
        parts_of=[],
        base="/kegiatan",
        office=False,
        **_reported(event),
    )


@pages.get("/pemantauan/kegiatan/<id:event_id>/laporan", may=May.OVERSEE_CITY)
def city_report(event_id: int) -> Answer:
    """Show the report of an event to print, without names, for the office."""
    event = events.one(db.session(), event_id)
    parts = cityevents.parts(db.session(), event)
    own = _reported(event)
    return page(
        "meetings/effect/report.html",
        people=None,
        parts_of=parts,
        base="/pemantauan/kegiatan",
        office=True,
        **own,
    )


def _reported(event: AwarenessEvent) -> dict[str, Any]:
    session = db.session()
    return {
        "count": attendance.attendance(session, event.id),
        "coming": invitations.coming(session, event.id),
        "heads": following.heads(session, event.id),
        "walked_in": following.walked_in(session, event.id),
        "joined": following.joined_there(session, event),
        "told": _told(event),
        "today": settings().today(),
        **facts(event),
    }


@pages.get("/pemantauan/kegiatan/hasil", may=May.OVERSEE_CITY)
def compare() -> Answer:
    """Compare kinds of events, speakers and markets by what their events of a year achieved;
    numbers only."""
    this_year = settings().today().year
    asked = whole_number(request.args.get("tahun")) or this_year
    year = asked if FIRST_YEAR <= asked <= this_year else this_year
    bounds = [datetime(one, 1, 1, tzinfo=WIB) for one in (year, year + 1)]
    held = following.held(db.session(), since=bounds[0], until=bounds[1])
    markets = following.market_names(db.session(), since=bounds[0], until=bounds[1])
    achieved, unknown = _achieved(held), str(_("(tidak dicatat)"))
    (whole,) = _compared(held, achieved, lambda _one: [""]) or [Line("")]
    return page(
        "meetings/effect/compare.html",
        year=year,
        years=range(this_year, this_year - 3, -1),
        whole=whole,
        kinds=_compared(held, achieved, lambda one: [str(KINDS[Kind(one.kind)])]),
        speakers=_compared(held, achieved, lambda one: [" ".join(one.speaker.split()) or unknown]),
        markets=_compared(held, achieved, lambda one: markets.get(one.id, [unknown])),
        fewest=FEWEST,
        cell=wording.cell,
    )


def _compared(
    held: list[AwarenessEvent], achieved: Achieved, names: Callable[[AwarenessEvent], list[str]]
) -> list[Line]:
    """Sum events by a name of theirs, however it is written in upper and lower case; those with
    most events first."""
    lines: dict[str, Line] = {}
    for event in held:
        for name in names(event):
            lines.setdefault(name.casefold(), Line(name)).add(event, achieved)
    return sorted(lines.values(), key=lambda line: (-line.held, line.name.casefold()))

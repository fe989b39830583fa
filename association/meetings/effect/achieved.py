"""What events achieved, one by one or some of them together, in sentences."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from association.database import db
from association.meetings.effect import wording
from association.meetings.effect.days import day_of
from association.meetings.effect.reads import effects, meeting
from association.meetings.events.models import AwarenessEvent
from association.rules.house.effect import WINDOWS, Effect, is_over
from association.web.gate import settings

Achieved = dict[int, dict[int, Effect]]  # by window and event


def told(event: AwarenessEvent) -> list[wording.Told]:
    """Say what one event achieved, over each window; within the reach."""
    return told_of(event, achieved([event]))


def told_of(event: AwarenessEvent, achieved: Achieved) -> list[wording.Told]:
    """Say what one of the counted events achieved, over each window."""
    today, day = settings().today(), day_of(event)
    return [
        wording.of_event(day, window, found.get(event.id, Effect()), today=today)
        for window, found in achieved.items()
    ]


def achieved(held: Iterable[AwarenessEvent]) -> Achieved:
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


def compared(
    held: list[AwarenessEvent], achieved: Achieved, names: Callable[[AwarenessEvent], list[str]]
) -> list[Line]:
    """Sum events by a name of theirs, however it is written in upper and lower case; those with
    most events first."""
    lines: dict[str, Line] = {}
    for event in held:
        for name in names(event):
            lines.setdefault(name.casefold(), Line(name)).add(event, achieved)
    return sorted(lines.values(), key=lambda line: (-line.held, line.name.casefold()))

"""Pages that were opened on one day and are pressed on the next, on a server that runs on."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from association.config import WIB
from association.database import UtcDateTime, db
from tests.attacks.steps import Step
from tests.attacks.walk import Rows, Store, Walk, changed

NIGHTS = {
    "New Year": datetime(2026, 12, 31, 23, 50, tzinfo=WIB),
    "a 15th": datetime(2026, 12, 15, 23, 50, tzinfo=WIB),
    "28 February": datetime(2027, 2, 28, 23, 50, tzinfo=WIB),
    "29 February": datetime(2028, 2, 29, 23, 50, tzinfo=WIB),
}
OVER = timedelta(minutes=20)
# What differs by itself: made at random, or the day of the press, which no button names.
OWN = {
    "account.password_hash": "salted",
    "awareness_event.code": "random",
    "batch_work.values": "the day of the press",
    "contribution.paid_on": "of cash the day it is taken; of a form it is a field",
    "duty.accepted_on": "the day of the press",
    "duty.ends_on": "the day before a duty is ended at once",
    "event_venue.code": "random",
    "member.left_on": "the day of a merge or a move",
    "participant.sent_on": "the day of the press",
    "receipt.number": "random",
    "registration_batch.day": "the day of the press, on its letter",
    "registration_line.rejected_on": "the day of the press",
    "reminder.member_id": "whose turn comes next is on the page that comes next",
    "reminder.month": "likewise; cover/reminders/test_month_end.py follows one turn",
}
LOGS = {"audit_entry", "audit_value"}


@dataclass(frozen=True)
class Night:
    """What a form did that was opened before midnight: pressed at once, and pressed after."""

    rule: str
    status: tuple[int, int]
    differs: str  # "" when it did the same, or said so and did nothing

    @property
    def is_refused(self) -> bool:
        return self.status[1] in (409, 422) and self.status[0] < 400


def nights(walk: Walk, store: Store, night: datetime, stops: tuple[Step, ...]) -> Iterator[Night]:
    """Open each form before midnight and press it on both sides, on the database as it stood."""
    first = store.copy()
    for stop in stops:
        with walk.app.app_context():
            store.put_back(first)
        walk.readers, walk.last, walk.at = {}, None, ""
        walk.clock.moment = night - timedelta(hours=waits(stop))
        walk.seen_again()
        try:
            _seen, form = walk.open(stop)
        except AssertionError:
            continue  # its page is not there on this day, as when an event is over
        body, kept, before = walk.body(stop, form), store.copy(), store.rows()
        cookies = walk.cookies(stop.who)
        at_once, did = walk.post(stop, form, body), effect(store, before)
        with walk.app.app_context():
            store.put_back(kept)
        walk.clock.moment += OVER
        walk.seen_again()
        walk.keep_cookies(stop.who, cookies)
        then = walk.post(stop, form, body)
        differs = judged(store, before, then.status, did)
        yield Night(stop.rule, (at_once.status, then.status), differs)


def waits(stop: Step) -> float:
    """Add up the hours that pass until a form is opened."""
    return stop.wait + sum(waits(one) for one in stop.before)


def judged(store: Store, before: Rows, status: int, did: Any) -> str:
    """Say what a press after midnight did other than at once; "" where it said so and did
    nothing."""
    if status in (409, 422):
        touched = [one for one in changed(before, store.rows()) if one not in LOGS]
        return f"refused, yet changes {touched}" if touched else ""
    now = effect(store, before)
    other = sorted(table for table in {**now, **did} if now.get(table) != did.get(table))
    return "".join(f"{one}: {did.get(one)} at once, {now.get(one)} after\n" for one in other)


def effect(store: Store, before: Rows) -> dict[str, Any]:
    """Give the rows that came and went, without moments and what is random."""
    now = store.rows()
    found = {}
    for table in changed(before, now):
        if table in LOGS:
            continue
        names = store.columns(table)
        kept = [place for place, name in enumerate(names) if is_told(table, name)]
        came, went = (
            Counter(repr([(names[place], row[place]) for place in kept]) for row in rows)
            for rows in (now[table], before[table])
        )
        found[table] = sorted((came - went).elements()), sorted((went - came).elements())
    return found


def is_told(table: str, name: str) -> bool:
    """Tell whether a column is compared."""
    column = db.metadata.tables[table].columns.get(name) if table in db.metadata.tables else None
    if column is None or f"{table}.{name}" in OWN:
        return False
    return not isinstance(column.type, UtcDateTime | sa.LargeBinary)

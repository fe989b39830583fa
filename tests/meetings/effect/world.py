"""A small world to count in: people with the days that matter, and who came to which event."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import sqlalchemy as sa

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import write_tx
from association.meetings.attendance.models import Attendance
from association.meetings.events.models import AwarenessEvent, Invited, Kind, State
from association.people.participants.models import Contribution, Participant
from association.roster.members.models import Member
from association.rules.people.sounds import name_key
from tests.infra.cast import NOW, Cast


@dataclass(frozen=True, kw_only=True)
class One:
    """Somebody on a roster: since when and until when, the days on which they were registered and
    paid, the events."""

    of: str = "sari"
    since: date = date(2020, 1, 1)
    left: date | None = None
    reason: str = ""
    registered: date | None = None
    paid: tuple[date, ...] = ()
    void: tuple[date, ...] = ()
    came: tuple[str, ...] = ()
    merged: bool = False  # stands twice: the row that came was merged into the one that stays
    name: str = ""

    @property
    def joined(self) -> date | None:
        """Give the day from which they count as joined."""
        return min([*self.paid, *([self.registered] if self.registered else [])], default=None)


@dataclass(frozen=True, kw_only=True)
class Held:
    """An event: whose, when, and what for."""

    of: str | None = "sari"  # None: the city's, for Sari's and Budi's
    on: date
    kind: Kind = Kind.AWARENESS
    speaker: str = ""
    state: State = State.PLANNED
    hour: int = 6  # UTC: 13.00 WIB


World = tuple[dict[str, Held], list[One]]
EVENTS = "of a world "


def put(world: World, cast: Cast) -> dict[str, int]:
    """Put a world in the place of the one before; gives the ids of its events."""
    events, people = world
    with write_tx() as tx:
        set_reach(tx.session, Everywhere())
        _clear(tx.session)
        ids = {name: _event(tx.session, name, one, cast) for name, one in events.items()}
        for number, one in enumerate(people):
            _person(tx.session, number, one, ids, cast)
    return ids


def _clear(session) -> None:
    events = sa.select(AwarenessEvent.id).where(AwarenessEvent.title.startswith(EVENTS))
    session.execute(sa.delete(Attendance).where(Attendance.event_id.in_(events)))
    session.execute(sa.delete(Invited).where(Invited.event_id.in_(events)))
    session.execute(sa.delete(AwarenessEvent).where(AwarenessEvent.title.startswith(EVENTS)))
    session.execute(sa.delete(Contribution).where(Contribution.receipt == "world"))
    session.execute(
        sa.delete(Member).where(Member.commodity == "world", Member.merged_into_id.is_not(None))
    )
    session.execute(sa.delete(Member).where(Member.commodity == "world"))
    session.execute(sa.delete(Participant).where(Participant.name == "world"))


def _event(session, name: str, one: Held, cast: Cast) -> int:
    event = AwarenessEvent(
        association_id=cast.association[one.of] if one.of else None,
        city_id=cast.city["Kota Surakarta"],
        code=f"w{name}"[:16],
        title=EVENTS + name,
        kind=one.kind,
        starts_at=datetime.combine(one.on, time(one.hour), UTC),
        place="Aula",
        speaker=one.speaker,
        state=one.state,
    )
    session.add(event)
    session.flush()
    if one.of is None:
        for guest in ("sari", "budi"):
            city = cast.city["Kota Surakarta"]
            session.add(
                Invited(event_id=event.id, association_id=cast.association[guest], city_id=city)
            )
    return event.id


def _person(session, number: int, one: One, events: dict[str, int], cast: Cast) -> None:
    own = cast.association[one.of]
    participant_id = _participant(session, number, one, own)
    row = _row(session, number, one, cast, participant_id)
    if one.merged:
        again = One(of=one.of, since=one.since, left=NOW.date(), reason="merged", name=one.name)
        row, stays = _row(session, number, again, cast, participant_id), row
        row.merged_into_id = stays.id
    for name in one.came:
        session.add(
            Attendance(event_id=events[name], member_id=row.id, association_id=own, marked_at=NOW)
        )
    session.flush()


def _row(session, number: int, one: One, cast: Cast, participant_id: int | None) -> Member:
    name = one.name or f"Orang {number:03}"
    row = Member(
        association_id=cast.association[one.of],
        city_id=cast.city["Kota Surakarta"],
        participant_id=participant_id,
        name=name,
        sort_name=name.lower(),
        search_text=name.lower(),
        name_sound=name_key(name),
        commodity="world",
        joined_on=one.since,
        left_on=one.left,
        left_reason=one.reason,
        created_at=NOW,
        updated_at=NOW,
    )
    session.add(row)
    session.flush()
    return row


def _participant(session, number: int, one: One, association_id: int) -> int | None:
    if not (one.registered or one.paid or one.void):
        return None
    person = Participant(
        nik_index=b"w" + number.to_bytes(15, "big"), name="world", registered_on=one.joined
    )
    session.add(person)
    session.flush()
    for paid_on in (*one.paid, *one.void):
        session.add(
            Contribution(
                participant_id=person.id,
                association_id=association_id,
                first_month=paid_on.replace(day=1),
                last_month=paid_on.replace(day=1),
                programmes="JKK,JKM",
                estimate=0,
                amount=0,
                paid_on=paid_on,
                received_on=paid_on,
                channel="bank",
                receipt="world",
                recorded_at=NOW,
                voided_at=NOW if paid_on in one.void else None,
            )
        )
    return person.id

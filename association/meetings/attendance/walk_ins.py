"""Select whom a walk-in may be, and at which event a member walked in."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from association.meetings.attendance.models import WalkIn
from association.meetings.events.models import AwarenessEvent
from association.roster.members.alike import Namesake
from association.roster.members.keys import PHONE_PURPOSE
from association.roster.members.models import Member, Stall
from association.roster.members.statuses import living, stall_labels
from association.roster.members.values import MemberValues
from association.rules.people.likeness import SHORTEST_WITH_SLIP, Alike, Person, intact, same_person
from association.rules.people.sounds import SHORTEST_SOUND, name_key, name_words
from association.rules.people.stalls import stall_key
from association.vault import vault

FEW = 3  # members to choose from, when a walk-in may be one of them
MOST_NEAR = 300  # namesakes to weigh


def event_of(session: Session, member_id: int) -> str:
    """Give the title of the event at which somebody was put on the roster; empty for others."""
    at = sa.select(AwarenessEvent.title).join(WalkIn, WalkIn.event_id == AwarenessEvent.id)
    return session.scalar(at.where(WalkIn.member_id == member_id)) or ""


def perhaps(
    session: Session, values: MemberValues, *, association_id: int, today: date
) -> list[Namesake]:
    """List up to three members of the roster whom these values may tell of, the likeliest first."""
    told = Person(
        values.name, values.known_as, values.birth_date, values.phone, _places(values.stalls)
    )
    near = sa.or_(*_near(values))
    statement = (
        sa.select(Member).options(selectinload(Member.stalls)).order_by(Member.sort_name, Member.id)
    )
    found = statement.where(Member.association_id == association_id, living(today), near).limit(
        MOST_NEAR
    )
    weighed = [(same_person(told, _person(member)), member) for member in session.scalars(found)]
    likely = sorted((one for one in weighed if one[0] is not Alike.NO), key=lambda one: -one[0])[
        :FEW
    ]
    labels = stall_labels(session, [member.id for _alike, member in likely])
    return [
        Namesake(member.id, member.name, labels.get(member.id, "")) for _alike, member in likely
    ]


def _near(values: MemberValues) -> Iterable[sa.ColumnElement[bool]]:
    """Say, as SQL, who may have such a name: a word that sounds alike, or is a slip away; or who
    has the phone."""
    if values.phone is not None:
        yield Member.phone_index == vault.index(values.phone, PHONE_PURPOSE)
    for word in {*name_words(values.name), *name_words(values.known_as)}:
        if len(word) >= SHORTEST_SOUND:
            yield Member.sound.contains(f" {word} ", autoescape=True)
        if len(word) >= SHORTEST_WITH_SLIP:
            yield from (Member.sound.like(pattern) for pattern in intact(word))
    yield Member.name_sound == name_key(values.name)


def _person(member: Member) -> Person:
    return Person(
        member.name, member.known_as, member.birth_date, member.phone, _places(member.stalls)
    )


def _places(stalls: Iterable[Stall] | Iterable[object]) -> frozenset[tuple[str, str]]:
    """Give where somebody trades, without the market: in one line nobody names it."""
    return frozenset(
        stall_key(str(stall.block), str(stall.number))  # type: ignore[attr-defined]
        for stall in stalls
        if stall.block or stall.number  # type: ignore[attr-defined]
    )

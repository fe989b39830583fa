"""How leaving the roster, a death and the end of a membership hang together, and who carried whose
messages until then."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.roster.history.models import Change
from association.roster.members.models import Member
from association.rules.house.slots import Slot
from association.rules.law.enrolment import LEAVES, End
from association.rules.people.leaving import Leaving

LATEST = 100  # changes of a member among which their leaving is looked for
CARRIED = 100  # whom one neighbour may have carried messages for
# However it came about: by a leader, a list, an undone batch, an older state that came back.
FOLLOWS: Slot[Callable[[Session, Member, date | None, By], None]] = Slot(
    "what follows when a member's death is recorded, moved to another day, or taken back (None)?"
)


def died_on(state: Mapping[str, Any]) -> date | None:
    """Give the day on which somebody died, from a state of members.state; None while they live."""
    for reason, day, died in (
        ("left_reason", "left_on", Leaving.DIED.value),
        ("ended_reason", "ended_on", End.DIED.value),
    ):
        if state[reason] == died and state[day]:
            return date.fromisoformat(state[day])
    return None


def death_of(member: Member) -> date | None:
    """Give the day on which a member died, as it is recorded; None while they live."""
    person = member.participant
    ended = (person.ended_reason, person.ended_on) if person else ("", None)
    for reason, day in ((member.left_reason, member.left_on), ended):
        if reason == Leaving.DIED and day is not None:
            return day
    return None


def together(before: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """Complete who leaves the roster, or comes back, with what that says of the membership, and the
    other way round; a day that both share moves in both."""
    out, end = ("left_reason", "left_on"), ("ended_reason", "ended_on")
    for (this, this_on), (other, other_on) in ((out, end), (end, out)):
        if this not in fields or other in fields or not before["registered_on"]:
            continue
        was, then = before[this], fields[this]
        same = (before[other], before[other_on]) == (was, before[this_on])
        if then in LEAVES and (not before[other] or (same and was == then)):
            return {**fields, other: then, other_on: fields[this_on]}
        if not then and was in LEAVES and same:
            return {**fields, other: "", other_on: None}
    return dict(fields)


def carried_until(session: Session, member: Member) -> tuple[int | None, list[Member]]:
    """Give who carried messages for a member until they died (the id), and for whom they did: all
    that was noted in the moment in which the death was."""
    own = sa.select(Change).where(Change.member_id == member.id).order_by(Change.id.desc())
    changes = session.scalars(own.limit(LATEST))
    left = next((one for one in changes if _ends(one.values)), None)
    if left is None:
        return None, []
    together = sa.select(Change).where(
        Change.association_id == left.association_id,
        Change.id.between(left.id - CARRIED, left.id - 1),
        Change.at == left.at,
    )
    carried = [
        one.member_id
        for one in session.scalars(together)
        if one.values.get("messenger_id", ())[:1] == (member.id,)
    ]
    people = sa.select(Member).where(
        Member.id.in_(carried),
        Member.messenger_id.is_(None),
        Member.phone_sealed.is_(None),
        Member.left_on.is_(None),
    )
    return left.values.get("messenger_id", (None,))[0], list(session.scalars(people))


def _ends(values: Mapping[str, tuple[Any, Any]]) -> bool:
    return any(values.get(day, ("", ""))[1] for day in ("left_on", "ended_on"))

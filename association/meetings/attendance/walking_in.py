"""Mark somebody who is on no list: a candidate on the roster, unless they stand there already."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record
from association.meetings.attendance import walk_ins
from association.meetings.attendance.marks import markable
from association.meetings.attendance.models import WalkIn
from association.meetings.attendance.putting import on_roster, put
from association.once import Once, write_once
from association.roster.members import actions as members
from association.roster.members.alike import Namesake
from association.roster.members.locking import locked_niks
from association.roster.members.models import Member
from association.roster.members.values import MemberValues


class PerhapsKnown(Exception):
    """A walk-in may be somebody who stands on the roster already: `people` are to choose from."""

    def __init__(self, people: list[Namesake]) -> None:
        super().__init__(len(people))
        self.people = people


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkingIn:
    """Who came without being on the list. `same` is the member they turned out to be, `is_other`
    that they are none."""

    values: MemberValues
    made_at: datetime | None
    same: int | None = None
    is_other: bool = False


@write_once
def walk_in(
    session: Session,
    event_id: int,
    who: WalkingIn,
    by: By,
    *,
    city_id: int,
    today: date,
    once: Once | None,
) -> int:
    """Mark somebody who is on no list as having come, as a candidate on the roster; returns the
    member's id.

    Raises PerhapsKnown when they may stand on the roster already and nobody said which;
    NotOnRoster; NoResultFound for an event outside the reach.
    """
    locked_niks(session, who.values.nik)  # people before events, wherever both are locked
    # The lock also keeps two phones from adding one person twice: the second is asked.
    event = markable(session, event_id, lock=True)
    member = _whom(session, who, by, city_id=city_id, today=today)
    if who.same is None:
        session.add(
            WalkIn(
                member_id=member.id,
                event_id=event.id,
                association_id=member.association_id,
                at=by.at,
            )
        )
    if put(session, event_id, member.id, by, present=True, made_at=who.made_at):
        new = who.same is None
        record(session, by, "mark walk-in", f"event:{event_id}", member=member.id, new=new)
    return member.id


def _whom(session: Session, who: WalkingIn, by: By, *, city_id: int, today: date) -> Member:
    if who.same is not None:
        return on_roster(session, who.same, today)
    assert by.association_id is not None
    if not who.is_other:
        found = walk_ins.perhaps(session, who.values, association_id=by.association_id, today=today)
        if found:
            raise PerhapsKnown(found)
    return members.add(session, who.values, by, city_id=city_id)

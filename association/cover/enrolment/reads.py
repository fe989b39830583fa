"""Select the lines of a registration batch, with what came of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from association.cover.enrolment.batches import of_lines, state
from association.cover.enrolment.models import RegistrationLine
from association.paging import Page, cut, one_more
from association.people.participants.models import Participant
from association.roster.members.models import Member, Stall
from association.roster.members.statuses import THERE, stall_labels
from association.rules.law.enrolment import LineState
from association.rules.people.completeness import TO_COMPLETE, Gap

UNSETTLED = (LineState.SENT, LineState.REJECTED)
AT_ONCE = 200  # members of a file that are in memory at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One member of a batch, and what came of their papers."""

    id: int
    registration_id: int
    place: int
    member_id: int
    name: str
    stall: str
    state: LineState
    reason: str
    rejected_on: date | None
    registered_on: date | None
    kpj: str | None
    lacking: tuple[
        Gap, ...
    ]  # what would make the data complete, as long as they are not registered


def lines(session: Session, registration_id: int, *, after: int = 0) -> Page[Line]:
    """List the lines of a batch in the order of its letter, 25 at a time; the cursor is a place
    there."""
    wanted = _in_order(registration_id).where(RegistrationLine.place > after)
    return cut(_told(session, one_more(wanted)), lambda line: line.place)


def line(session: Session, line_id: int) -> Line:
    """Get one line; NoResultFound outside the reach."""
    kept = session.get_one(RegistrationLine, line_id)
    wanted = _in_order(kept.registration_id).where(RegistrationLine.id == line_id)
    return _told(session, wanted)[0]


def everyone(session: Session, registration_id: int) -> list[Line]:
    """List all lines of a batch: a batch holds some hundred at most."""
    return _told(session, _in_order(registration_id))


def waiting(registration_id: int) -> sa.Select[tuple[int]]:
    """Say, as SQL, of whom of a batch no answer has come."""
    statement: sa.Select[tuple[int]] = of_lines(RegistrationLine.member_id)
    return statement.where(
        RegistrationLine.registration_id == registration_id, state() == LineState.SENT.value
    )


def _in_order(registration_id: int) -> sa.Select[Any]:
    there = (THERE[gap] for gap in TO_COMPLETE)
    statement = of_lines(RegistrationLine, Member.name, Participant, state(), *there)
    return statement.where(RegistrationLine.registration_id == registration_id).order_by(
        RegistrationLine.place
    )


def _told(session: Session, statement: sa.Select[Any]) -> list[Line]:
    found = session.execute(statement).all()
    stalls = stall_labels(session, [row[0].member_id for row in found])
    return [
        Line(
            id=kept.id,
            registration_id=kept.registration_id,
            place=kept.place,
            member_id=kept.member_id,
            name=name,
            stall=stalls.get(kept.member_id, ""),
            state=LineState(state),
            reason=kept.reason,
            rejected_on=kept.rejected_on,
            registered_on=person.registered_on if person else None,
            kpj=person.kpj if person else None,
            lacking=tuple(gap for gap, known in zip(TO_COMPLETE, there, strict=True) if not known)
            if state in UNSETTLED
            else (),
        )
        for kept, name, person, state, *there in found
    ]


def people(session: Session, registration_id: int) -> Iterable[list[Member]]:
    """Give the members of a batch with their stalls, in the order of its letter, some at a time."""
    of_batch = sa.select(RegistrationLine.member_id).where(
        RegistrationLine.registration_id == registration_id
    )
    ids = list(session.scalars(of_batch.order_by(RegistrationLine.place)))
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        loading = (
            selectinload(Member.stalls).selectinload(Stall.market),
            selectinload(Member.participant),
        )
        found = {
            one.id: one
            for one in session.scalars(
                sa.select(Member).where(Member.id.in_(some)).options(*loading)
            )
        }
        yield [found[member_id] for member_id in some if member_id in found]

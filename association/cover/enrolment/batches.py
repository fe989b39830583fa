"""Select registration batches, and how many of their lines stand in each state."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.elements import ColumnElement

from association.cover.enrolment.models import Registration, RegistrationLine
from association.paging import Page, cut, older, one_more
from association.people.participants.models import Participant
from association.roster.members.models import Member
from association.rules.law.enrolment import LineState


@dataclass(frozen=True, slots=True)
class Counted:
    """A batch, how many of its lines stand in each state, and how many there are."""

    registration: Registration
    states: dict[LineState, int]

    @property
    def total(self) -> int:
        """Count the lines."""
        return sum(self.states.values())

    @property
    def is_undone(self) -> bool:
        """Tell whether every line was taken back."""
        return 0 < self.total == self.states[LineState.WITHDRAWN]


def state() -> ColumnElement[str]:
    """Give a line's state, as SQL over Participant (outer joined): only a rejection is kept, the
    rest follows."""
    other = aliased(RegistrationLine)
    later = sa.exists().where(
        other.member_id == RegistrationLine.member_id, other.id > RegistrationLine.id
    )
    return sa.case(
        (RegistrationLine.rejected_on.is_not(None), LineState.REJECTED.value),
        (later, LineState.WITHDRAWN.value),
        (Participant.registered_on.is_not(None), LineState.ACCEPTED.value),
        (Participant.sent_on.is_(None), LineState.WITHDRAWN.value),
        else_=LineState.SENT.value,
    )


def of_lines(*columns: Any) -> sa.Select[Any]:
    """Select columns of lines, their members and, where there is one, the participant."""
    return (
        sa.select(*columns)
        .select_from(RegistrationLine)
        .join(Member, Member.id == RegistrationLine.member_id)
        .outerjoin(Participant, Participant.id == Member.participant_id)
    )


def listed(session: Session, *, association_id: int, before: int | None = None) -> Page[Counted]:
    """List a paguyuban's batches, newest first, 25 at a time; the cursor is a batch's number."""
    statement = (
        sa.select(Registration)
        .where(Registration.association_id == association_id)
        .where(older(Registration.number, before))
        .order_by(Registration.number.desc())
    )
    found = cut(session.scalars(one_more(statement)), lambda made: made.number)
    return found.showing(_counted(session, found.rows))


def one(session: Session, registration_id: int) -> Counted:
    """Get a batch; NoResultFound outside the reach."""
    return _counted(session, [session.get_one(Registration, registration_id)])[0]


def _counted(session: Session, found: list[Registration]) -> list[Counted]:
    of_line = state().label("state")
    statement = of_lines(RegistrationLine.registration_id, of_line, sa.func.count()).where(
        RegistrationLine.registration_id.in_([one.id for one in found])
    )
    states = {one.id: dict.fromkeys(LineState, 0) for one in found}
    for registration_id, name, count in session.execute(
        statement.group_by(RegistrationLine.registration_id, of_line)
    ):
        states[registration_id][LineState(name)] = count
    return [Counted(one, states[one.id]) for one in found]

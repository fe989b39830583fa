"""Select registration batches, their lines with what came of each, and where one member's enrolment
stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, selectinload
from sqlalchemy.sql.elements import ColumnElement

from association.cover.enrolment.models import Registration, RegistrationLine
from association.paging import Page, cut, older, one_more
from association.people.participants.models import Participant, kpj_index
from association.roster.members.models import Member, Stall
from association.roster.members.statuses import stall_labels
from association.rules.law.enrolment import LineState

AT_ONCE = 200  # members of a file that are in memory at a time


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


def _state() -> ColumnElement[str]:
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


def _lines(*columns: Any) -> sa.Select[Any]:
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
    state = _state().label("state")
    statement = _lines(RegistrationLine.registration_id, state, sa.func.count()).where(
        RegistrationLine.registration_id.in_([one.id for one in found])
    )
    states = {one.id: dict.fromkeys(LineState, 0) for one in found}
    for registration_id, name, count in session.execute(
        statement.group_by(RegistrationLine.registration_id, state)
    ):
        states[registration_id][LineState(name)] = count
    return [Counted(one, states[one.id]) for one in found]


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


def _in_order(registration_id: int) -> sa.Select[Any]:
    statement = _lines(RegistrationLine, Member.name, Participant, _state())
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
        )
        for kept, name, person, state in found
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


def niks(session: Session, registration_id: int, nik_indexes: Iterable[bytes]) -> dict[bytes, int]:
    """Find who of a batch has which of these NIKs, by their blind index."""
    statement = _lines(Member.nik_index, Member.id).where(
        RegistrationLine.registration_id == registration_id, Member.nik_index.in_(list(nik_indexes))
    )
    return {row.nik_index: row.id for row in session.execute(statement)}


def last_rejection(session: Session, member_id: int) -> RegistrationLine | None:
    """Give the line of a member's latest batch when it was rejected, None otherwise."""
    statement = sa.select(RegistrationLine).where(RegistrationLine.member_id == member_id)
    found = session.scalar(statement.order_by(RegistrationLine.id.desc()).limit(1))
    return found if found is not None and found.rejected_on is not None else None


def rejections(session: Session, member_ids: Iterable[int]) -> dict[int, str]:
    """Give why these members' latest papers came back, of those whose did."""
    ids = list(member_ids)
    latest = sa.select(sa.func.max(RegistrationLine.id)).where(RegistrationLine.member_id.in_(ids))
    statement = sa.select(RegistrationLine.member_id, RegistrationLine.reason).where(
        RegistrationLine.id.in_(latest.group_by(RegistrationLine.member_id)),
        RegistrationLine.rejected_on.is_not(None),
    )
    return {row.member_id: row.reason for row in session.execute(statement)}


def holder_of(session: Session, kpj: str, *, but: int) -> str | None:
    """Name another member within the reach who has this KPJ; `but` is the participant asked
    about."""
    statement = sa.select(Member.name).join(Participant, Participant.id == Member.participant_id)
    return session.scalar(
        statement.where(Participant.kpj_index == kpj_index(kpj), Participant.id != but)
        .order_by(Member.id)
        .limit(1)
    )


def holders(session: Session, kpjs: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Give id and name of the members within the reach who have these KPJs."""
    by_index = {kpj_index(kpj): kpj for kpj in kpjs}
    statement = sa.select(Participant.kpj_index, Member.id, Member.name).join(
        Member, Member.participant_id == Participant.id
    )
    found = session.execute(statement.where(Participant.kpj_index.in_(list(by_index))))
    return {
        by_index[index]: (member_id, name) for index, member_id, name in found if index is not None
    }

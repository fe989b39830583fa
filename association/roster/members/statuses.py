"""Where everybody stands on a day: as SQL for filters and counts, and as the lines of a list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, joinedload
from sqlalchemy.sql.elements import ColumnElement

from association.people.participants import statuses as coverage
from association.people.participants.models import Participant
from association.roster.members.models import Absence, Member, Stall
from association.rules.law.coverage import Coverage, Status
from association.rules.law.enrolment import End, has_died
from association.rules.people.completeness import TO_COMPLETE, TO_SEND, Gap
from association.rules.people.leaving import Leaving

MISTAKEN = (Leaving.MERGED, Leaving.UNDONE)  # known now never to have been a person of their own
AT_ONCE = 200
WITH_MEMBERSHIP = joinedload(Member.participant)  # as what asks whether somebody died needs it
THERE: Final[dict[Gap, ColumnElement[bool]]] = {  # what is known of a member, as SQL
    Gap.NIK: Member.nik_index.is_not(None),
    Gap.BIRTH_DATE: Member.birth_date.is_not(None),
    Gap.PHONE: Member.phone_sealed.is_not(None),
    Gap.MOTHER: Member.mother_sealed.is_not(None),
    Gap.BIRTH_PLACE: Member.birth_place != "",
    Gap.ADDRESS: Member.address_sealed.is_not(None),
    # A payment recorded without an income leaves 0 with the participant: unknown.
    Gap.INCOME: sa.or_(Member.income.is_not(None), sa.func.coalesce(Participant.income, 0) > 0),
}
# Who can be sent, as far as the data go (the age is judged apart): twin of Member.is_ready. A NIK
# that an officer still matches has no participant.
READY = sa.and_(Member.participant_id.is_not(None), *(THERE[gap] for gap in TO_SEND))
COMPLETE = sa.and_(*(THERE[gap] for gap in TO_COMPLETE))
LINE = (
    Member.id,
    Member.name,
    Member.commodity,
    Member.participant_id,
    Participant.sent_on,
    Participant.registered_on,
    Participant.ended_on,
    READY.label("ready"),
    Member.birth_date,
    sa.func.coalesce(Participant.income, Member.income).label("income"),
    Member.employs_helpers,
    Member.left_reason,
    Participant.ended_reason,
)


@dataclass(frozen=True, slots=True)
class StatusSql:
    """Where somebody stands on a day, as SQL over Participant (outer joined); what is not asked for
    is not built."""

    latest: ColumnElement[date]  # the latest paid month, NULL when there is none
    participant_id: coverage.ParticipantId
    ready: ColumnElement[bool]
    birth_date: Any
    today: date
    past: bool
    died: Any = None  # None for who may not read it, and about a day gone by

    @property
    def status(self) -> ColumnElement[str]:
        """Give the status; of who died ENDED, also where the day is still to come."""
        status = coverage.status_sql(
            self.latest,
            self.participant_id,
            self.today,
            ready=self.ready,
            birth_date=self.birth_date,
            past=self.past,
        )
        if self.died is None:
            return status
        return sa.case((self.died, Status.ENDED.value), else_=status)

    @property
    def lapsing(self) -> ColumnElement[bool]:
        """Tell whether cover ends with the month of that day."""
        found = coverage.lapsing_sql(self.latest, self.participant_id, self.today, past=self.past)
        return found if self.died is None else sa.and_(found, ~self.died)

    @property
    def in_hand(self) -> ColumnElement[bool]:
        """Tell whether a collector holds cash for the next month to pay."""
        return coverage.in_hand_sql(self.latest, self.participant_id, self.today, past=self.past)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the roster."""

    id: int
    name: str
    stall: str
    commodity: str
    coverage: Coverage
    income: int | None = None  # a month, whole rupiah, as reported or as the roster knows
    employs_helpers: bool = False


def leaves_after(day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Say, as SQL, who had not left by a day, which may be a column."""
    return sa.or_(Member.left_on.is_(None), Member.left_on > day)


def away(day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Say, as SQL, who was off the roster on a day, which may be a column, and came back since."""
    return sa.exists().where(
        Absence.member_id == Member.id, Absence.left_on <= day, Absence.back_on > day
    )


def on_roster(today: date, *, past: bool = False) -> ColumnElement[bool]:
    """Say, as SQL, who has not left the roster by a day; on a `past` one also who had joined,
    mistaken rows left out."""
    here = leaves_after(today)
    return (
        sa.and_(here, Member.joined_by(today), ~away(today), Member.left_reason.not_in(MISTAKEN))
        if past
        else here
    )


def died(of: type[Member] = Member) -> ColumnElement[bool]:
    """Say, as SQL, who died, whoever knows it: the roster, or the membership (the twin of
    Member.has_died). Only for those who may read why somebody left."""
    person = aliased(Participant)
    by_bpjs = sa.exists().where(
        person.id == of.participant_id, person.ended_reason == End.DIED.value
    )
    return sa.or_(of.left_reason == Leaving.DIED.value, by_bpjs)


def _died(left_reason: Any) -> ColumnElement[bool]:
    """Say the same where the participant is (outer) joined."""
    by_bpjs = sa.func.coalesce(Participant.ended_reason, "") == End.DIED.value
    return sa.or_(left_reason == Leaving.DIED.value, by_bpjs)


def living(today: date) -> ColumnElement[bool]:
    """Say, as SQL, who is on the roster and has not died: whom one can write to, ask, invite and
    count on."""
    return sa.and_(on_roster(today), ~died())


def roster_of(
    association_id: int, today: date, *columns: Any, past: bool = False
) -> sa.Select[Any]:
    """Select columns of who is on a roster and, where there is one, of their participant; `past` as
    in `on_roster`."""
    return (
        sa.select(*columns)
        .outerjoin(Participant, Participant.id == Member.participant_id)
        .where(Member.association_id == association_id, on_roster(today, past=past))
    )


def status_on(today: date, *, past: bool = False) -> StatusSql:
    """Say, as SQL, where each member stands on a day; `past` as in `on_roster`."""
    latest = coverage.latest_paid(Member.participant_id, today, past=past)
    died = None if past else _died(Member.left_reason)
    return StatusSql(latest, Member.participant_id, READY, Member.birth_date, today, past, died)


def statuses_on(
    today: date,
    *columns: Any,
    among: ColumnElement[bool],
    past: bool = False,
    ages: bool = True,
) -> sa.Subquery:
    """Select, once for each member `among` whom one asks, `columns`, `latest`, `status`, `lapsing`
    and `in_hand`; what nobody reads costs nothing. Without `ages`, which an officer may not read,
    no more than who died, who is too old to join is a candidate."""
    people = (
        sa.select(
            Member.participant_id,
            READY.label("ready"),
            *([Member.birth_date, Member.left_reason] if ages else []),
            coverage.latest_paid(Member.participant_id, today, past=past).label("latest"),
            *columns,
        )
        .where(among)
        .cte("people")
        .prefix_with("MATERIALIZED")
    )
    of_people = people.c.participant_id, people.c.ready, people.c.get("birth_date")
    died = _died(people.c.left_reason) if ages and not past else None
    found = StatusSql(people.c.latest, *of_people, today, past, died)
    return (
        sa.select(
            people,
            found.status.label("status"),
            found.lapsing.label("lapsing"),
            found.in_hand.label("in_hand"),
        )
        .select_from(people)
        .outerjoin(Participant, Participant.id == people.c.participant_id)
        .subquery("statuses")
    )


def whole(session: Session, member_ids: list[int], *, today: date) -> Iterator[list[Row]]:
    """Give the lines of many members in this order, 200 at a time."""
    for start in range(0, len(member_ids), AT_ONCE):
        yield rows_of(session, member_ids[start : start + AT_ONCE], today=today)


def rows_of(session: Session, member_ids: list[int], *, today: date) -> list[Row]:
    """Give the lines of these members, in this order."""
    found = sa.select(*LINE).outerjoin(Participant, Participant.id == Member.participant_id)
    rows = lines(
        session, session.execute(found.where(Member.id.in_(member_ids))).all(), today=today
    )
    return sorted(rows, key=lambda row: member_ids.index(row.id))


def lines(session: Session, found: Any, *, today: date, past: bool = False) -> list[Row]:
    """Complete selected lines with stalls and coverage: one query each, however many lines."""
    ids = [line.id for line in found]
    stalls = stall_labels(session, ids)
    people = {
        line.id: coverage.Person(
            line.participant_id,
            line.sent_on,
            line.registered_on,
            line.ended_on,
            bool(line.ready),
            line.birth_date,
            has_died(line.left_reason, line.ended_reason or ""),
        )
        for line in found
    }
    covered = coverage.coverages(session, people, today=today, past=past)
    return [
        Row(
            line.id,
            line.name,
            stalls.get(line.id, ""),
            line.commodity,
            covered[line.id],
            line.income,
            line.employs_helpers,
        )
        for line in found
    ]


def stall_labels(session: Session, member_ids: list[int]) -> dict[int, str]:
    """Give the stalls of members as one text each: "Los B-14, Kios A-03"."""
    labels: dict[int, list[str]] = {}
    if member_ids:
        for stall in session.scalars(
            sa.select(Stall).where(Stall.member_id.in_(member_ids)).order_by(Stall.id)
        ):
            labels.setdefault(stall.member_id, []).append(stall.label)
    return {member_id: ", ".join(filter(None, texts)) for member_id, texts in labels.items()}


def person_of(member: Member) -> coverage.Person:
    """Give what the coverage of a member needs beside the paid months. Who left the roster without
    a membership has none that ended."""
    participant = member.participant
    ends = member.left_on is None or (participant is not None and participant.registered_on)
    return coverage.Person(
        member.participant_id,
        participant.sent_on if participant else None,
        participant.registered_on if participant else None,
        participant.ended_on if participant else None,
        member.is_ready,
        member.birth_date,
        bool(member.has_died and ends),
    )


def coverage_of(session: Session, member: Member, *, today: date, past: bool = False) -> Coverage:
    """Tell where one member stands on a day; `past` as in `on_roster`."""
    whose = {member.id: person_of(member)}
    return coverage.coverages(session, whose, today=today, past=past)[member.id]

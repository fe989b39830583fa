"""Statuses: as values for the rows of a page, and as SQL for filters and counts, both from
rules.law.coverage."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased
from sqlalchemy.sql.elements import ColumnElement, KeyedColumnElement

from association.people.participants.models import (
    HELD,
    NOT_VOID,
    PAID,
    Contribution,
    Participant,
)
from association.rules.house.months import add_months
from association.rules.law.coverage import (
    Coverage,
    Enrolment,
    Run,
    Status,
    coverage,
    thresholds,
)
from association.rules.law.death_benefit import death_benefit_on
from association.rules.law.enrolment import Funding, too_old_to_join, youngest_too_old

ParticipantId = InstrumentedAttribute[int | None] | KeyedColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Person:
    """What a coverage needs beside the paid months: who, how far the enrolment came, and whether
    the data are complete."""

    participant_id: int | None
    sent_on: date | None
    registered_on: date | None
    ended_on: date | None
    ready: bool
    birth_date: date | None
    died: bool = False

    def enrolment(self, today: date, *, past: bool = False) -> Enrolment:
        """Give how far the enrolment came, and the age on a day; of who died it ended by today,
        also where the day is still to come."""
        over = self.died and not past
        return Enrolment(
            ready=self.ready,
            too_old=self.birth_date is not None and too_old_to_join(self.birth_date, today),
            sent_on=self.sent_on,
            registered_on=self.registered_on,
            ended_on=min(self.ended_on or today, today) if over else self.ended_on,
        )


def paid(day: date, *, past: bool) -> ColumnElement[bool]:
    """Say, as SQL, which contributions BPJS Ketenagakerjaan has received; on a past day by then
    (decision 0012)."""
    return sa.and_(PAID, Contribution.received_on <= day) if past else PAID


def held(day: date, *, past: bool) -> ColumnElement[bool]:
    """Say, as SQL, which contributions a collector holds; on a past day held then."""
    if not past:
        return HELD
    received = Contribution.received_on
    later = sa.or_(received.is_(None), received > day)
    return sa.and_(NOT_VOID, Contribution.paid_on <= day, later)


def coverages(
    session: Session, people: Mapping[int, Person], *, today: date, past: bool = False
) -> dict[int, Coverage]:
    """Give the coverage of each person under its key, with one query for all their months.

    `past` here and below: `today` is a day gone by, asked from what is known now.
    """
    wanted = {
        person.participant_id for person in people.values() if person.participant_id is not None
    }
    runs: dict[int, tuple[list[Run], list[Run]]] = {}
    if wanted:
        months = Contribution.first_month, Contribution.last_month, Contribution.received_on
        kinds = paid(today, past=past), held(today, past=past)
        found = sa.select(Contribution.participant_id, *months, kinds[1]).where(
            Contribution.participant_id.in_(wanted), sa.or_(*kinds)
        )
        for participant_id, first, last, received_on, is_held in session.execute(found):
            received, waiting = runs.setdefault(participant_id, ([], []))
            (waiting if is_held else received).append(Run(first, last, received_on))
    covered = {}
    for key, person in people.items():
        received, waiting = runs.get(person.participant_id or 0, ([], []))
        enrolment = person.enrolment(today, past=past)
        covered[key] = coverage(received, enrolment, held=waiting, today=today)
    return covered


def latest_paid(
    participant_id: ParticipantId, today: date, *, past: bool = False
) -> ColumnElement[date]:
    """Give, as SQL, the latest paid month among the runs begun by today's month; NULL when there is
    none."""
    return (
        sa.select(sa.func.max(Contribution.last_month))
        .where(
            Contribution.participant_id == participant_id,
            Contribution.first_month <= thresholds(today).month,
            paid(today, past=past),
        )
        .scalar_subquery()
    )


def month_number(day: ColumnElement[Any] | InstrumentedAttribute[Any]) -> ColumnElement[int]:
    """Count, as SQL, the months up to that of a day, so that months can be compared."""
    return sa.extract("year", day) * 12 + sa.extract("month", day)


def status_sql(
    latest: ColumnElement[date],
    participant_id: ParticipantId,
    today: date,
    *,
    ready: ColumnElement[bool],
    birth_date: ColumnElement[date] | InstrumentedAttribute[date | None] | None,
    past: bool = False,
) -> ColumnElement[str]:
    """Give the status as an SQL CASE over Participant (outer joined); the twin of
    rules.law.coverage, kept equal by test. Without a `birth_date` nobody is INELIGIBLE."""
    limits = thresholds(today)
    is_registered = Participant.registered_on <= today
    covered = _covered(latest, today)
    too_old = (
        []
        if birth_date is None
        else [(birth_date <= youngest_too_old(today), Status.INELIGIBLE.value)]
    )
    waits = in_hand_sql(latest, participant_id, today, past=past)
    active, *late = [(sa.and_(covered, latest >= month), status) for month, status in limits.steps]
    return sa.case(
        (Participant.ended_on <= today, Status.ENDED.value),
        active,
        (sa.and_(is_registered, waits), Status.ENTRUSTED.value),
        *late,
        (covered, Status.INACTIVE.value),
        (is_registered, Status.REGISTERED.value),
        (Participant.sent_on <= today, Status.SENT.value),
        *too_old,
        (ready, Status.READY.value),
        else_=Status.CANDIDATE.value,
    )


def _covered(latest: ColumnElement[date], today: date) -> ColumnElement[bool]:
    """Tell, as SQL over Participant, whether somebody registered has ever paid for a month from the
    registered one on."""
    counts = month_number(latest) >= month_number(Participant.registered_on)
    return sa.and_(Participant.registered_on <= today, counts)


def in_hand_sql(
    latest: ColumnElement[date], participant_id: ParticipantId, today: date, *, past: bool = False
) -> ColumnElement[bool]:
    """Tell, as SQL over Participant, whether a collector holds cash for this month or, when that is
    paid, for the next."""
    month = thresholds(today).month
    this, following = (
        _months_of(participant_id, one, held(today, past=past))
        for one in (month, add_months(month, 1))
    )
    is_paid = sa.and_(_covered(latest, today), latest >= month)
    return sa.case((is_paid, following), else_=this)


def _months_of(
    participant_id: ParticipantId, month: date, which: ColumnElement[bool]
) -> ColumnElement[bool]:
    return sa.exists().where(
        Contribution.participant_id == participant_id,
        Contribution.first_month <= month,
        Contribution.last_month >= month,
        which,
    )


def lapsing_sql(
    latest: ColumnElement[date], participant_id: ParticipantId, today: date, *, past: bool = False
) -> ColumnElement[bool]:
    """Tell, as SQL over Participant, whether cover ends with this month: paid for it, and not for
    the next."""
    month = thresholds(today).month
    goes_on = _months_of(participant_id, add_months(month, 1), paid(today, past=past))
    is_member = sa.and_(Participant.registered_on <= today, going_on(today))
    return sa.and_(is_member, latest == month, ~goes_on)


def going_on(today: date) -> ColumnElement[bool]:
    """Tell, as SQL over Participant (outer joined), whose membership has not ended by a day."""
    return sa.or_(Participant.ended_on.is_(None), Participant.ended_on > today)


def pays_self(participant_id: ParticipantId) -> ColumnElement[bool]:
    """Tell, as SQL, whether money is asked of somebody: not of who is paid for by the state (the
    twin of rules.law.price.Terms.is_asked)."""
    one = aliased(Participant)
    return ~sa.exists().where(one.id == participant_id, one.funding == Funding.STATE.value)


def death_benefit_sql(participant_id: ParticipantId, today: date) -> ColumnElement[int]:
    """Give, as SQL over Participant, what JKM pays for who is protected: in full when they have
    been covered, paying and registered for the waiting months (rules.law.coverage)."""
    row = death_benefit_on(today)
    if row is None:
        return sa.literal(0)
    full = sa.and_(
        _covered_since(participant_id, today, row.since(today)),
        Participant.registered_on <= row.since(today),
    )
    return sa.case((full, row.full), else_=row.reduced)


def _covered_since(participant_id: ParticipantId, today: date, day: date) -> ColumnElement[bool]:
    """Tell, as SQL, whether the unbroken paid months up to this one had begun by a day, and their
    first money had come; looks at each contribution once, however many there are."""
    one = Contribution
    before = sa.func.max(one.last_month).over(
        order_by=(one.first_month, one.received_on), rows=(None, -1)
    )
    runs = (
        sa.select(one.first_month, one.received_on, before.label("before"))
        .where(
            one.participant_id == participant_id, one.first_month <= thresholds(today).month, PAID
        )
        .correlate_except(one)
        .subquery("runs")
    )
    follows = month_number(runs.c.before) >= month_number(runs.c.first_month) - 1
    return (
        sa.select(sa.and_(runs.c.first_month <= day, runs.c.received_on <= day))
        .where(sa.or_(runs.c.before.is_(None), ~follows))
        .order_by(runs.c.first_month.desc())
        .limit(1)
        .scalar_subquery()
    )


def counted(statuses: Iterable[tuple[str, int]]) -> dict[Status, int]:
    """Turn counted rows into a full table, zero where nobody stands."""
    found = dict(statuses)
    return {status: found.get(status.value, 0) for status in Status}

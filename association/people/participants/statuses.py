"""Statuses: as values for the rows of a page, and as SQL for filters and counts, both from
rules.law.coverage."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.elements import ColumnElement, KeyedColumnElement

from association.people.participants.models import NOT_VOID, Contribution, Participant
from association.rules.house.months import add_months, months_in
from association.rules.law.coverage import (
    Coverage,
    Enrolment,
    Run,
    Status,
    coverage,
    death_benefit_on,
    thresholds,
)

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


def valid(day: date, *, past: bool) -> ColumnElement[bool]:
    """Say, as SQL, which contributions count: those not void; on a past day also paid by then
    (decision 0012)."""
    standing = NOT_VOID
    return sa.and_(standing, Contribution.paid_on <= day) if past else standing


def coverages(
    session: Session, people: Mapping[int, Person], *, today: date, past: bool = False
) -> dict[int, Coverage]:
    """Give the coverage of each person under its key, with one query for all their paid months.

    `past` here and below: `today` is a day gone by, asked from what is known now.
    """
    runs: dict[int, list[Run]] = {}
    wanted = {
        person.participant_id for person in people.values() if person.participant_id is not None
    }
    if wanted:
        found = session.execute(
            sa.select(
                Contribution.participant_id, Contribution.first_month, Contribution.last_month
            ).where(Contribution.participant_id.in_(wanted), valid(today, past=past))
        )
        for participant_id, first, last in found:
            runs.setdefault(participant_id, []).append(Run(first, last))
    return {
        key: coverage(
            runs.get(person.participant_id or 0, ()),
            Enrolment(
                ready=person.ready,
                sent_on=person.sent_on,
                registered_on=person.registered_on,
                ended_on=person.ended_on,
            ),
            today=today,
        )
        for key, person in people.items()
    }


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
            valid(today, past=past),
        )
        .scalar_subquery()
    )


def status_sql(
    latest: ColumnElement[date],
    participant_id: ParticipantId,
    ready: ColumnElement[bool],
    today: date,
    *,
    past: bool = False,
) -> ColumnElement[str]:
    """Give the status as an SQL CASE over Participant (outer joined); the twin of
    rules.law.coverage, kept equal by test."""
    limits = thresholds(today)
    paid_ahead = sa.exists().where(
        Contribution.participant_id == participant_id,
        Contribution.first_month > limits.month,
        valid(today, past=past),
    )
    steps = [(latest >= month, status.value) for month, status in limits.steps]
    return sa.case(
        (Participant.ended_on <= today, Status.ENDED.value),
        *steps,
        (latest.is_not(None), Status.INACTIVE.value),
        (sa.or_(Participant.registered_on <= today, paid_ahead), Status.REGISTERED.value),
        (Participant.sent_on <= today, Status.SENT.value),
        (ready, Status.READY.value),
        else_=Status.CANDIDATE.value,
    )


def _paid(
    participant_id: ParticipantId, month: date, today: date, *, past: bool
) -> ColumnElement[bool]:
    return sa.exists().where(
        Contribution.participant_id == participant_id,
        Contribution.first_month <= month,
        Contribution.last_month >= month,
        valid(today, past=past),
    )


def lapsing_sql(
    latest: ColumnElement[date], participant_id: ParticipantId, today: date, *, past: bool = False
) -> ColumnElement[bool]:
    """Tell, as SQL, whether cover ends with this month: paid for it, and not for the next."""
    month = thresholds(today).month
    return sa.and_(latest == month, ~_paid(participant_id, add_months(month, 1), today, past=past))


def going_on(today: date) -> ColumnElement[bool]:
    """Tell, as SQL over Participant (outer joined), whose membership has not ended by a day."""
    return sa.or_(Participant.ended_on.is_(None), Participant.ended_on > today)


def death_benefit_sql(participant_id: ParticipantId, today: date) -> ColumnElement[int]:
    """Give, as SQL, what JKM pays for who is protected: in full when the waiting months before this
    one are all paid."""
    row, month = death_benefit_on(today), thresholds(today).month
    if row is None:
        return sa.literal(0)
    waited = months_in(add_months(month, -row.waiting_months), add_months(month, -1))
    full = sa.and_(sa.true(), *(_paid(participant_id, one, today, past=False) for one in waited))
    return sa.case((full, row.full), else_=row.reduced)


def counted(statuses: Iterable[tuple[str, int]]) -> dict[Status, int]:
    """Turn counted rows into a full table, zero where nobody stands."""
    found = dict(statuses)
    return {status: found.get(status.value, 0) for status in Status}
